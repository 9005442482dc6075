package dev.atelier.local.issuer;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

import java.util.List;

/** The clients that the laptop's issuer knows. */
final class LocalClients {

    static final String WEB = "atelier-web";
    static final String WEB_SCOPE = "openid profile";

    private static final String NOTIFICATIONS = "example-notifications";

    /** No secret at all: the platform on AWS has another issuer, with clients of its own. */
    private static final String NOTIFICATIONS_SECRET = "local-only";

    private static final TokenSettings TOKENS =
            TokenSettings.builder().accessTokenTimeToLive(LocalTokens.LIFETIME).build();

    private LocalClients() {}

    static RegisteredClientRepository repository() {
        return new InMemoryRegisteredClientRepository(web(), notifications());
    }

    /** A page in a browser: it can keep no secret, and proves itself with PKCE. */
    private static RegisteredClient web() {
        return RegisteredClient.withId(WEB)
                .clientId(WEB)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://localhost:8080/docs") // LocalRedirects lets others in, too
                .scopes(scopes -> scopes.addAll(List.of(WEB_SCOPE.split(" "))))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TOKENS)
                .build();
    }

    /** Another team's service, which must reach people. */
    private static RegisteredClient notifications() {
        return RegisteredClient.withId(NOTIFICATIONS)
                .clientId(NOTIFICATIONS)
                .clientSecret("{noop}" + NOTIFICATIONS_SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("contact:read")
                .tokenSettings(TOKENS)
                .build();
    }
}
