package dev.atelier.common.eventlog;

import org.junit.jupiter.api.Test;

import reactor.test.StepVerifier;

import java.time.Duration;

class WakeUpTest {

    private final WakeUp wakeUp = new WakeUp();

    @Test
    void remembersWakeUpBetweenLookAndWait() {
        long seen = wakeUp.count();
        wakeUp.wake();

        StepVerifier.create(wakeUp.after(seen)).verifyComplete();
    }

    @Test
    void waitsForTheNextOne() {
        StepVerifier.withVirtualTime(() -> wakeUp.after(wakeUp.count()))
                .expectSubscription()
                .expectNoEvent(Duration.ofDays(1))
                .then(wakeUp::wake)
                .verifyComplete();
    }
}
