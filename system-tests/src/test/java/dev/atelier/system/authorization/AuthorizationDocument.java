package dev.atelier.system.authorization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table as people read it: docs/authorization.md. */
final class AuthorizationDocument {

    private static final String HEAD =
            """
            # Who may do what

            Every operation of the API, asked for by every kind of caller, with nothing else wrong with the
            request. It is written by a test from
            [`AuthorizationTable`](../system-tests/src/test/java/dev/atelier/system/authorization/AuthorizationTable.java),
            and `AuthorizationIT` walks all of it: through the gateway, and directly at each service, as no
            service leaves it to the gateway who may do what. What each operation is for is in
            [the HTTP contract](http-api.md). An operation without a row fails the build. After a change of the
            table:

            ```console
            ./atelier test -pl system-tests -am -Dtest=AuthorizationTableTest -DskipITs \\
                -Dsurefire.failIfNoSpecifiedTests=false -Datelier.authorization.record=true
            ```

            A number is the status. `401` is `unauthenticated`; `403` is `forbidden`, and `user-deactivated` for
            a write of the deactivated; `404` is `not-found`. Where it is another problem, the last column names
            it.

            """;

    private AuthorizationDocument() {}

    static String of(List<Row> rows) {
        return Stream.of(
                        Stream.of(HEAD),
                        Stream.of(
                                "| caller | who is registered, unless it says otherwise, and |\n",
                                "|---|---|\n"),
                        Arrays.stream(CallerKind.values()).map(it -> line(it.word(), it.meaning())),
                        Stream.of(
                                "\nA variable says whose thing it is, or in what state the workshop"
                                        + " is:\n\n",
                                "| workshop | |\n",
                                "|---|---|\n"),
                        Arrays.stream(SceneKind.values())
                                .map(it -> line("`{" + it.word() + "}`", it.meaning())),
                        services(rows))
                .flatMap(lines -> lines)
                .collect(Collectors.joining());
    }

    private static Stream<String> services(List<Row> rows) {
        return rows.stream()
                .map(Row::service)
                .distinct()
                .flatMap(
                        service ->
                                Stream.concat(
                                        heading(service),
                                        rows.stream()
                                                .filter(row -> row.service().equals(service))
                                                .map(AuthorizationDocument::line)));
    }

    private static Stream<String> heading(String service) {
        List<String> callers = Arrays.stream(CallerKind.values()).map(CallerKind::word).toList();
        return Stream.of(
                "\n## %s\n\n".formatted(service),
                "| below `/api/v1` | %s | problem |\n".formatted(String.join(" | ", callers)),
                "|---|" + "---|".repeat(callers.size()) + "---|\n");
    }

    private static String line(Row row) {
        String statuses =
                row.callers().stream()
                        .map(caller -> "" + row.cell(caller).status())
                        .collect(Collectors.joining(" | "));
        String problems =
                row.callers().stream()
                        .filter(caller -> !isUsual(row, caller))
                        .map(caller -> "`%s`".formatted(row.cell(caller)))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s |\n".formatted(row.operation(), statuses, problems);
    }

    private static boolean isUsual(Row row, CallerKind caller) {
        Cell cell = row.cell(caller);
        return cell.problem().equals(AuthorizationTable.usual(row.method(), caller, cell.status()));
    }

    private static String line(String word, String meaning) {
        return "| %s | %s |\n".formatted(word, meaning);
    }
}
