package dev.atelier.system.authorization;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may do what: every operation of the API times every kind of caller.
 *
 * <p>A number is the status. Which problem it is follows from it ({@code 401 unauthenticated},
 * {@code 403 forbidden}, and {@code 403 user-deactivated} for what the deactivated may not write,
 * {@code 404 not-found}), unless the last column names another.
 */
final class AuthorizationTable {

    private static final String CALLERS =
            "nobody stranger participant invited standby active former admin deactivated erased";

    private static final String USERS =
            """
            #                                                                     | nob str par inv stb act for adm dea era |
            PUT    /users/me                                                      | 401 200 200 200 200 200 200 200 403 201 |
            GET    /users/me                                                      | 401 200 200 200 200 200 200 200 200 404 | 404 user-not-registered
            DELETE /users/me                                                      | 401 204 204 204 204 204 204 204 204 204 |
            GET    /users/me/export                                               | 401 200 200 200 200 200 200 200 200 404 | 404 user-not-registered
            GET    /users/{stranger}                                              | 401 200 200 200 200 200 200 200 200 200 |
            GET    /users/{erased}                                                | 401 404 404 404 404 404 404 404 404 404 |
            GET    /users                                                         | 401 403 403 403 403 403 403 200 403 403 |
            POST   /users/{anybody}/deactivate                                    | 401 403 403 403 403 403 403 204 403 403 |
            POST   /users/{anybody}/reactivate                                    | 401 403 403 403 403 403 403 204 403 403 |
            """;

    private static final String WORKSHOPS =
            """
            #                                                                     | nob str par inv stb act for adm dea era |
            GET    /users/me/export/workshops                                     | 401 200 200 200 200 200 200 200 200 404 | 404 user-not-registered
            GET    /workshops                                                     | 401 200 200 200 200 200 200 200 200 200 |
            POST   /workshops                                                     | 401 201 201 201 201 201 201 201 403 409 | 409 user-not-registered
            GET    /workshops/{draft}                                             | 401 404 404 200 200 200 404 200 200 404 |
            GET    /workshops/{published}                                         | 401 200 200 200 200 200 200 200 200 200 |
            PUT    /workshops/{draft}                                             | 401 404 404 403 403 200 404 200 403 404 |
            PUT    /workshops/{published}                                         | 401 403 403 403 403 200 403 200 403 403 |
            PUT    /workshops/{unstaffed}                                         | 401 403 403 403 200 403 403 200 403 403 |
            DELETE /workshops/{draft}                                             | 401 404 404 403 403 204 404 204 403 404 |
            DELETE /workshops/{published}                                         | 401 403 403 403 403 409 403 409 403 403 | 409 workshop-not-draft
            POST   /workshops/{draft}/publish                                     | 401 404 404 403 403 200 404 200 403 404 |
            POST   /workshops/{published}/publish                                 | 401 403 403 403 403 409 403 409 403 403 | 409 illegal-transition
            POST   /workshops/{published}/cancel                                  | 401 403 403 403 403 200 403 200 403 403 |
            POST   /workshops/{unstaffed}/cancel                                  | 401 403 403 403 200 403 403 200 403 403 |
            POST   /workshops/{published}/complete                                | 401 403 403 403 403 409 403 409 403 403 | 409 illegal-transition
            POST   /workshops/{over}/complete                                     | 401 403 403 403 403 200 403 200 403 403 |
            GET    /workshops/{draft}/calendar.ics                                | 401 404 404 200 200 200 404 200 200 404 |
            GET    /workshops/{published}/calendar.ics                            | 401 200 200 200 200 200 200 200 200 200 |
            GET    /workshops/{draft}/organizers                                  | 401 404 404 200 200 200 404 200 200 404 |
            GET    /workshops/{published}/organizers                              | 401 200 200 200 200 200 200 200 200 200 |
            POST   /workshops/{draft}/organizers                                  | 401 404 404 403 403 201 404 201 403 404 |
            POST   /workshops/{published}/organizers                              | 401 403 403 403 403 201 403 201 403 403 |
            POST   /workshops/{unstaffed}/organizers                              | 401 403 403 403 201 403 403 201 403 403 |
            POST   /workshops/{draft}/organizers/{invited}/accept                 | 401 404 404 200 403 403 404 403 403 404 |
            POST   /workshops/{published}/organizers/{invited}/accept             | 401 403 403 200 403 403 403 403 403 403 |
            POST   /workshops/{draft}/organizers/{invited}/decline                | 401 404 404 200 403 403 404 403 403 404 |
            POST   /workshops/{published}/organizers/{invited}/decline            | 401 403 403 200 403 403 403 403 403 403 |
            POST   /workshops/{published}/organizers/{active}/unavailable         | 401 403 403 403 403 200 403 200 403 403 |
            POST   /workshops/{published}/organizers/{standby}/unavailable        | 401 403 403 403 200 200 403 200 403 403 |
            POST   /workshops/{unstaffed}/organizers/{active}/available           | 401 403 403 403 403 200 403 403 403 403 |
            POST   /workshops/{unstaffed}/organizers/{standby}/jump-in            | 401 403 403 403 200 403 403 403 403 403 |
            POST   /workshops/{published}/organizers/{active}/step-down           | 401 403 403 403 403 200 403 403 403 403 |
            """;

