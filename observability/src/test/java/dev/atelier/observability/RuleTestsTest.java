package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.observability.Programs.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The rules do what their tests say, and the tests notice when a rule does something else. */
class RuleTestsTest {

    @TempDir private Path copy;

    static Stream<Path> ruleTests() {
        return Project.files(Project.RULE_TESTS).stream();
    }

    @Test
    void rulesCanBeRead() {
        Object[] arguments =
                Stream.concat(Stream.of("check", "rules"), Project.files(Project.RULES).stream())
                        .toArray();

        assertGood(Programs.run("promtool", arguments));
        assertGood(Programs.run("promtool", "check", "config", Project.PROMETHEUS));
        assertGood(Programs.run("amtool", "check-config", Project.ALERTMANAGER));
    }

    @ParameterizedTest
    @MethodSource("ruleTests")
    void rulesDoWhatTheirTestsSay(Path tests) {
        assertGood(Programs.run("promtool", "test", "rules", tests));
    }

    /** Each row takes something away that somebody could take away by mistake. */
    @ParameterizedTest(name = "{1}: {2} becomes {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # thresholds
                    gateway-availability-fast | gateway | > 14.4 * 0.001                   | > 16 * 0.001
                    gateway-latency-fast | gateway | > 14.4 * 0.01                    | > 13 * 0.01
                    gateway-availability-medium | gateway | > 6 * 0.001                      | > 7 * 0.001
                    gateway-availability-slow | gateway | > 3 * 0.001                      | > 2.5 * 0.001
                    gateway-latency-drip | gateway | > 1 * 0.01                       | > 1.2 * 0.01
                    events                | events   | > 120 # seconds                  | > 180
                    events                | events   | > 60 # seconds                   | > 200
                    events                | events   | > 300 # seconds                  | > 900
                    services              | services | > 0.9                            | >= 0.9
                    services              | services | < on (application)               | <= on (application)
                    services              | services | {job="atelier",outcome="success"}[10m] | {job="atelier",outcome="success"}[30m]
                    sign-up               | sign-up  | > 600 # seconds                  | > 300
                    events                | events   | firing"}[3m]                     | firing"}[1m]
                    sign-up               | sign-up  | firing"}[3m]                     | firing"}[1m]
                    sign-up               | sign-up  | firing"}[3m]                     | firing"}[10m]
                    sign-up               | sign-up  | > 60 # seconds                   | >= 60
                    postgres              | postgres | > 0.8                            | >= 0.8
                    postgres              | postgres | < 0.15                           | < 0.14
                    postgres              | postgres | < 0.05                           | <= 0.05
                    # windows
                    gateway-availability-fast | gateway | gateway:error_ratio:rate1h >     | gateway:error_ratio:rate5m >
                    gateway-availability-fast | gateway | gateway:error_ratio:rate5m >     | gateway:error_ratio:rate1h >
                    gateway-latency-medium | gateway | gateway:slow_ratio:rate30m >     | gateway:slow_ratio:rate6h >
                    gateway-availability-drip | gateway | gateway:error_ratio:rate3d >     | gateway:error_ratio:rate6h >
                    gateway-availability-fast | gateway | firing[6m]                       | firing[1m]
                    gateway-latency-medium | gateway | firing[35m]                      | firing[3h]
                    services              | services | process_start_time_seconds{job="atelier"}[15m] | process_start_time_seconds{job="atelier"}[5m]
                    events                | events   | error="none"}[5m]                | error="none"}[30m]
                    # how long it must last
                    services              | services | for: 1m                          | for: 3m
                    services              | services | for: 2m                          | for: 1m
                    services              | services | for: 10m                         | for: 5m
                    events                | events   | for: 2m                          | for: 0m
                    events                | events   | for: 5m                          | for: 1m
                    sign-up               | sign-up  | for: 5m                          | for: 6m
                    postgres              | postgres | for: 5m                          | for: 2m
                    monitoring            | monitoring | for: 10m                       | for: 5m
                    # labels
                    services              | services | severity: page                   | severity: ticket
                    events                | events   | severity: ticket                 | severity: page
                    sign-up               | sign-up  | severity: page                   | severity: critical
                    events                | events   | by (application, subscriber, owner) | by (application, subscriber)
                    postgres              | postgres | application: postgres            | application: database
                    # guards
                    gateway-availability-fast | gateway | gateway:errors:increase1h >= 10  | gateway:errors:increase1h >= 1
                    gateway-latency-medium | gateway | gateway:slow:increase6h >= 10    | gateway:slow:increase6h >= 12
                    gateway-availability-drip | gateway | gateway:errors:increase3d >= 10  | gateway:errors:increase3d >= 1
                    gateway-availability-fast | gateway | unless on ()                     | and on ()
                    sign-up               | sign-up  | unless on ()                     | and on ()
                    events                | events   | unless on ()                     | and on ()
                    postgres              | postgres | or vector(0)                     | or vector(1)
                    monitoring            | monitoring | or vector(0)                   | or vector(1)
                    services              | services | r2dbc_pool_pending_connections{job="atelier"}) > 0 | r2dbc_pool_pending_connections{job="atelier"}) >= 0
                    events                | events   | and on (application, publisher)  | or on (application, publisher)
                    events                | events   | unless on (application)          | and on (application)
                    # matchers
                    gateway-availability-fast | gateway | application="gateway",uri!~      | uri!~
                    gateway-availability-fast | gateway | ,uri!~"/actuator.*"              | ``
                    gateway-availability-fast | gateway | status=~"5.."                    | status!="200"
                    gateway-latency-fast | gateway | le="0.3"                         | le="1.0"
                    services              | services | up{job="atelier"}) == 0          | up) == 0
                    events                | events   | subscriber="enrollment-service"  | subscriber=~".+"
                    events                | events   | owner="atelier"                  | owner!=""
                    events                | events   | ,error="none"                    | ``
                    sign-up               | sign-up  | rule="seats-within-limit"        | rule!=""
                    sign-up               | sign-up  | rule!="seats-within-limit"       | rule!=""
                    postgres              | postgres | ,fstype!="tmpfs"                 | ``
                    """)
    void testsNoticeWhatChanges(String tests, String rules, String from, String to)
            throws IOException {
        Path mutated = copyOfRules().resolve(rules + ".yml");
        String before = Files.readString(mutated);
        assertThat(before).contains(from);
        Files.writeString(mutated, before.replace(from, to == null ? "" : to));
        Path copiedTests = copy.resolve("rule-tests").resolve(tests + ".yml");
        Files.createDirectories(copiedTests.getParent());
        Files.copy(Project.RULE_TESTS.resolve(tests + ".yml"), copiedTests);

        assertThat(Programs.run("promtool", "check", "rules", mutated).isGood())
                .as("it still is a rule")
                .isTrue();
        assertThat(Programs.run("promtool", "test", "rules", copiedTests).isGood())
                .as("the tests pass")
                .isFalse();
    }

    private Path copyOfRules() throws IOException {
        Path rules = Files.createDirectories(copy.resolve("rules"));
        for (Path file : Project.files(Project.RULES)) {
            Files.copy(file, rules.resolve(file.getFileName()));
        }
        return rules;
    }

    private static void assertGood(Outcome outcome) {
        assertThat(outcome.isGood()).as(outcome.output()).isTrue();
    }
}
