package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.observability.Project.Alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever is woken finds out why, how bad it is and what to do. */
class AlertsTest {

    private static final String WATCHDOG = "Watchdog";

    private static final List<String> SECTIONS =
            List.of(
                    "Meaning",
                    "User impact",
                    "Queries",
                    "Mitigation",
                    "Escalation",
                    "How to see that it is over");

    private static final Pattern QUERY = Pattern.compile("(?ms)^```(promql|console|sql)$.+?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([A-Za-z][^):]*\\.md)\\)");

    static Stream<Alert> alerts() {
        return Project.alerts().stream();
    }

    static Stream<String> names() {
        return alerts().map(Alert::name).distinct();
    }

    static Stream<Path> runbooks() {
        return Project.files(Project.RUNBOOKS).stream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void saysHowUrgentItIsWhatHasHappenedAndWhereToReadOn(Alert alert) {
        assertThat(alert.label("severity"))
                .isIn(
                        alert.name().equals(WATCHDOG)
                                ? Set.of("heartbeat")
                                : Set.of("page", "ticket"));
        assertThat(alert.annotation("summary")).endsWith(".").hasSizeLessThan(120);
        assertThat(alert.annotation("runbook_url"))
                .isEqualTo(Addresses.LIVE.runbooks() + alert.name() + ".md");
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasRunbookWithAllSections(String alert) {
        Path runbook = Project.RUNBOOKS.resolve(alert + ".md");

        assertThat(runbook).exists();
        assertThat(Project.text(runbook)).startsWith("# " + alert + "\n");
        assertThat(sections(runbook)).containsExactlyElementsOf(SECTIONS);
        assertThat(QUERY.matcher(Project.text(runbook)).results().count())
                .as("queries to paste")
                .isGreaterThanOrEqualTo(3);
    }

    /** Runbooks of procedures are written in lower case. */
    @Test
    void everyRunbookOfAnAlertHasItsAlert() {
        assertThat(runbooks().map(file -> file.getFileName().toString().replace(".md", "")))
                .filteredOn(name -> Character.isUpperCase(name.charAt(0)))
                .containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void runbookLeadsNowhereInVain(Path runbook) {
        assertThat(LINK.matcher(Project.text(runbook)).results())
                .allSatisfy(link -> assertThat(Project.RUNBOOKS.resolve(link.group(1))).exists());
    }

    /** The watchdog cannot be shown not to fire. */
    @ParameterizedTest
    @MethodSource("names")
    void isTestedForFiringAndForNotFiring(String alert) {
        Map<Boolean, List<Map<String, Object>>> tests =
                ruleTests().stream()
                        .filter(test -> Yaml.text(test, "alertname").equals(alert))
                        .collect(Collectors.partitioningBy(AlertsTest::fires));

        assertThat(tests.get(true)).as("firing").isNotEmpty();
        if (!alert.equals(WATCHDOG)) {
            assertThat(tests.get(false)).as("not firing").isNotEmpty();
        }
    }

    private static List<String> sections(Path runbook) {
        return Project.text(runbook)
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    private static boolean fires(Map<String, Object> test) {
        return !Yaml.maps(test, "exp_alerts").isEmpty();
    }

    private static List<Map<String, Object>> ruleTests() {
        List<Map<String, Object>> tests = new ArrayList<>();
        for (Path file : Project.files(Project.RULE_TESTS)) {
            for (Map<String, Object> test : Yaml.maps(Project.yaml(file), "tests")) {
                tests.addAll(Yaml.maps(test, "alert_rule_test"));
            }
        }
        return tests;
    }
}
