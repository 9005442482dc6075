package dev.atelier.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.alerts.AlertFault;
import dev.atelier.faults.alerts.Chain;
import dev.atelier.faults.alerts.Chain.Outcome;
import dev.atelier.faults.alerts.Observed;
import dev.atelier.local.Platform;
import dev.atelier.observability.dashboards.Dashboard;
import dev.atelier.observability.dashboards.Dashboards;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a fault to whoever is told of it, by production's rules and routes, ten times faster than
 * there. {@code ./atelier faults --alerts} does so for all faults; here are two, and then all that
 * can be seen on a platform that has had them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration UNDER_LOAD = Duration.ofSeconds(10);
    private static final int MOST_SERIES = 3000;
    private static final double MOST_OF_PROCESSOR = 0.01;

    private static Observed observed;

    @BeforeAll
    static void open() {
        if (!Platform.canBeObserved()) {
            String message =
                    "ALERTS NOT TESTED: Prometheus, Alertmanager or an exporter is not installed;"
                            + " ./atelier up --observe says how to install them";
            System.err.println("\n*** " + message + " ***\n");
            Assumptions.abort(message);
        }
        observed = Observed.open();
    }

    @AfterAll
    static void close() {
        if (observed != null) {
            observed.close();
        }
    }

    @Order(1)
    @Test
    void heartbeatIsHeard() {
        Awaitility.await().atMost(PATIENCE).until(() -> observed.pager().lastBeat() != null);
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource(names = {"OVERBOOKED_BY_HAND", "SERVICE_KILLED"})
    void faultIsHeardOfAloneAndSoIsItsEnd(AlertFault fault) {
        Outcome outcome = new Chain(observed).of(fault);

        System.out.println(outcome);
        assertThat(outcome.wrong()).as(outcome.toString()).isEmpty();
    }

    /** A ratio of two times of the same run, so that it does not matter how fast the machine is. */
    @Order(3)
    @Test
    void scrapeTakesLittleOfWhatLoadTakes() {
        Load load = Load.on(observed);
        load.everything();
        Map<String, Duration> before = processorTimes();
        Instant begin = Instant.now();
        load.much(UNDER_LOAD);
        Duration passed = Duration.between(begin, Instant.now());
        Map<String, Duration> after = processorTimes();

        for (String name : after.keySet()) {
            Scrapes scrapes = new Scrapes(observed, name);
            Duration used = after.get(name).minus(before.get(name));
            assertThat(scrapes.share(used, passed)).as(name).isLessThan(MOST_OF_PROCESSOR);
        }
    }

    private static Map<String, Duration> processorTimes() {
        return deployables()
                .collect(
                        Collectors.toMap(
                                name -> name, name -> new Scrapes(observed, name).processorTime()));
    }

    @Order(4)
    @Test
    void scrapeOfAllThatCanBeAskedForIsSmall() {
        Map<String, Double> series = new HashMap<>();
        for (JsonNode one : observed.query("scrape_samples_scraped{job=\"atelier\"}")) {
            series.put(one.at("/metric/application").asString(), one.at("/value/1").asDouble());
        }

        System.out.println("series of a scrape: " + series);
        assertThat(series.keySet()).containsExactlyInAnyOrderElementsOf(deployables().toList());
        assertThat(series.values()).allMatch(count -> count < MOST_SERIES);
    }

    @Order(4)
    @Test
    void allThatRulesDashboardsAndRunbooksAskForIsThere() {
        List<String> expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(200);

        assertThat(new LiveSeries(observed).missing(expressions))
                .isSubsetOf(Absence.ALL.stream().map(Absence::selector).toList());
    }

    /** Else a misspelt name could hide behind the reason, or a reason outlive its rule. */
    @Order(4)
    @Test
    void whatMayBeAbsentIsAskedForAndAllButItsValueIsThere() {
        LiveSeries series = new LiveSeries(observed);

        assertThat(Absence.ALL)
                .allSatisfy(
                        one -> {
                            assertThat(LiveSeries.selectors(expressions()))
                                    .contains(one.selector());
                            assertThat(series.has(one.instead())).as(one.instead()).isTrue();
                        });
    }

    @Order(4)
    @Test
    void misspeltNameLabelOrValueIsNoticed() {
        List<String> misspelt =
                List.of(
                        "http_server_request_seconds_count{application=\"gateway\"}",
                        "up{aplication=\"gateway\"}",
                        "up{application=\"gatevay\"}");
        String expression =
                "sum(rate(%s[5m])) / %s > 0 unless on () %s".formatted(misspelt.toArray());

        assertThat(new LiveSeries(observed).missing(List.of(expression)))
                .containsExactlyElementsOf(misspelt);
    }

    @Order(4)
    @Test
    void everyQueryOfEveryDashboardHasData() throws IOException {
        Recording recording = new Recording(observed, Instant.now());
        for (Dashboard dashboard : Dashboards.all()) {
            recording.draw(dashboard);
        }
    }

    @Order(4)
    @Test
    void queriesOfRunbooksAreUnderstood() {
        LiveSeries.ofRunbooks().forEach(observed::query);
    }

    private static List<String> expressions() {
        List<String> expressions = new ArrayList<>(observed.ruleExpressions());
        expressions.addAll(LiveSeries.ofRunbooks());
        Dashboards.all().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .forEach(query -> expressions.add(query.expression()));
        return expressions;
    }

    private static Stream<String> deployables() {
        return Topology.ATELIER.deployables().stream().map(Deployable::name);
    }
}
