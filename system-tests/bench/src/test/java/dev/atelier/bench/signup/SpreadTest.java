package dev.atelier.bench.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SpreadTest {

    @Test
    void takesTheMiddleAndTheEnds() {
        assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(1, 4, 9));
    }

    @Test
    void takesWhatIsBetweenTwoInTheMiddle() {
        assertThat(Spread.of(List.of(1.0, 2.0, 4.0, 9.0)).median()).isEqualTo(3);
    }

    @Test
    void tellsTheMedianFirst() {
        assertThat(new Spread(900, 1234.4, 2000).text("%,.0f")).isEqualTo("1,234 (900–2,000)");
    }
}
