package dev.atelier.system.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.Platform;
import dev.atelier.system.Answer;
import dev.atelier.system.Person;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends the request that a cell of the table is about. Nothing is wrong with it but the caller. */
record Asking(Platform platform, Stage stage, Row row, CallerKind caller, Door door) {

    private static final String PROBLEMS = "https://atelier.dev/problems/";

    /** What comes of it. */
    Cell answer() {
        Answer answer = send();
        if (answer.status() < 400) {
            return new Cell(answer.status(), "");
        }
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).startsWith(PROBLEMS);
        assertThat(answer.text("title")).isNotBlank();
        assertThat(answer.text("instance")).startsWith("/api/v1/");
        assertThat(answer.text("traceId")).hasSize(32);
        assertThat(answer.body().get("status").asInt()).isEqualTo(answer.status());
        return new Cell(answer.status(), answer.text("type").substring(PROBLEMS.length()));
    }

    private Answer send() {
        Person person = cast().person(caller).at(door.of(platform, row));
        return person.send(row.method(), path(), body(), headers());
    }

    private Cast cast() {
        return stage.cast(row, door);
    }

    private Scene scene() {
        return stage.scene(row, caller, door);
    }

    /** The gateway takes the secret of a link out of the path, into a header. */
    private String path() {
        String path = row.path(this::value);
        return hasSecretInHeader() ? "/api/v1/calendars/linked.ics" : path;
    }

    private boolean hasSecretInHeader() {
        return door == Door.SERVICE && row.path().startsWith("/calendars/");
    }

    private String value(String variable) {
        String below = variable.split(" ")[0];
        String name = variable.split(" ")[1];
        return switch (below) {
            case "workshops" -> scene().workshop();
            case "organizers" -> scene().organizers().get(CallerKind.of(name));
            case "participants" -> scene().participants().get(CallerKind.of(name));
            case "calendars" -> stage.link(CallerKind.of(name));
            case "users" ->
                    (name.equals("anybody")
                                    ? cast().id(cast().anybody())
                                    : cast().id(CallerKind.of(name)))
                            .toString();
            default -> throw new IllegalArgumentException(variable);
        };
    }

    private Object body() {
        return switch (row.shape()) {
            case "PUT /api/v1/users/me" -> cast().person(caller).profile();
            case "POST /api/v1/workshops" -> Map.of("title", "By " + caller.word());
            case "PUT /api/v1/workshops/{}" -> revised();
            case "POST /api/v1/workshops/{}/cancel",
                    "POST /api/v1/workshops/{}/organizers/{}/unavailable" ->
                    Map.of("reason", "Flooded");
            case "POST /api/v1/workshops/{}/organizers" ->
                    Map.of("userId", cast().id(cast().newcomer()));
            case "POST /api/v1/workshops/{}/organizers/{}/jump-in" ->
                    Map.of("replaces", scene().organizers().get(CallerKind.ACTIVE));
            case "POST /api/v1/workshops/{}/participants" ->
                    Map.of("acknowledgedRequirements", List.of());
            case "POST /api/v1/workshops/{}/participants/{}/attendance" -> Map.of("attended", true);
            default -> null;
        };
    }

    private Map<String, Object> revised() {
        Map<String, Object> document = new LinkedHashMap<>(scene().document());
        document.put("title", "Revised by " + caller.word());
        return document;
    }

    private String[] headers() {
        List<String> headers = new ArrayList<>();
        if (row.method().equals("PUT") && caller != CallerKind.ERASED) {
            headers.addAll(List.of("If-Match", "*"));
        }
        if (!row.accept().isEmpty()) {
            headers.addAll(List.of("Accept", row.accept()));
        }
        if (hasSecretInHeader()) {
            String owner = row.path().replaceAll(".*\\{|}.*", "");
            headers.addAll(List.of("Calendar-Secret", stage.link(CallerKind.of(owner))));
        }
        return headers.toArray(String[]::new);
    }
}
