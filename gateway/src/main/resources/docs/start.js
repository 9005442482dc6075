// Shows the description of the API, and lets its readers sign in where it says.

const SCOPES = { openid: "Who you are", profile: "Your name" };

const json = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${address} answers ${answer.status}`);
  }
  return answer.json();
};

// Swagger UI offers every grant that the issuer has; of these a page can do one.
const codeFlow = async (signIn) => {
  const issuer = await json(signIn.openIdConnectUrl);
  return {
    type: "oauth2",
    flows: {
      authorizationCode: {
        authorizationUrl: issuer.authorization_endpoint,
        tokenUrl: issuer.token_endpoint,
        scopes: SCOPES,
      },
    },
  };
};

const spec = await json("/api/v1/openapi");
const schemes = spec.components.securitySchemes;
const clientId = schemes.signIn["x-client-id"];
try {
  schemes.signIn = await codeFlow(schemes.signIn);
} catch (failure) {
  // With a token from elsewhere the page is of use all the same.
  console.warn("the issuer cannot be asked how to sign in:", failure);
  delete schemes.signIn;
  spec.security = spec.security.filter((one) => !("signIn" in one));
}

const ui = window.SwaggerUIBundle({
  spec,
  dom_id: "#docs",
  deepLinking: true,
  filter: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  oauth2RedirectUrl: `${window.location.origin}/docs/oauth2-redirect.html`,
  validatorUrl: null,
});
ui.initOAuth({
  clientId,
  scopes: Object.keys(SCOPES),
  usePkceWithAuthorizationCodeGrant: true,
});
