package dev.atelier.system.fuzz;

import dev.atelier.system.ApiDescription;
import dev.atelier.system.ApiDescription.Operation;
import dev.atelier.system.fuzz.Places.Place;
import dev.atelier.system.fuzz.Shot.Header;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.UUID;

/** Makes up requests that the description allows, with what is known to exist. */
final class Marksman {

    private static final String PROBLEM = "application/problem+json";

    private final ApiDescription api;
    private final List<Operation> operations;
    private final List<Operation> making;
    private final List<Caller> callers;
    private final Places places;
    private final Vocabulary words;
    private final Samples samples;
    private final Random random;

    Marksman(ApiDescription api, List<Caller> callers, Places places, Random random) {
        this.api = api;
        this.operations = api.operations();
        this.making = operations.stream().filter(Marksman::makes).toList();
        this.callers = callers;
        this.places = places;
        this.random = random;
        this.words = new Vocabulary(places, random);
        this.samples = new Samples(api, words, random);
    }

    /** A request for any operation: often for one that makes something, so that there is much. */
    Shot any() {
        List<Operation> some = random.nextInt(4) == 0 ? making : operations;
        Operation operation = some.get(random.nextInt(some.size()));
        return isAnEnd(operation) && random.nextInt(5) > 0 ? any() : of(operation);
    }

    private static boolean makes(Operation operation) {
        return operation.json().path("responses").has("201")
                || operation.path().endsWith("/publish");
    }

    /** Whether some caller can do nothing afterwards. */
    private static boolean isAnEnd(Operation operation) {
        return operation.toString().matches("DELETE .*/users/me|POST .*/deactivate");
    }

    /** A request for the operation, by somebody who knows of what it is about, mostly. */
    Shot of(Operation operation) {
        words.renew();
        Optional<Place> place =
                random.nextInt(12) == 0 ? Optional.empty() : places.any(operation.path(), random);
        Caller caller =
                place.map(Place::caller)
                        .filter(_ -> random.nextInt(4) > 0)
                        .orElseGet(() -> callers.get(random.nextInt(callers.size())));
        Map<String, String> values = values(operation, place);
        return new Shot(
                operation,
                operation.method(),
                values,
                path(operation, values) + query(operation),
                headers(operation),
                body(operation),
                caller,
                "");
    }

    private static Map<String, String> values(Operation operation, Optional<Place> place) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : Places.variables(operation.path())) {
            String known = place.map(it -> it.values().get(name)).orElse(null);
            values.put(name, known == null ? UUID.randomUUID().toString() : known);
        }
        return values;
    }

    private static String path(Operation operation, Map<String, String> values) {
        String path = operation.path();
        for (var value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", encoded(value.getValue()));
        }
        return path;
    }

    private String query(Operation operation) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asString();
            boolean wanted = parameter.path("required").asBoolean(false) || random.nextInt(4) == 0;
            if (parameter.path("in").asString().equals("query") && wanted) {
                query.add(name + "=" + encoded(value(parameter, name)));
            }
        }
        return query.toString();
    }

    private List<Header> headers(Operation operation) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asString();
            boolean wanted = parameter.path("required").asBoolean(false) || random.nextInt(3) == 0;
            if (parameter.path("in").asString().equals("header") && wanted) {
                headers.add(new Header(name, header(parameter, name)));
            }
        }
        // Whoever changes something has seen it, mostly.
        boolean matching = operation.parameters().stream().anyMatch(Marksman::isIfMatch);
        if (matching
                && headers.stream().noneMatch(it -> it.name().equalsIgnoreCase("If-Match"))
                && random.nextInt(5) > 0) {
            headers.add(new Header("If-Match", "*"));
        }
        List<String> forms = forms(operation);
        if (random.nextInt(2) == 0 && !forms.isEmpty()) {
            headers.add(new Header("Accept", forms.get(random.nextInt(forms.size()))));
        }
        if (operation.json().has("requestBody")) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        return headers;
    }

    private static boolean isIfMatch(JsonNode parameter) {
        return parameter.path("name").asString().equalsIgnoreCase("If-Match");
    }

    private String header(JsonNode parameter, String name) {
        return switch (name) {
            case "If-Match" -> random.nextBoolean() ? "*" : "\"" + (1 + random.nextInt(6)) + "\"";
            case "If-None-Match" -> "\"" + (1 + random.nextInt(6)) + ".ab\"";
            case "Idempotency-Key" -> "key-" + random.nextInt(50);
            default -> value(parameter, name).replaceAll("[^ -~]", "");
        };
    }

    /** The forms in which it answers when all goes well. */
    private List<String> forms(Operation operation) {
        List<String> forms = new ArrayList<>();
        for (var response : operation.json().path("responses").properties()) {
            if (response.getKey().startsWith("2")) {
                JsonNode content = api.resolved(response.getValue()).path("content");
                forms.addAll(content.propertyNames());
            }
        }
        forms.remove(PROBLEM);
        return forms;
    }

    private String value(JsonNode parameter, String name) {
        if (name.equals("cursor")) {
            return places.id("cursor", random).orElse("");
        }
        JsonNode value = samples.valid(parameter.path("schema"), name);
        if (value.isArray()) {
            StringJoiner list = new StringJoiner(",");
            value.forEach(item -> list.add(item.asString("")));
            return list.toString();
        }
        return value.asString("");
    }

    private byte[] body(Operation operation) {
        JsonNode body = api.resolved(operation.json().path("requestBody"));
        JsonNode schema = body.path("content").path("application/json").path("schema");
        boolean wanted = body.path("required").asBoolean(false) || random.nextInt(4) > 0;
        return schema.isMissingNode() || !wanted
                ? null
                : samples.valid(schema, "").toString().getBytes(StandardCharsets.UTF_8);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
