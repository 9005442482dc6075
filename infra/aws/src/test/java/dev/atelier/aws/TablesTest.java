package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the README are what the code says, and so is the assumed price. */
class TablesTest {

    private static final World WORLD = World.synthesized();

    @Test
    void differencesAreThoseOfTheCode() {
        agrees("differences", differences());
    }

    @Test
    void costsAreThoseOfTheTemplates() {
        agrees("costs", costs());
    }

    private static void agrees(String part, String table) {
        if (Committed.RECORD) {
            Committed.README.recordPart(part, table);
        }
        assertThat(Committed.README.part(part))
                .as("record it with -Datelier.aws.record=true")
                .isEqualTo(table);
    }

    private static String differences() {
        Map<String, Function<Environment, Object>> rows = new LinkedHashMap<>();
        rows.put("account", Environment::account);
        rows.put("network", Environment::cidr);
        rows.put("zones", environment -> environment.zones().size());
        rows.put("NAT gateways", environment -> environment.size().natGateways());
        rows.put(
                "tasks of each service",
                environment ->
                        "%d to %d"
                                .formatted(
                                        environment.size().minimumTasks(),
                                        environment.size().maximumTasks()));
        rows.put(
                "a service's task",
                environment ->
                        "%s vCPU, %d MiB"
                                .formatted(
                                        environment.size().cpu() / 1024.0,
                                        environment.size().memory()));
        rows.put("tasks of Prometheus, of Grafana", e -> e.size().prometheus());
        rows.put("database", environment -> environment.size().database());
        rows.put(
                "its disk, and to what it grows",
                environment ->
                        "%d GiB, %d GiB"
                                .formatted(
                                        environment.size().storage(),
                                        environment.size().maximumStorage()));
        rows.put(
                "standby in another zone, deletion protection, termination protection",
                environment -> environment.production() ? "yes" : "no");
        rows.put(
                "alarms reach",
                environment -> environment.pages() ? "PagerDuty" : "the team's mail");
        rows.put("budget a month", environment -> "$" + environment.budget());
        rows.put(
                "accounts of outside subscribers",
                environment ->
                        environment.subscriberAccounts().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", ")));
        List<List<String>> cells = new ArrayList<>();
        rows.forEach(
                (name, value) ->
                        cells.add(
                                row(
                                        name,
                                        Environment.ALL.stream()
                                                .map(value)
                                                .map(Object::toString))));
        return table(cells);
    }

    private static String costs() {
        List<List<String>> cells = new ArrayList<>();
        for (String item : Costs.of(WORLD.live()).keySet()) {
            cells.add(
                    row(
                            item,
                            WORLD.environments().stream()
                                    .map(templates -> dollars(Costs.of(templates).get(item)))));
        }
        cells.add(
                row(
                        "**together**",
                        WORLD.environments().stream()
                                .map(templates -> "**" + dollars(Costs.total(templates)) + "**")));
        cells.add(row("budget", Environment.ALL.stream().map(e -> dollars((double) e.budget()))));
        return table(cells);
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%,.0f", amount);
    }

    private static List<String> row(String name, Stream<String> values) {
        return Stream.concat(Stream.of(name), values).toList();
    }

    private static String table(List<List<String>> rows) {
        String names =
                Environment.ALL.stream()
                        .map(environment -> " | `" + environment.name() + "`")
                        .collect(Collectors.joining());
        return "\n| "
                + names
                + " |\n|---|---|---|---|\n"
                + rows.stream()
                        .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                        .collect(Collectors.joining())
                + "\n";
    }
}
