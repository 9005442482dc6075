package dev.atelier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanLogTest {

    @Test
    void readsPlansAmongOtherLines() {
        String log =
                """
                2027-01-01 09:00:00 UTC [7] LOG:  received SIGHUP, reloading configuration files
                2027-01-01 09:00:01 UTC [9] LOG:  duration: 1.0 ms  plan:
                \tQuery Text: SELECT 1
                \tResult  (cost=0.00..0.01 rows=1 width=4)
                2027-01-01 09:00:02 UTC [9] LOG:  duration: 2.0 ms  plan:
                \tQuery Text: SELECT 2
                \tFROM nothing
                \tResult
                2027-01-01 09:00:03 UTC [7] LOG:  checkpoint starting: time
                """;

        assertThat(PlanLog.entries(log))
                .containsExactly(
                        "Query Text: SELECT 1\nResult  (cost=0.00..0.01 rows=1 width=4)\n",
                        "Query Text: SELECT 2\nFROM nothing\nResult\n");
    }
}
