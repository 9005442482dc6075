package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How often one may ask, at a gateway behind one proxy that fills buckets slowly. */
class RateLimitTest {

    private static final int BURST = 5;

    private static RunningGateway gateway;

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** Nobody else's, so that each test starts with full buckets. */
    private final String address = "203.0.113." + ADDRESSES.incrementAndGet();

    @BeforeAll
    static void start() {
        gateway =
                RunningGateway.with(
                        "atelier.gateway.rate-limit.per-second=1",
                        "atelier.gateway.rate-limit.burst=" + BURST,
                        "atelier.gateway.rate-limit.trusted-hops=1",
                        "atelier.security.open-paths=/api/v1/calendars/linked.ics,/docs/**");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void tellsCallersHowMuchIsLeft() {
        var answer = me(gateway.signedIn()).expectStatus().isOk();

        answer.expectHeader().valueEquals("RateLimit-Limit", "5");
        answer.expectHeader().valueEquals("RateLimit-Remaining", "4");
        answer.expectHeader().valueEquals("RateLimit-Reset", "1");
    }

    @Test
    void refusesWhoAsksTooOften() {
        WebTestClient caller = gateway.signedIn();
        useUp(caller);
        int asked = gateway.asked().size();

        ProblemAnswer problem = ProblemAnswer.of(me(caller), 429, "rate-limited");
        assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
        assertThat(problem.headers().getFirst("RateLimit-Limit")).isEqualTo("5");
        assertThat(problem.headers().getFirst("RateLimit-Remaining")).isEqualTo("0");
        assertThat(problem.headers().getFirst("RateLimit-Reset")).isNotNull();
        assertThat(problem.document().get("nextStep").asString()).contains("Retry-After");
        assertThat(gateway.asked()).hasSize(asked);
    }

    @Test
    void othersArePaidForByThemselves() {
        useUp(gateway.signedIn());

        me(gateway.signedIn()).expectStatus().isOk();
    }

    @Test
    void anotherTokenOfTheSamePersonIsNoWayOut() {
        UUID person = UUID.randomUUID();
        TestIssuer issuer = TestIssuer.shared();
        useUp(gateway.withToken(issuer.token(person)));

        ProblemAnswer.of(me(gateway.withToken(issuer.adminToken(person))), 429, "rate-limited");
    }

    @Test
    void strangersArePaidForByTheirAddress() {
        IntStream.range(0, BURST)
                .forEach(_ -> ProblemAnswer.of(stranger(address), 401, "unauthenticated"));

        ProblemAnswer problem = ProblemAnswer.of(stranger(address), 429, "rate-limited");
        assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
        ProblemAnswer.of(stranger("198.51.100.7"), 401, "unauthenticated");
    }

    @Test
    void noStrangerIsPaidForByOthersAtTheirAddress() {
        IntStream.range(0, 2 * BURST).forEach(_ -> stranger(address).expectBody());

        me(gateway.signedIn().mutate().defaultHeader("X-Forwarded-For", address).build())
                .expectStatus()
                .isOk();
    }

    /** What the client claims stands left of what the proxy saw. */
    @Test
    void claimedAddressIsNoWayOut() {
        IntStream.range(0, BURST)
                .forEach(
                        claim ->
                                ProblemAnswer.of(
                                        stranger("10.0.0." + claim + ", " + address),
                                        401,
                                        "unauthenticated"));

        ProblemAnswer.of(stranger("10.0.0.99, " + address), 429, "rate-limited");
    }

    @Test
    void openPathsAreLimitedToo() {
        for (int request = 0; request < BURST; request++) {
            calendar().expectStatus().isOk();
        }

        ProblemAnswer.of(calendar(), 429, "rate-limited");
    }

    private ResponseSpec calendar() {
        return gateway.anonymous()
                .get()
                .uri("/api/v1/calendars/secret.ics")
                .header("X-Forwarded-For", address)
                .exchange();
    }

    private static ResponseSpec stranger(String forwardedFor) {
        return gateway.anonymous()
                .get()
                .uri("/api/v1/users/me")
                .header("X-Forwarded-For", forwardedFor)
                .exchange();
    }

    private static void useUp(WebTestClient caller) {
        for (int request = 0; request < BURST; request++) {
            me(caller).expectStatus().isOk();
        }
    }

    private static ResponseSpec me(WebTestClient caller) {
        return caller.get().uri("/api/v1/users/me").exchange();
    }
}
