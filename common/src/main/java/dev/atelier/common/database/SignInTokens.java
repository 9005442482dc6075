package dev.atelier.common.database;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import java.time.Clock;
import java.time.Duration;

/**
 * Tokens with which RDS lets a role in: a signed request to connect, good for a quarter of an hour.
 * They are made here, without asking anybody.
 */
class SignInTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String SCHEME = "https://";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String region;
    private final Clock clock;

    SignInTokens(String region, Clock clock) {
        this.region = region;
        this.clock = clock;
    }

    /** A token for that role of the database at that place. */
    String token(AwsCredentialsIdentity identity, String host, int port, String role) {
        SdkHttpRequest request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .protocol("https")
                        .host(host)
                        .port(port)
                        .encodedPath("/")
                        .putRawQueryParameter("Action", "connect")
                        .putRawQueryParameter("DBUser", role)
                        .build();
        return signer.sign(
                        settings ->
                                settings.identity(identity)
                                        .request(request)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                                        .putProperty(
                                                AwsV4HttpSigner.AUTH_LOCATION,
                                                AuthLocation.QUERY_STRING)
                                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFETIME)
                                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .getUri()
                .toString()
                .substring(SCHEME.length());
    }
}
