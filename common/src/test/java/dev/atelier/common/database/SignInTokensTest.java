package dev.atelier.common.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token is what RDS expects, by a second reading of how AWS signs. */
class SignInTokensTest {

    private static final String HOST = "atelier.example.eu-central-1.rds.amazonaws.com";
    private static final String SECRET = "not-a-secret";
    private static final String SCOPE = "20270301/eu-central-1/rds-db/aws4_request";

    private final SignInTokens tokens =
            new SignInTokens(
                    "eu-central-1",
                    Clock.fixed(Instant.parse("2027-03-01T09:00:00Z"), ZoneOffset.UTC));

    @Test
    void signsTheRequestToConnect() throws GeneralSecurityException {
        String token =
                tokens.token(AwsBasicCredentials.create("KEY", SECRET), HOST, 5432, "users_app");

        String query =
                "Action=connect&DBUser=users_app&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential="
                        + URLEncoder.encode("KEY/" + SCOPE, StandardCharsets.UTF_8)
                        + "&X-Amz-Date=20270301T090000Z&X-Amz-Expires=900"
                        + "&X-Amz-SignedHeaders=host";
        assertThat(token).startsWith(HOST + ":5432/?");
        assertThat(token.substring(token.indexOf('?') + 1).split("&"))
                .containsExactlyInAnyOrder(
                        (query + "&X-Amz-Signature=" + signature(query)).split("&"));
    }

    @Test
    void anotherRoleNeedsAnotherToken() {
        AwsBasicCredentials credentials = AwsBasicCredentials.create("KEY", SECRET);

        assertThat(tokens.token(credentials, HOST, 5432, "users_app"))
                .isNotEqualTo(
                        tokens.token(credentials, HOST, 5432, "workshops_app")
                                .replace("workshops_app", "users_app"));
    }

    private static String signature(String query) throws GeneralSecurityException {
        String request =
                String.join(
                        "\n", "GET", "/", query, "host:" + HOST + ":5432", "", "host", hash(""));
        String toSign =
                String.join("\n", "AWS4-HMAC-SHA256", "20270301T090000Z", SCOPE, hash(request));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : SCOPE.split("/")) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
