package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ExpressionTest {

    @Test
    void readsSeriesAndNeitherFunctionsNorLabelsNorWords() {
        assertThat(
                        selectors(
                                """
                                1 - sum by (application, le) (rate(a_bucket{job="x",le="0.3"}[5m]))
                                / on (application) group_left ()
                                max without (instance) (b:c:rate5m) > 14.4 * 0.001 # seconds
                                and on () d unless on () max_over_time(e:firing[6m])
                                """))
                .containsExactly("a_bucket{job=\"x\",le=\"0.3\"}", "b:c:rate5m", "d", "e:firing");
    }

    @Test
    void readsNoSeriesInStringsThatAreArguments() {
        assertThat(
                        selectors(
                                "label_replace(sum(a) > 0, \"publisher\", \"$1\", \"application\","
                                        + " \"(.*)\")"))
                .containsExactly("a");
    }

    @Test
    void readsBracesWithinMatchers() {
        assertThat(selectors("absent(up{job=~\"a{2}|b\",x!=\"\"})"))
                .containsExactly("up{job=~\"a{2}|b\",x!=\"\"}");
    }

    private static List<String> selectors(String text) {
        return new Expression(text).selectors();
    }
}
