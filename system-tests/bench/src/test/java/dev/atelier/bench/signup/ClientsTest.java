package dev.atelier.bench.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class ClientsTest {

    private static final int USERS = 20;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final SignUpRequests REQUESTS =
            new SignUpRequests(
                    endings("Host: localhost\r\nContent-Length: 2\r\n\r\n{}"),
                    endings("Host: localhost\r\n\r\n"));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> methods = ConcurrentHashMap.newKeySet();
    private final AtomicInteger received = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 201;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), USERS);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    methods.add(exchange.getRequestMethod());
                    int number = received.incrementAndGet();
                    // Odd ones have a length, even ones come in chunks.
                    exchange.sendResponseHeaders(status, number % 2 == 1 ? 2 : 0);
                    exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void signsEachUserUpOnce() throws InterruptedException {
        Run run = clients().closed(4, Workload.SPREAD, LONG, 1);

        assertThat(run.requests()).isEqualTo(USERS);
        assertThat(received).hasValue(USERS);
        assertThat(methods).containsExactly("POST");
    }

    @Test
    void looksAtSeatsWithoutTakingOne() throws InterruptedException {
        status = 200;

        Run run = clients().closed(4, Workload.LOOK, LONG, 1);

        assertThat(run.requests()).isEqualTo(USERS);
        assertThat(methods).containsExactly("GET");
    }

    @Test
    void failsAtAnAnswerThatIsNoSeat() {
        status = 409;

        assertThatThrownBy(() -> clients().closed(1, Workload.HOT, LONG, 1))
                .hasMessageContaining("409");
    }

    /** One connection, and all should have been sent at once: each waits for those before it. */
    @Test
    void countsTheWaitForAConnectionAsLatency() throws InterruptedException {
        Run run = clients().open(1, 1e9, Workload.HOT, Duration.ofNanos(USERS), 1);

        assertThat(run.requests()).isEqualTo(USERS);
        assertThat(run.latencies().max()).isGreaterThan(run.took().multipliedBy(9).dividedBy(10));
        assertThat(run.latencies().percentile(50)).isGreaterThan(run.took().dividedBy(10));
    }

    /** At a low rate they come when they should, not as fast as they can. */
    @Test
    void keepsTheRate() throws InterruptedException {
        Run run = clients().open(4, 100, Workload.HOT, Duration.ofMillis(100), 1);

        assertThat(run.requests()).isEqualTo(10);
        assertThat(run.took()).isGreaterThanOrEqualTo(Duration.ofMillis(90));
    }

    private static List<byte[]> endings(String ending) {
        return Collections.nCopies(USERS, ending.getBytes(StandardCharsets.US_ASCII));
    }

    private Clients clients() {
        return new Clients(REQUESTS, server.getAddress().getPort());
    }
}
