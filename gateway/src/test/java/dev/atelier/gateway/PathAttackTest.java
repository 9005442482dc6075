package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Paths and headers that mean one thing to the gateway and another to a service. */
class PathAttackTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String token = RunningGateway.newToken();

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/users/../../actuator/health",
                "/api/v1/users/./../../actuator/health",
                "/api/v1/users/%2e%2e/%2e%2e/actuator/health",
                "/api/v1/users/.%2e/.%2e/actuator/health",
                "/api/v1/users/..%2f..%2factuator/health",
                "/api/v1/users/..%2F..%2Factuator/health",
                "/api/v1/users/%252e%252e/actuator",
                "/api/v1/users/..%5c..%5cactuator",
                "/api/v1/users/..\\..\\actuator",
                "/api/v1/users/%5cactuator",
                "/api/v1/users/me%2factuator",
                "/api/v1/users//actuator",
                "//api/v1/users/me",
                "/api/v1/users/me%00",
                "/api/v1/users/%00me",
                "/api/v1/users/me;a=b",
                "/api/v1/users;/../actuator",
                "/api/v1/users/me%3ba=b",
                "/api/v1/users/me%0d%0aX-Evil:%201",
                "/api/v1/users/me%0aX-Evil:%201",
                "/api/v1/users/me%0d",
                "/api/v1/users/me%e2%80%a8",
                "/api/v1/users/me%zz",
                "/api/v1/users/me%",
                "/api/v1/users/<script>",
                "/api/v1/users/me|id",
            })
    void refusesPathThatIsNotNormal(String path) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + authorization())
                    .send("Connection: close\r\n\r\n")
                    .refusedWith(400, "invalid-request");
        }

        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void passesNothingOnThatIsNoAscii() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(get("/api/v1/users/\u00e9\u00ff\u0080")).untilClosed();
        }

        assertThat(gateway.asked())
                .allSatisfy(asked -> assertThat(asked.uri()).matches("/api/v1/users/[%0-9A-F]+"));
    }

    /** What is odd in a query is data, and none of the gateway's business; it stays encoded. */
    @Test
    void passesQueryOnAsItCame() {
        try (RawConnection connection = gateway.connect()) {
            String query = "?q=..%2f..%2f%0d%0aX-Evil:%201%00";
            connection.send(get("/api/v1/users" + query)).untilClosed();

            assertThat(gateway.asked())
                    .singleElement()
                    .satisfies(
                            asked -> {
                                assertThat(asked.uri()).isEqualTo("/api/v1/users" + query);
                                assertThat(asked.headers().contains("X-Evil")).isFalse();
                            });
        }
    }

    @Test
    void leadsWholeAddressesToOurServicesOnly() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(get("http://elsewhere.example/api/v1/users/me")).untilClosed();
        }

        assertThat(gateway.asked())
                .singleElement()
                .satisfies(
                        asked -> {
                            assertThat(asked.uri()).isEqualTo("/api/v1/users/me");
                            assertThat(asked.headers().get("Host"))
                                    .isEqualTo(gateway.users.uri().getAuthority());
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT localhost:22", "OPTIONS *", "GET elsewhere.example"})
    void leadsNowhereElse(String methodAndTarget) {
        try (RawConnection connection = gateway.connect()) {
            String answer =
                    connection
                            .send(methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\n")
                            .send(authorization())
                            .send("Connection: close\r\n\r\n")
                            .untilClosed();

            assertThat(answer)
                    .matches("(?s)HTTP/1.1 40[045] .*")
                    .containsIgnoringCase("content-type: application/problem+json");
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-Host: elsewhere.example",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /admin",
                "Forwarded: for=10.0.0.1;host=elsewhere.example",
            })
    void passesNoHeaderOnThatOnlyProxiesOfOursMayWrite(String header) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                    .send(authorization())
                    .send("Connection: close\r\n\r\n")
                    .untilClosed();
        }

        assertThat(gateway.asked())
                .singleElement()
                .satisfies(
                        asked ->
                                assertThat(asked.headers().names())
                                        .doesNotContain(header.split(":")[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Note: a\rX-Evil: 1",
                "X-Note: a\0b",
                "X Note: a",
                ": a",
                "X-Note : a",
                "X-N\u00f6te: a",
                "X-Note: a\u0001",
            })
    void refusesHeaderThatIsNotNormal(String header) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
                    .send(authorization())
                    .send("Connection: close\r\n\r\n")
                    .refusedWith(400, "invalid-request");
        }

        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void answersLineThatIsTooLong() {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send(get("/api/v1/users?q=" + "x".repeat(20_000)))
                    .refusedWith(414, "uri-too-long");
        }
    }

    @Test
    void answersHeadersThatAreTooLarge() {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\nX-Note: ")
                    .send("x".repeat(40_000) + "\r\n\r\n")
                    .refusedWith(431, "headers-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET /api/v1/users/me\r\n\r\n",
                "GET /api/v1/users/me HTTP/9.9.9\r\n\r\n",
                "GET /api/v1/users/me HTTP/2.0\r\n\r\n",
                "G\0T /api/v1/users/me HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n",
            })
    void answersWhatIsNoRequest(String nonsense) {
        try (RawConnection connection = gateway.connect()) {
            connection.send(nonsense).refusedWith(400, "invalid-request");
        }

        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void writesNoSecretDownOfRequestThatCannotBeRead(CapturedOutput output) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("GET /api/v1/calendars/mO9_x-Secret.ics HTTP/1.1\r\nX Note: a\r\n\r\n")
                    .refusedWith(400, "invalid-request");
        }

        assertThat(output).contains("that can be read: 400").doesNotContain("mO9_x");
    }

    /** What a service answers is passed on; what is none is not. */
    @Test
    void answersNonsenseOfServiceWithoutShowingIt() {
        gateway.users.answers((_, response) -> nonsense(response));

        var answer =
                gateway.withToken(token)
                        .get()
                        .uri("/api/v1/users/me")
                        .exchange()
                        .expectStatus()
                        .is5xxServerError()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(answer)
                .contains("https://atelier.dev/problems/")
                .doesNotContain("secret", "nonsense", "Exception");
    }

    private static Mono<Void> nonsense(HttpServerResponse response) {
        ByteBuf bytes = Unpooled.copiedBuffer("HTTP/nonsense secret\r\n\r\n", US_ASCII);
        return Mono.fromRunnable(
                        () ->
                                response.withConnection(
                                        connection ->
                                                connection
                                                        .channel()
                                                        .pipeline()
                                                        .firstContext()
                                                        .writeAndFlush(bytes)))
                .then(Mono.never());
    }

    private String get(String target) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n%sConnection: close\r\n\r\n"
                .formatted(target, authorization());
    }

    private String authorization() {
        return "Authorization: Bearer " + token + "\r\n";
    }
}