    private static final String ENROLLMENTS =
            """
            #                                                                     | nob str par inv stb act for adm dea era |
            GET    /users/me/export/participations                                | 401 200 200 200 200 200 200 200 200 404 | 404 user-not-registered
            GET    /users/me/participations                                       | 401 200 200 200 200 200 200 200 200 200 |
            GET    /users/me/calendar.ics                                         | 401 200 200 200 200 200 200 200 200 200 |
            POST   /users/me/calendar-link                                        | 401 201 201 201 201 201 201 201 403 409 | 409 user-not-registered
            DELETE /users/me/calendar-link                                        | 401 204 204 204 204 204 204 204 403 409 | 409 user-not-registered
            GET    /calendars/{participant}.ics                                   | 200 200 200 200 200 200 200 200 200 200 |
            GET    /calendars/{deactivated}.ics                                   | 404 404 404 404 404 404 404 404 404 404 |
            GET    /calendars/{erased}.ics                                        | 404 404 404 404 404 404 404 404 404 404 |
            GET    /workshops/{draft}/seats                                       | 401 404 404 404 404 404 404 404 404 404 | 404 workshop-not-found
            GET    /workshops/{published}/seats                                   | 401 200 200 200 200 200 200 200 200 200 |
            GET    /workshops/{published}/seats as text/event-stream              | 401 200 200 200 200 200 200 200 200 200 |
            POST   /workshops/{draft}/participants                                | 401 404 404 404 404 404 404 404 404 404 | 404 workshop-not-found
            POST   /workshops/{published}/participants                            | 401 201 200 201 201 201 201 201 403 409 | 409 user-not-registered
            GET    /workshops/{draft}/participants                                | 401 404 404 404 404 404 404 404 404 404 | 404 workshop-not-found
            GET    /workshops/{published}/participants                            | 401 403 403 403 403 200 403 200 200 403 |
            GET    /workshops/{unstaffed}/participants                            | 401 403 403 403 200 403 403 200 200 403 |
            GET    /workshops/{published}/participants as text/csv                | 401 403 403 403 403 200 403 200 200 403 |
            GET    /workshops/{published}/participants/{participant}              | 401 404 200 404 404 200 404 200 200 404 |
            GET    /workshops/{unstaffed}/participants/{participant}              | 401 404 200 404 200 404 404 200 200 404 |
            GET    /workshops/{published}/participants/{participant}/history      | 401 404 200 404 404 200 404 200 200 404 |
            DELETE /workshops/{published}/participants/{participant}              | 401 404 204 404 404 204 404 204 403 404 |
            DELETE /workshops/{published}/participants/{deactivated}              | 401 404 404 404 404 204 404 204 403 404 |
            POST   /workshops/{offering}/participants/{participant}/accept        | 401 404 200 404 404 403 404 403 403 404 |
            POST   /workshops/{offering}/participants/{participant}/decline       | 401 404 200 404 404 403 404 403 403 404 |
            POST   /workshops/{over}/participants/{participant}/attendance        | 401 404 403 404 404 200 404 200 403 404 |
            """;

    private static final String DOCUMENTS =
            """
            #                                                                     | nob str par inv stb act for adm dea era |
            GET    /openapi                                                       | 200 200 200 200 200 200 200 200 200 200 |
            """;

    private static final Pattern LINE =
            Pattern.compile("(\\w+) +(\\S+)(?: as (\\S+))? *\\| ([\\d ]+?) *\\| *(.*)");
    private static final Pattern NAMED = Pattern.compile("(\\d{3}) ([a-z-]+)");

    private AuthorizationTable() {}

    static List<Row> rows() {
        return Stream.of(
                        rows("user-service", USERS),
                        rows("workshop-service", WORKSHOPS),
                        rows("enrollment-service", ENROLLMENTS),
                        rows("gateway", DOCUMENTS))
                .flatMap(section -> section)
                .toList();
    }

    private static Stream<Row> rows(String service, String table) {
        return table.lines().filter(line -> !line.startsWith("#")).map(line -> row(service, line));
    }

    private static Row row(String service, String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(line);
        }
        Map<Integer, String> named = new HashMap<>();
        NAMED.matcher(parts.group(5))
                .results()
                .forEach(found -> named.put(Integer.valueOf(found.group(1)), found.group(2)));
        String method = parts.group(1);
        List<String> callers = Arrays.asList(CALLERS.split(" "));
        List<String> statuses = Arrays.asList(parts.group(4).split(" +"));
        if (statuses.size() != callers.size()) {
            throw new IllegalArgumentException(line);
        }
        Map<CallerKind, Cell> cells = new EnumMap<>(CallerKind.class);
        for (int index = 0; index < callers.size(); index++) {
            CallerKind caller = CallerKind.of(callers.get(index));
            int status = Integer.parseInt(statuses.get(index));
            String problem = named.getOrDefault(status, usual(method, caller, status));
            if (status >= 400 && problem.isEmpty()) {
                throw new IllegalArgumentException("Say which problem it is: " + line);
            }
            cells.put(caller, new Cell(status, problem));
        }
        String accept = parts.group(3) == null ? "" : parts.group(3);
        return new Row(service, method, parts.group(2), accept, cells);
    }

    /** Which problem a status means where the table says no more. */
    static String usual(String method, CallerKind caller, int status) {
        return switch (status) {
            case 200, 201, 204 -> "";
            case 401 -> "unauthenticated";
            case 403 ->
                    caller == CallerKind.DEACTIVATED && !method.equals("GET")
                            ? "user-deactivated"
                            : "forbidden";
            case 404 -> "not-found";
            default -> "";
        };
    }
}
