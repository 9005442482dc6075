package dev.atelier.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class IssuerApplicationTest {

    /** What the token script takes for the issuer when no platform runs. */
    private static final URI ISSUER = URI.create("http://localhost:8084");

    // From appendix B of RFC 7636.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String PAGE = "http://localhost:5173/docs/back?from=login";

    @TempDir static Path home;

    private static TokenScript script;
    private static LocalTokens tokens;
    private static ConfigurableApplicationContext issuer;
    private static String address;
    private static NimbusJwtDecoder decoder;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void starts() {
        script = TokenScript.withKeys(home);
        tokens = LocalTokens.from(script.key(), ISSUER);
        issuer =
                IssuerApplication.application()
                        .run(
                                "--server.port=0",
                                "--atelier.issuer.uri=" + ISSUER,
                                "--atelier.issuer.key=" + script.key());
        address = "http://localhost:" + issuer.getEnvironment().getProperty("local.server.port");
        decoder = NimbusJwtDecoder.withJwkSetUri(address + "/oauth2/jwks").build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(
                        JwtValidators.createDefaultWithIssuer(ISSUER.toString()),
                        new JwtClaimValidator<List<String>>(
                                "aud", audience -> audience.contains("atelier"))));
    }

    @AfterAll
    static void stops() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", " Ada  LOVELACE ", "\"Jürgen\" & Söhne \\ 100%+", "李小龙"})
    void tokensOfAllWaysAreEquivalentAndAccepted(String name) throws Exception {
        Jwt expected = decoder.decode(tokens.token(name, Set.of("admin")));

        Jwt fromScript = decoder.decode(script.token(name, "--role", "admin"));
        Jwt fromHttp = decoder.decode(localToken("name=" + encoded(name) + "&role=admin"));
        Jwt fromLogin = decoder.decode(signIn(name, "&admin=true"));

        assertThat(timeless(fromScript)).isEqualTo(timeless(expected));
        assertThat(timeless(fromHttp)).isEqualTo(timeless(expected));
        assertThat(timeless(fromLogin)).isEqualTo(timeless(expected));
        assertThat(expected.getSubject()).isEqualTo(tokens.userId(name).toString());
    }

    @Test
    void nobodyIsAdminWithoutAsking() throws Exception {
        assertThat(decoder.decode(tokens.token("ada")).hasClaim("roles")).isFalse();
        assertThat(decoder.decode(script.token("ada")).hasClaim("roles")).isFalse();
        assertThat(decoder.decode(localToken("name=ada")).hasClaim("roles")).isFalse();
        assertThat(decoder.decode(signIn("ada", "")).hasClaim("roles")).isFalse();
    }

    @Test
    void postsAreAnsweredLikeGets() throws Exception {
        var answer = post("/local/token", "name=J%C3%BCrgen&ttl=60");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
        assertThat(decoder.decode(answer.body()).getClaimAsString("name")).isEqualTo("Jürgen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name=%20", "name=ada&role=root", "name=ada&ttl=soon"})
    void explainsHowToAskForToken(String query) throws Exception {
        var answer = get(address + "/local/token?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("Say who: /local/token?name=ada");
    }

    @Test
    void badTokensAreRefused() {
        TokenDraft good = tokens.draft("ada", Set.of());

        assertThat(decoder.decode(good.sign())).isNotNull();
        assertRefused(good.expired());
        assertRefused(good.with("iss", "http://elsewhere"));
        assertRefused(good.with("aud", List.of("elsewhere")));
        assertRefused(LocalTokens.ofStranger(ISSUER).draft("ada", Set.of()));
    }

    @Test
    void discoveryLeadsToKeysAndEndpoints() throws Exception {
        String discovery = get(address + "/.well-known/openid-configuration").body();

        assertThat(discovery)
                .contains("\"issuer\":\"" + ISSUER + "\"")
                .contains("\"jwks_uri\":\"" + ISSUER + "/oauth2/jwks\"")
                .contains("\"token_endpoint\":\"" + ISSUER + "/oauth2/token\"");
        assertThat(get(address + "/oauth2/jwks").body())
                .contains("\"kid\":\"" + SigningKey.read(script.key()).getKeyID() + "\"")
                .doesNotContain("\"d\":");
    }

    @Test
    void codeIsWorthNothingWithoutItsVerifier() throws Exception {
        String code = code("ada", "");

        var answer = exchange(code, VERIFIER.replace('d', 'e'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/back",
                "http://localhost.evil.example/back",
                "http://localhost@evil.example/back",
                "javascript:alert(1)",
            })
    void sendsNoCodeToOtherMachines(String redirectUri) throws Exception {
        var answer = get(authorization(redirectUri));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void clientOfAnotherTeamMayReadContacts() throws Exception {
        var answer =
                post(
                        "/oauth2/token",
                        "grant_type=client_credentials&scope=contact:read"
                                + "&client_id=example-notifications&client_secret=local-only");

        Jwt token = decoder.decode(field(answer.body(), "access_token"));
        assertThat(token.getClaimAsString("scope")).isEqualTo("contact:read");
        assertThat(token.getClaimAsString("client_id")).isEqualTo("example-notifications");
        assertThat(token.getSubject()).isEqualTo("example-notifications");
    }

    @Test
    void localPagesMayExchangeCodesAndOthersMayNot() throws Exception {
        assertThat(preflight("http://localhost:8080").headers().map())
                .containsEntry("access-control-allow-origin", List.of("http://localhost:8080"));
        assertThat(preflight("https://evil.example").statusCode()).isEqualTo(403);
    }

    private static void assertRefused(TokenDraft draft) {
        assertThatThrownBy(() -> decoder.decode(draft.sign())).isInstanceOf(JwtException.class);
    }

    private String signIn(String name, String more) throws Exception {
        return field(exchange(code(name, more), VERIFIER).body(), "access_token");
    }

    /** Walks through the login form as a browser does, to the page that gets the code. */
    private String code(String name, String more) throws Exception {
        String login = location(getAsBrowser(authorization(PAGE)));
        Matcher csrf =
                Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"").matcher(get(login).body());
        assertThat(csrf.find()).isTrue();
        String form = "username=%s&_csrf=%s%s".formatted(encoded(name), csrf.group(1), more);
        String page = location(getAsBrowser(location(post("/login", form))));
        assertThat(page).startsWith(PAGE).contains("state=here");
        return page.replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
        return post(
                "/oauth2/token",
                "grant_type=authorization_code&client_id=atelier-web&code=%s&redirect_uri=%s&code_verifier=%s"
                        .formatted(code, encoded(PAGE), verifier));
    }

    private static String authorization(String redirectUri) {
        return address
                + "/oauth2/authorize?response_type=code&client_id=atelier-web&scope=openid%20profile"
                + "&state=here&code_challenge_method=S256&code_challenge="
                + CHALLENGE
                + "&redirect_uri="
                + encoded(redirectUri);
    }

    private String localToken(String query) throws Exception {
        return get(address + "/local/token?" + query).body();
    }

    private HttpResponse<String> get(String uri) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri)));
    }

    private HttpResponse<String> getAsBrowser(String uri) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/html"));
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.startsWith("/") ? address + location : location;
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(field.find()).as(json).isTrue();
        return field.group(1);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> timeless(Jwt token) {
        Map<String, Object> claims = new TreeMap<>(token.getClaims());
        claims.keySet().removeAll(Set.of("iat", "nbf", "exp", "jti"));
        return claims;
    }
}
