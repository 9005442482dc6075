package dev.atelier.bench.signup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void isMetAtItsBoundAndBeyond() {
        assertThat(Target.atLeast(3, "rate", 3).met()).isTrue();
        assertThat(Target.atLeast(3, "rate", 2.99).met()).isFalse();
        assertThat(Target.atMost(0.5, "p99", 0.5).met()).isTrue();
        assertThat(Target.atMost(0.5, "p99", 0.51).met()).isFalse();
    }

    @Test
    void isNotMetByWhatCouldNotBeMeasured() {
        assertThat(Target.atLeast(3, "rate", Double.NaN).met()).isFalse();
        assertThat(Target.atMost(3, "rate", Double.NaN).met()).isFalse();
    }
}
