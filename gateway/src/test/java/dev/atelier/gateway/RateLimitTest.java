package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import tools.jackson.databind.json.JsonMapper;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How often one may ask, at a gateway behind one proxy that fills buckets slowly. */
class RateLimitTest {

    private static final int BURST = 5;
    private static final JsonMapper JSON = new JsonMapper();

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
        AtomicInteger requests = new AtomicInteger(gateway.asked().size());

        ProblemAnswer problem =
                refusal(
                        () -> {
                            requests.incrementAndGet();
                            return me(caller);
                        });
        assertThat(problem.document().get("type").asString()).endsWith("/rate-limited");
        assertThat(problem.document().get("nextStep").asString()).contains("Retry-After");
        assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
        assertThat(problem.headers().getFirst("RateLimit-Limit")).isEqualTo("5");
        assertThat(problem.headers().getFirst("RateLimit-Remaining")).isEqualTo("0");
        assertThat(problem.headers().getFirst("RateLimit-Reset")).isNotNull();
        assertThat(gateway.asked()).hasSize(requests.get() - 1);
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

        me(gateway.withToken(issuer.adminToken(person)))
                .expectHeader()
                .valueEquals("RateLimit-Remaining", "0");
    }

    @Test
    void strangersArePaidForByTheirAddress() {
        ProblemAnswer.of(stranger(address), 401, "unauthenticated");

        ProblemAnswer refused = refusal(() -> stranger(address));
        assertThat(refused.headers().getFirst("Retry-After")).isEqualTo("1");
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
        AtomicInteger claims = new AtomicInteger();

        refusal(() -> stranger("10.0.0." + claims.incrementAndGet() + ", " + address));
    }

    @Test
    void openPathsAreLimitedToo() {
        calendar().expectStatus().isOk();

        refusal(this::calendar);
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
        refusal(() -> me(caller));
    }

    /**
     * The first answer that refuses. Among many times the burst there is one, also on a machine so
     * slow that some of the bucket comes back meanwhile.
     */
    private static ProblemAnswer refusal(Supplier<ResponseSpec> request) {
        return Stream.generate(request)
                .limit(20L * BURST)
                .map(answer -> answer.expectBody().returnResult())
                .filter(answer -> answer.getStatus() == HttpStatus.TOO_MANY_REQUESTS)
                .map(
                        answer ->
                                new ProblemAnswer(
                                        JSON.readTree(answer.getResponseBodyContent()),
                                        answer.getResponseHeaders()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("never refused"));
    }

    private static ResponseSpec me(WebTestClient caller) {
        return caller.get().uri("/api/v1/users/me").exchange();
    }
}
