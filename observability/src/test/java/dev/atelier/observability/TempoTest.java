package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TempoTest {

    private final Tempo tempo = new Tempo(10);

    @ParameterizedTest
    @CsvSource({"15s, 1500ms", "1m, 6000ms", "1h30m, 540000ms", "3d, 25920000ms", "0s, 0ms"})
    void dividesDurations(String usual, String fast) {
        assertThat(tempo.duration(usual)).isEqualTo(fast);
        assertThat(Tempo.USUAL.duration(usual)).isEqualTo(usual);
    }

    @Test
    void dividesRangesAndNumbersThatAreSeconds() {
        assertThat(tempo.expression("rate(a[5m]) > 3 and time() - b > 38 * 86400 # seconds\n"))
                .isEqualTo("rate(a[30000ms]) > 3 and time() - b > 38 * 86400 / 10 # seconds\n");
    }

    @Test
    void leavesExpressionsAloneWhereTimePassesAsUsual() {
        assertThat(Tempo.USUAL.expression("rate(a[5m]) > 120 # seconds"))
                .isEqualTo("rate(a[5m]) > 120 # seconds");
    }

    @Test
    void refusesWhatIsNoDuration() {
        assertThatIllegalArgumentException().isThrownBy(() -> tempo.duration("soon"));
    }
}
