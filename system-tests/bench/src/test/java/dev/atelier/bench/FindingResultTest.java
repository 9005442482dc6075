package dev.atelier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class FindingResultTest {

    private static final Combination ANY = Combination.ALL.getFirst();

    @ParameterizedTest
    @CsvSource({
        "->  Seq Scan on workshop w  (cost=0.00..1.00), true",
        "->  Parallel Seq Scan on workshop w  (cost=0.00..1.00), true",
        "Seq Scan on workshop, true",
        "->  Seq Scan on workshop_seats s  (cost=0.00..1.00), false",
        "->  Index Scan using workshop_by_start on workshop w, false"
    })
    void seesScanOfAllWorkshops(String plan, boolean all) {
        assertThat(result(10, List.of("Limit", plan)).readsAll()).isEqualTo(all);
    }

    @Test
    void isTooSlowAboveTheLimitOnly() {
        assertThat(result(150, List.of()).isTooSlow()).isFalse();
        assertThat(result(151, List.of()).isTooSlow()).isTrue();
    }

    @Test
    void takesThePercentileByTheNearestRank() {
        Latencies latencies =
                Latencies.of(IntStream.rangeClosed(1, 40).mapToObj(Duration::ofMillis).toList());

        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(20));
        assertThat(latencies.percentile(95)).isEqualTo(Duration.ofMillis(38));
        assertThat(latencies.max()).isEqualTo(Duration.ofMillis(40));
        assertThat(Latencies.of(List.of(Duration.ofMillis(7))).percentile(1))
                .isEqualTo(Duration.ofMillis(7));
    }

    private static FindingResult result(long millis, List<String> plans) {
        Latencies latencies = Latencies.of(List.of(Duration.ofMillis(millis)));
        return new FindingResult(ANY, 20, latencies, latencies, plans);
    }
}
