package dev.atelier.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.Run.Result;
import dev.atelier.faults.traffic.Fate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** The short form of {@code ./atelier faults}. */
class FaultsIT {

    private static final Duration TIME = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void allRulesHoldWhateverGoesWrong(long seed) {
        Run run = new Run(SharedArena.get(), seed, TIME, SharedArena.history("seed-" + seed));

        Result result = run.run();

        System.out.println(Faults.summary(result));
        assertThat(result.verdict().failed()).as(Faults.summary(result)).isEmpty();
        assertThat(result.verdict().count(Fate.OK)).isPositive();
        assertThat(result.faults()).isNotEmpty();
    }
}
