package dev.atelier.common.consuming;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

class PatienceTest {

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void findsAtOnceWhatIsThere() {
        StepVerifier.withVirtualTime(() -> Patience.await(() -> foundAtLook(1)))
                .expectNext("found")
                .verifyComplete();
    }

    @Test
    void findsWhatComesMeanwhile() {
        StepVerifier.withVirtualTime(() -> Patience.await(() -> foundAtLook(11)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(499))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("found")
                .verifyComplete();
    }

    @Test
    void givesUpAfterTwoSeconds() {
        StepVerifier.withVirtualTime(() -> Patience.await(() -> foundAtLook(1000)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(1999))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();
    }

    private Mono<String> foundAtLook(int look) {
        return looks.incrementAndGet() >= look ? Mono.just("found") : Mono.empty();
    }
}
