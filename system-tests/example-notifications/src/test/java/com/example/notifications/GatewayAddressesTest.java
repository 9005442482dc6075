package com.example.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** How addresses are asked for, against a server that plays the issuer and the gateway. */
class GatewayAddressesTest {

    private static final String ADA = "{\"id\": \"ada\", \"email\": \"ada@example.org\"}";

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger tooOften = new AtomicInteger();
    private volatile int taken = 1;

    private HttpServer server;
    private GatewayAddresses addresses;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::giveToken);
        server.createContext("/api/v1/users/ada", exchange -> answer(exchange, ADA));
        server.createContext("/api/v1/users/bo", exchange -> answer(exchange, "{\"id\": \"bo\"}"));
        server.start();
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
        addresses =
                new GatewayAddresses(
                        new NotificationsProperties(
                                "queue", uri, uri.resolve("/token"), "client", "secret"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksWithOneTokenWhileItHolds() {
        assertThat(addresses.of("ada")).contains("ada@example.org");
        assertThat(addresses.of("ada")).contains("ada@example.org");

        assertThat(tokens).hasValue(1);
    }

    @Test
    void replacesTokenThatIsNotTakenAnyMore() {
        assertThat(addresses.of("ada")).isPresent();
        taken = 2;

        assertThat(addresses.of("ada")).contains("ada@example.org");
    }

    @Test
    void asksAgainWhenToldToAskLessOften() {
        tooOften.set(2);

        assertThat(addresses.of("ada")).contains("ada@example.org");
    }

    @Test
    void leavesItToTheQueueWhenItIsToldSoForTooLong() {
        tooOften.set(100);

        assertThatThrownBy(() -> addresses.of("ada"))
                .isInstanceOf(HttpClientErrorException.TooManyRequests.class);
    }

    @Test
    void hasNoAddressOfWhoIsNotThere() {
        assertThat(addresses.of("nobody")).isEmpty();
    }

    @Test
    void noticesThatTheScopeIsMissing() {
        assertThatThrownBy(() -> addresses.of("bo")).isInstanceOf(RuntimeException.class);
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean asked =
                form.equals("grant_type=client_credentials&scope=contact:read")
                        && exchange.getRequestHeaders()
                                .getFirst("Authorization")
                                .equals("Basic Y2xpZW50OnNlY3JldA==");
        send(
                exchange,
                asked ? 200 : 400,
                "{\"access_token\": \"token-%d\", \"expires_in\": 3600}"
                        .formatted(tokens.incrementAndGet()));
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        if (tooOften.getAndDecrement() > 0) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, 429, "{}");
            return;
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        send(exchange, authorization.equals("Bearer token-" + taken) ? 200 : 401, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
