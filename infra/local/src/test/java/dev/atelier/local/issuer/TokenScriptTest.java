package dev.atelier.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

class TokenScriptTest {

    private static final URI DEFAULT_ISSUER = URI.create("http://localhost:8084");

    @TempDir static Path home;

    private static TokenScript script;
    private static LocalTokens tokens;

    @BeforeAll
    static void makesKeys() {
        script = TokenScript.withKeys(home);
        tokens = LocalTokens.from(script.key(), DEFAULT_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "Ada",
                "Ada Lovelace",
                "  ada\t\n",
                "a\tb\u0001c\u007f",
                "Grace \"Amazing\" Hopper",
                "O'Brien \\ back\\slash",
                "$(id) `id` %s %d & * ? [a-z] ~",
                "Jürgen Müller",
                "ÄÖÜ ÀÞ × ÷ ß ŸŁ",
                "李小龙 👩‍🔬 Ωμέγα",
            })
    void givesNameSameIdAndClaimsAsJava(String name) throws Exception {
        SignedJWT token = SignedJWT.parse(script.token(name));
        SignedJWT twin = SignedJWT.parse(tokens.token(name));

        assertThat(token.verify(new RSASSAVerifier(SigningKey.read(script.key())))).isTrue();
        assertThat(token.getHeader().toJSONObject()).isEqualTo(twin.getHeader().toJSONObject());
        assertThat(timeless(token)).isEqualTo(timeless(twin));
        assertThat(timeless(token)).containsEntry("sub", tokens.userId(name).toString());
    }

    @Test
    void namesThatDifferInCaseAndOuterSpaceAreOneUser() {
        assertThat(tokens.userId(" Ada ")).isEqualTo(tokens.userId("ada"));
        assertThat(tokens.userId("JÜRGEN")).isEqualTo(tokens.userId("jürgen"));
        assertThat(tokens.userId("ada")).isNotEqualTo(tokens.userId("a d a"));
    }

    @Test
    void idIsTheUuidOfVersion5() {
        assertThat(tokens.userId("ada")).hasToString("18765d67-2357-5963-95f9-6b7cf85ad1f9");
    }

    @Test
    void adminHasTheRole() throws Exception {
        SignedJWT token = SignedJWT.parse(script.token("ada", "--role", "admin"));

        assertThat(timeless(token))
                .isEqualTo(timeless(SignedJWT.parse(tokens.token("ada", Set.of("admin")))));
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("admin");
    }

    @ParameterizedTest
    @CsvSource({"'', 43200", "60, 60"})
    void lastsTwelveHoursOrAsLongAsAsked(String ttl, long seconds) throws Exception {
        var token = ttl.isEmpty() ? script.token("ada") : script.token("ada", "--ttl", ttl);
        var claims = SignedJWT.parse(token).getJWTClaimsSet();

        Instant issued = claims.getIssueTime().toInstant();
        assertThat(issued).isCloseTo(Instant.now(), within(Duration.ofSeconds(30)));
        assertThat(claims.getNotBeforeTime().toInstant()).isEqualTo(issued);
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo(issued.plusSeconds(seconds));
    }

    @Test
    void neverGivesTwoTokensTheSameId() throws Exception {
        var first = SignedJWT.parse(script.token("ada")).getJWTClaimsSet();
        var second = SignedJWT.parse(script.token("ada")).getJWTClaimsSet();

        assertThat(first.getJWTID()).isNotEqualTo(second.getJWTID());
    }

    @Test
    void takesIssuerFromRunningPlatform() throws Exception {
        Path platform = home.resolve("run/platform.env");
        Files.createDirectories(platform.getParent());
        Files.writeString(platform, "ATELIER_ISSUER_URI=http://localhost:9084\n");
        try {
            assertThat(SignedJWT.parse(script.token("ada")).getJWTClaimsSet().getIssuer())
                    .isEqualTo("http://localhost:9084");
        } finally {
            Files.delete(platform);
        }
    }

    @Test
    void makesMissingKeysThatJavaReads(@TempDir Path fresh) throws Exception {
        TokenScript script = new TokenScript(fresh);

        SignedJWT token = SignedJWT.parse(script.token("ada"));

        var key = SigningKey.read(script.key());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(Files.readString(script.keyId()).strip()).isEqualTo(key.getKeyID());
        assertThat(Files.getPosixFilePermissions(script.key()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void keepsKeysThatAreThere() throws Exception {
        String before = Files.readString(script.key());

        TokenScript.withKeys(home);

        assertThat(Files.readString(script.key())).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "'  ', '', ''",
        "ada, grace, ''",
        "ada, --role, ''",
        "ada, --role, root",
        "ada, --ttl, 0",
        "ada, --ttl, soon",
        "ada, --colour, blue",
    })
    void explainsItsUse(String name, String option, String value) {
        var answer =
                option.isEmpty() ? script.tryToken(name) : script.tryToken(name, option, value);

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors()).contains("usage: ./atelier token NAME");
    }

    @Test
    void tellsHowLongItTakes() {
        String commands = "time for ((i = 0; i < 50; i++)); do atelier_token ada >/dev/null; done";
        var answer = script.run("", "TIMEFORMAT=%R; " + commands);

        System.out.printf(
                "atelier token: %.1f ms each, 50 in a row%n",
                Double.parseDouble(answer.errors().strip()) * 1000 / 50);
    }

    private static Map<String, Object> timeless(SignedJWT token) {
        Map<String, Object> claims = new TreeMap<>(token.getPayload().toJSONObject());
        claims.keySet().removeAll(Set.of("iat", "nbf", "exp", "jti"));
        return claims;
    }
}
