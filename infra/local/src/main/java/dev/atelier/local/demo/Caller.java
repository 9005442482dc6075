package dev.atelier.local.demo;

import dev.atelier.local.demo.DataSet.Person;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A person of the demo, signed in. */
record Caller(Person person, String token, Gateway gateway) {

    /** Registers the person, or brings the registration up to date. */
    Answer register() {
        Answer known = get("/users/me");
        if (known.isProblem("user-not-registered")) {
            return gateway.send(token, "PUT", "/users/me", person.profile()).expect(201);
        }
        known.expect(200);
        if (isUpToDate(known.body())) {
            return known;
        }
        String version = known.header("ETag");
        return gateway.send(token, "PUT", "/users/me", person.profile(), "If-Match", version)
                .expect(200);
    }

    Answer get(String path) {
        return gateway.send(token, "GET", path, null);
    }

    Answer post(String path, Object body) {
        return gateway.send(token, "POST", path, body);
    }

    Answer post(String path) {
        return gateway.send(token, "POST", path, null);
    }

    /** Creates something, once, however often the gateway has the request sent again. */
    Answer create(String path, Object body) {
        String key = "demo-" + UUID.randomUUID();
        return gateway.send(token, "POST", path, body, "Idempotency-Key", key).expect(200, 201);
    }

    Answer delete(String path) {
        return gateway.send(token, "DELETE", path, null);
    }

    /** All items of a list, page by page. */
    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String page = path;
        while (!page.isEmpty()) {
            Answer answer = get(page).expect(200);
            answer.body().path("items").forEach(items::add);
            String next = answer.field("next");
            page = next.isEmpty() ? "" : path + "&cursor=" + encoded(next);
        }
        return items;
    }

    String displayName() {
        return person.displayName();
    }

    String firstName() {
        return displayName().split(" ")[0];
    }

    private boolean isUpToDate(JsonNode known) {
        Set<String> capabilities = new HashSet<>();
        known.path("capabilities").forEach(code -> capabilities.add(code.asString()));
        return known.path("displayName").asString("").equals(displayName())
                && capabilities.equals(Set.copyOf(person.capabilities()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
