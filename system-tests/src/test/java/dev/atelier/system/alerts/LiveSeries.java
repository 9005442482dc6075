package dev.atelier.system.alerts;

import dev.atelier.faults.alerts.Observed;
import dev.atelier.observability.Expression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Prometheus has seen of a platform, held against what people and rules ask it for. */
record LiveSeries(Observed observed) {

    private static final Path RUNBOOKS = Path.of("../observability/runbooks");
    private static final Pattern QUERIES = Pattern.compile("(?ms)^```promql$(.+?)^```$");

    /** The queries of all runbooks, each a line that somebody pastes. */
    static List<String> ofRunbooks() {
        List<String> queries = new ArrayList<>();
        try (Stream<Path> runbooks = Files.list(RUNBOOKS)) {
            for (Path runbook : runbooks.sorted().toList()) {
                QUERIES.matcher(Files.readString(runbook))
                        .results()
                        .flatMap(found -> found.group(1).lines())
                        .filter(line -> !line.isBlank())
                        .forEach(queries::add);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return queries;
    }

    /** All selectors of expressions, each once. */
    static List<String> selectors(List<String> expressions) {
        return expressions.stream()
                .flatMap(expression -> new Expression(expression).selectors().stream())
                .distinct()
                .toList();
    }

    /** Selectors of expressions for which there is nothing. */
    List<String> missing(List<String> expressions) {
        return selectors(expressions).stream().filter(selector -> !has(selector)).toList();
    }

    boolean has(String selector) {
        return !observed.query("count(last_over_time(%s[1h]))".formatted(selector)).isEmpty();
    }
}
