package dev.atelier.observability.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 3.8, 0 1 2 3 4",
        "0, 4, 0 1 2 3 4",
        "0, 0.0123, 0 0.005 0.01 0.015",
        "2, 2, 0 0.5 1 1.5 2",
        "0, 0, 0 0.25 0.5 0.75 1",
        "-3, 1, -3 -2 -1 0 1",
        "-240, 0.5, -300 -200 -100 0 100"
    })
    void axisHasRoundNumbers(double lowest, double highest, String ticks) {
        Scale scale = Scale.of(DoubleStream.of(lowest, highest), "short");

        assertThat(scale.ticks().mapToObj(scale::text).collect(Collectors.joining(" ")))
                .isEqualTo(ticks);
    }

    @Test
    void nothingHasAnAxisToo() {
        assertThat(Scale.of(DoubleStream.empty(), "s").top()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, percentunit, 25 %",
        "-1.5, percentunit, -150 %",
        "3.456, reqps, 3.46/s",
        "0, s, 0 s",
        "0.0005, s, 500 µs",
        "0.0125, s, 12.5 ms",
        "90, s, 90 s",
        "600, s, 10 min",
        "123.4, short, 123",
        "12345, short, 12.3 k",
        "2500000, short, 2.5 M"
    })
    void valueIsWrittenAsPeopleReadIt(double value, String unit, String text) {
        assertThat(Scale.of(DoubleStream.of(1), unit).text(value)).isEqualTo(text);
    }
}
