package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** Who keeps a connection by being slow, at a gateway whose patience is short. */
class SlownessTest {

    private static RunningGateway gateway;

    private final String token = RunningGateway.newToken();

    @BeforeAll
    static void start() {
        gateway =
                RunningGateway.with(
                        "atelier.gateway.connections.first-request=500ms",
                        "atelier.gateway.connections.next-request=700ms",
                        "atelier.gateway.connections.body=1s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @Test
    void closesConnectionThatSendsNothing() {
        try (RawConnection connection = gateway.connect()) {
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void closesConnectionWhoseHeadersTrickle() {
        try (RawConnection connection = gateway.connect()) {
            connection.send("GET /api/v1/users/me HTTP/1.1\r\n");

            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !connection.takes("X: y\r\n"));
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void closesConnectionWhoseSecondRequestTrickles() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(get());
            assertThat(connection.head()).startsWith("HTTP/1.1 200 ");

            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !connection.takes("G"));
        }
        assertThat(gateway.asked()).hasSize(1);
    }

    @Test
    void answersBodyThatTrickles() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(post("Content-Length: 1000"));
            Mono<Void> trickle =
                    Flux.interval(Duration.ofMillis(100))
                            .takeWhile(_ -> connection.takes("x"))
                            .then();
            var trickling = trickle.subscribe();

            connection.refusedWith(408, "request-timeout");
            trickling.dispose();
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void answersBodyThatNeverComes() {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send(post("Transfer-Encoding: chunked"))
                    .send("5\r\nhel")
                    .refusedWith(408, "request-timeout");
        }
        assertThat(gateway.asked()).isEmpty();
    }

    /** It is refused before its body is read, and does not get to keep the connection with it. */
    @Test
    void closesConnectionOfStrangerWhoseBodyTrickles() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(
                    "POST /api/v1/workshops HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n");
            assertThat(connection.head()).startsWith("HTTP/1.1 401 ");

            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !connection.takes("x"));
        }
    }

    @Test
    void waitsForServiceForLongerThanForClients() {
        gateway.users.answers(
                (_, response) ->
                        Mono.delay(Duration.ofMillis(1500))
                                .then(response.sendString(Mono.just("late")).then()));

        gateway.withToken(token)
                .get()
                .uri("/api/v1/users/me")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("late");
    }

    @Test
    void refusesBodyInChunksOverLimit() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(post("Transfer-Encoding: chunked") + chunk(70_000) + "0\r\n\r\n");

            assertThat(connection.head())
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("content-type: application/problem+json");
        }
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void readsNoMoreThanTwoMebibytes() {
        try (RawConnection connection = gateway.connect()) {
            connection.send(post("Transfer-Encoding: chunked"));
            String chunk = chunk(64 * 1024);
            int taken = 0;
            while (taken < 10_000 && connection.takes(chunk)) {
                taken++;
            }

            // 64 MiB would be buffers of the kernel by far.
            assertThat(taken).isLessThan(1000);
        }
        assertThat(gateway.asked()).isEmpty();
    }

    private static String chunk(int bytes) {
        return Integer.toHexString(bytes) + "\r\n" + "x".repeat(bytes) + "\r\n";
    }

    private String get() {
        return "GET /api/v1/users/me HTTP/1.1\r\nHost: localhost\r\n" + authorization() + "\r\n";
    }

    private String post(String framing) {
        return "POST /api/v1/workshops HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n\r\n"
                .formatted(authorization(), framing);
    }

    private String authorization() {
        return "Authorization: Bearer " + token + "\r\n";
    }
}
