package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.observability.Project.Alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who is told of what. */
class RoutesTest {

    private static final List<Route> ROUTES =
            List.of(
                    new Route(
                            "pagerduty",
                            "environment=live",
                            "alertname=ServiceDown",
                            "severity=page"),
                    new Route(
                            "pagerduty",
                            "environment=local",
                            "alertname=ServiceDown",
                            "severity=page"),
                    new Route("pagerduty", "alertname=LostItsEnvironment", "severity=page"),
                    new Route("pagerduty", "environment=live", "alertname=LostItsSeverity"),
                    new Route(
                            "pagerduty",
                            "environment=live",
                            "alertname=GatewayAvailabilityBurnFast",
                            "severity=page"),
                    new Route(
                            "tickets",
                            "environment=live",
                            "alertname=GatewayAvailabilityBurnSlow",
                            "severity=ticket"),
                    new Route(
                            "nobody", "environment=dev", "alertname=ServiceDown", "severity=page"),
                    new Route(
                            "nobody",
                            "environment=staging",
                            "alertname=Overbooked",
                            "severity=page"),
                    new Route(
                            "nobody",
                            "environment=dev",
                            "alertname=Watchdog",
                            "severity=heartbeat"),
                    new Route(
                            "pagerduty",
                            "environment=dev2",
                            "alertname=ServiceDown",
                            "severity=page"),
                    new Route(
                            "heartbeat",
                            "environment=live",
                            "alertname=Watchdog",
                            "severity=heartbeat"),
                    new Route(
                            "second-way,pagerduty",
                            "environment=live",
                            "alertname=NotificationsFailing",
                            "severity=page"),
                    new Route(
                            "tickets-of-notifications",
                            "environment=live",
                            "alertname=DeadLetters",
                            "severity=ticket",
                            "owner=notifications"),
                    new Route(
                            "tickets",
                            "environment=live",
                            "alertname=DeadLetters",
                            "severity=ticket",
                            "owner=atelier"),
                    new Route(
                            "pagerduty",
                            "environment=live",
                            "alertname=DeadLetters",
                            "severity=page",
                            "owner=atelier"));

    @TempDir private Path directory;

    @Test
    void leadToWhomeverItIsFor() {
        assertThat(ROUTES)
                .allSatisfy(
                        route ->
                                assertThat(route.taken(Project.ALERTMANAGER))
                                        .isEqualTo(route.receivers()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    environment=~"dev|staging" ; environment=~"dev|staging|"
                    environment=~"dev|staging" ; environment=~"dev.*|staging"
                    environment=~"dev|staging" ; environment!="live"
                    'alertname="Watchdog"' ; 'alertname="Watchdogs"'
                    'severity="ticket"' ; 'severity!="page"'
                    owner="notifications" ; owner=~".+"
                    'alertname="NotificationsFailing"' ; 'alertname="NotificationFailing"'
                    """)
    void otherMatchersLeadElsewhere(String from, String to) throws IOException {
        String committed = Project.text(Project.ALERTMANAGER);
        assertThat(committed).contains(from);
        Path mutated = directory.resolve("alertmanager.yml");
        Files.writeString(mutated, committed.replace(from, to));

        assertThat(ROUTES)
                .anySatisfy(
                        route -> assertThat(route.taken(mutated)).isNotEqualTo(route.receivers()));
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceDown, user-service, GatewayAvailabilityBurnFast, gateway, true",
        "ServiceAbsent, user-service, GatewayLatencyBurnMedium, gateway, true",
        "ServiceDown, user-service, ProjectionStale, enrollment-service, true",
        "ServiceDown, enrollment-service, InvariantCheckStale, enrollment-service, true",
        "ServiceDown, user-service, InvariantCheckStale, enrollment-service, false",
        "ServiceDown, enrollment-service, EventBacklogOld, user-service, false",
        "ServiceDown, user-service, ServiceDown, gateway, false",
        "PostgresDown, postgres, ConsumerStalled, enrollment-service, true",
        "PostgresDown, postgres, GatewayAvailabilityBurnFast, gateway, true",
        "PostgresDown, postgres, DeadLetters, enrollment-service, true",
        "PostgresDown, postgres, NotificationsFailing, alertmanager, false",
        "GatewayAvailabilityBurnFast, gateway, GatewayAvailabilityBurnDrip, gateway, true",
        "GatewayAvailabilityBurnFast, gateway, GatewayLatencyBurnDrip, gateway, false",
        "GatewayLatencyBurnFast, gateway, GatewayLatencyBurnMedium, gateway, true",
        "ConsumerStalled, enrollment-service, DeadLetters, enrollment-service, false"
    })
    void outageMutesWhatFollowsFromIt(
            String source, String its, String target, String others, boolean muted) {
        Map<String, String> from = alert(source, its);
        Map<String, String> to = alert(target, others);

        assertThat(inhibitions().anyMatch(rule -> rule.mutes(from, to))).isEqualTo(muted);
    }

    @Test
    void nothingMutesOverbookingNorTheWatchers() {
        List<String> never =
                List.of(
                        "Overbooked",
                        "NotificationsFailing",
                        "RuleFailures",
                        "NotIngesting",
                        "NoAlertmanager",
                        "ConfigReloadFailed",
                        "Watchdog");
        for (Alert source : Project.alerts()) {
            for (String target : never) {
                assertThat(
                                inhibitions()
                                        .anyMatch(
                                                rule ->
                                                        rule.mutes(
                                                                alert(source.name(), "x"),
                                                                alert(target, "x"))))
                        .as("%s mutes %s", source, target)
                        .isFalse();
            }
        }
    }

    /** A name that no alert has mutes nothing. */
    @Test
    void rulesNameAlertsThatThereAre() {
        assertThat(inhibitions().flatMap(Inhibition::names))
                .allSatisfy(
                        name ->
                                assertThat(Project.alerts())
                                        .anyMatch(alert -> alert.name().equals(name)));
    }

    private static Stream<Inhibition> inhibitions() {
        return Yaml.maps(Project.yaml(Project.ALERTMANAGER), "inhibit_rules").stream()
                .map(Inhibition::new);
    }

    private static Map<String, String> alert(String name, String application) {
        return Map.of("alertname", name, "application", application, "environment", "live");
    }

    /** Where an alert with some labels goes. */
    private record Route(String receivers, String... labels) {

        String taken(Path configuration) {
            List<String> arguments =
                    new ArrayList<>(
                            List.of("config", "routes", "test", "--config.file=" + configuration));
            arguments.addAll(List.of(labels));
            // Before it, some installations are warned of their own defaults.
            return Programs.run("amtool", arguments.toArray())
                    .output()
                    .strip()
                    .lines()
                    .toList()
                    .getLast();
        }
    }
}
