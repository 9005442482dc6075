package dev.atelier.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.check.Watch.Snapshot;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTest {

    @ParameterizedTest
    @CsvSource({
        "9, true",
        "10, false",
        "11, true",
        "12, false",
        "19, true",
        "20, false",
        "21, false"
    })
    void snapshotSaysWhichTransactionsHaveEnded(long transaction, boolean ended) {
        assertThat(Snapshot.parse("10:20:10,12").hasEnded(transaction)).isEqualTo(ended);
    }

    @ParameterizedTest
    @CsvSource({"19, true", "20, false"})
    void allThatHaveBegunHaveEndedWhenNoneRuns(long transaction, boolean ended) {
        assertThat(Snapshot.parse("20:20:").hasEnded(transaction)).isEqualTo(ended);
    }
}
