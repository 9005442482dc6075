package dev.atelier.system.fuzz;

import dev.atelier.system.fuzz.Shot.Header;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Does something to a request that nobody does who means well. */
final class Twister {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The forms of JSON's own are written as they are, since no mapper would write them. */
    private static final List<String> LITERALS =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "2147483648",
                    "-9223372036854775809",
                    "1e400",
                    "-0.0",
                    "123456789012345678901234567890123456789012345678901234567890",
                    "\"\"",
                    "\" \"",
                    "\"5\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\u202egnp.exe\"",
                    "\"\\ufeff\\uffff\"",
                    "\"" + "\\u0301".repeat(500) + "\"",
                    "\"" + "🧶".repeat(300) + "\"",
                    "\"" + "x".repeat(2_001) + "\"",
                    "\"" + "x".repeat(10_001) + "\"",
                    "\"'; DROP TABLE users; --\"",
                    "\"2027-02-30T25:61:00Z\"",
                    "\"+999999999-12-31T23:59:59Z\"",
                    "\"-0001-01-01T00:00:00Z\"",
                    "\"2027-03-01T09:00:00+01:00\"",
                    "\"PT99999999999999999H\"",
                    "\"-PT1H\"",
                    "\"P1Y\"",
                    "\"http://[::1\"",
                    "\"javascript:alert(1)\"",
                    "\"not-an-id\"",
                    "\"0\"",
                    "\"1-1-1-1-1\"",
                    "\"00000000-0000-0000-0000-000000000000\"",
                    "\"DRAFT\"",
                    "\"active\"",
                    "[]",
                    "[null]",
                    "[[[[[[[[[[]]]]]]]]]]",
                    "{}",
                    "{\"a\":{\"b\":{}}}",
                    "{\"id\":\"x\"}");

    private static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "{",
                    "}",
                    "[]",
                    "null",
                    "1",
                    "\"x\"",
                    "{}",
                    "{}{}",
                    "{} x",
                    "{\"a\":1,\"a\":2}",
                    "{'a':1}",
                    "{\"a\":NaN}",
                    "{\"a\":01}",
                    "{\"__proto__\":{\"admin\":true}}",
                    "{\"\":\"\"}",
                    "\ufeff{}",
                    "[".repeat(2_000),
                    "{\"a\":".repeat(1_500),
                    "{\"a\":\"" + "x".repeat(70_000) + "\"}",
                    "{\"a\":" + "9".repeat(2_000) + "}");

    private static final List<String> VALUES =
            List.of(
                    "",
                    "%20",
                    "%00",
                    "%0d%0a",
                    "%ff",
                    "%ed%a0%80",
                    "%F0%9F%A7%B6",
                    "%27%20OR%201=1",
                    "%25",
                    "null",
                    "0",
                    "-1",
                    "101",
                    "1e2",
                    "99999999999999999999",
                    "2027-13-01T00:00:00Z",
                    "2027-03-01",
                    "+1000000000-01-01T00:00:00Z",
                    "a,b,,c",
                    ",",
                    "ACTIVE",
                    "DRAFT,DRAFT",
                    "me",
                    "relevance",
                    "x".repeat(300),
                    "x".repeat(1_000));

    private static final List<Header> HEADERS =
            List.of(
                    new Header("If-Match", "\".\""),
                    new Header("If-Match", "\"\""),
                    new Header("If-Match", "W/\"1\""),
                    new Header("If-Match", "1"),
                    new Header("If-Match", "\"99999999999999999999999\""),
                    new Header("If-Match", ", ,*"),
                    new Header("If-None-Match", "*"),
                    new Header("If-None-Match", "\""),
                    new Header("If-None-Match", "W/\"1\", \"2"),
                    new Header("If-Modified-Since", "yesterday"),
                    new Header("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
                    new Header("Idempotency-Key", ""),
                    new Header("Idempotency-Key", "a b"),
                    new Header("Idempotency-Key", "k".repeat(256)),
                    new Header("Idempotency-Key", "k".repeat(255)),
                    new Header("Accept", "image/png"),
                    new Header("Accept", "text/html, */*;q=0.1"),
                    new Header("Accept", "nonsense"),
                    new Header("Accept", "application/json;q=7"),
                    new Header("Accept", "text/csv"),
                    new Header("Accept-Encoding", "gzip;q=0, br;q=x"),
                    new Header("Accept-Charset", "utf-7"),
                    new Header("Accept-Language", "x".repeat(500)),
                    new Header("Content-Type", "text/plain"),
                    new Header("Content-Type", "application/json;charset=utf-16"),
                    new Header("Content-Type", "application/json;charset=none"),
                    new Header("Content-Type", "nonsense"),
                    new Header("Content-Type", "multipart/form-data"),
                    new Header("Content-Type", "application/x-www-form-urlencoded"),
                    new Header("Content-Encoding", "gzip"),
                    new Header("Range", "bytes=0-1"),
                    new Header("Range", "x"),
                    new Header("Last-Event-ID", "-1"),
                    new Header("Last-Event-ID", "x".repeat(1_000)),
                    new Header("Authorization", "Bearer"),
                    new Header("Authorization", "Bearer a.b.c"),
                    new Header("Authorization", "Basic eDp5"),
                    new Header("Origin", "https://evil.example"),
                    new Header("Cookie", "a=b; SESSION=x"),
                    new Header("X-Forwarded-For", "::1"),
                    new Header("X-Forwarded-Prefix", "/admin"),
                    new Header("traceparent", "00-nonsense"),
                    new Header("Calendar-Secret", "x"));

    private static final List<String> SEGMENTS =
            List.of(
                    "no-id",
                    "me",
                    "0",
                    "%20",
                    "%2e%2e",
                    "%2F",
                    "%00",
                    "a%0d%0ab",
                    "%ff",
                    "~",
                    "null",
                    "1-1-1-1-1",
                    "00000000-0000-0000-0000-000000000000",
                    "0197A000-0000-7000-8000-000000000000",
                    "x".repeat(1_000));

    private final Random random;

    Twister(Random random) {
        this.random = random;
    }

    /** The same request with something wrong in it; or, by chance, with nothing. */
    Shot twisted(Shot shot) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> shot.body() == null ? query(shot) : member(shot);
            case 3 -> shot.body() == null ? header(shot) : text(shot);
            case 4, 5 -> query(shot);
            case 6, 7 -> header(shot);
            case 8 -> variable(shot);
            default -> random.nextBoolean() ? path(shot) : method(shot);
        };
    }

    /** One place of the body is something else, goes, or gets company. */
    private Shot member(Shot shot) {
        JsonNode document = JsonMapper.shared().readTree(shot.body());
        List<JsonNode> within = new ArrayList<>();
        containers(document, within);
        if (within.isEmpty()) {
            return text(shot);
        }
        JsonNode chosen = within.get(random.nextInt(within.size()));
        String marker = "{\"twist\":" + random.nextLong() + "}";
        String what = "body: " + place(chosen, JsonMapper.shared().readTree(marker));
        String literal = pick(LITERALS);
        String body = document.toString().replace(marker, literal);
        return with(shot, body.getBytes(StandardCharsets.UTF_8), what + " " + literal);
    }

    private String place(JsonNode container, JsonNode marker) {
        if (container instanceof ArrayNode array) {
            int copies = random.nextInt(20) == 0 ? 200 : 1;
            for (int copy = 0; copy < copies; copy++) {
                array.add(marker);
            }
            return copies + " more";
        }
        ObjectNode object = (ObjectNode) container;
        List<String> names = new ArrayList<>(object.propertyNames());
        int choice = random.nextInt(6);
        if (names.isEmpty() || choice == 0) {
            String unknown = pick(List.of("id", "version", "status", "unheard", "createdAt", ""));
            object.set(unknown, marker);
            return "with " + unknown;
        }
        String name = pick(names);
        if (choice == 1) {
            object.remove(name);
            return "without " + name;
        }
        object.set(name, marker);
        return name;
    }

    private static void containers(JsonNode node, List<JsonNode> found) {
        if (node.isContainer()) {
            found.add(node);
            node.forEach(inner -> containers(inner, found));
        }
    }

    /** The body is another, or not even text. */
    private Shot text(Shot shot) {
        if (random.nextInt(4) == 0) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes("{\"title\":\"".getBytes(StandardCharsets.UTF_8));
            bytes.write(0x80 + random.nextInt(0x80));
            bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
            return with(shot, bytes.toByteArray(), "body: no UTF-8");
        }
        String body = pick(BODIES);
        return with(shot, body.getBytes(StandardCharsets.UTF_8), "body: another");
    }

    private Shot query(Shot shot) {
        List<String> names = new ArrayList<>(List.of("unheard", "limit", "cursor"));
        for (JsonNode parameter : shot.operation().parameters()) {
            if (parameter.path("in").asString().equals("query")) {
                names.add(parameter.path("name").asString());
                names.add(parameter.path("name").asString());
            }
        }
        StringBuilder target = new StringBuilder(shot.target());
        int parameters = 1 + random.nextInt(3);
        for (int index = 0; index < parameters; index++) {
            target.append(target.indexOf("?") < 0 ? '?' : '&')
                    .append(pick(names))
                    .append(random.nextInt(10) == 0 ? "" : "=" + pick(VALUES));
        }
        return with(shot, shot.method(), target.toString(), shot.headers(), "query");
    }

    private Shot header(Shot shot) {
        List<Header> headers = new ArrayList<>(shot.headers());
        Header odd = pick(HEADERS);
        headers.removeIf(header -> header.name().equalsIgnoreCase(odd.name()));
        if (random.nextInt(8) > 0) {
            headers.add(odd);
        }
        return with(
                shot,
                shot.method(),
                shot.target(),
                headers,
                "header: " + odd.name() + " " + odd.value());
    }

    /** A variable is something that is the id of nothing, or only looks like one. */
    private Shot variable(Shot shot) {
        if (shot.values().isEmpty()) {
            return query(shot);
        }
        String value = pick(List.copyOf(shot.values().values()));
        String target = shot.target().replace(Marksman.encoded(value), pick(SEGMENTS));
        return with(shot, shot.method(), target, shot.headers(), "path: variable");
    }

    private Shot path(Shot shot) {
        String target =
                switch (random.nextInt(6)) {
                    case 0 -> shot.target().replaceFirst("(\\?|$)", "/$1");
                    case 1 -> shot.target().replaceFirst("/v1/", "/v1//");
                    case 2 -> shot.target().replaceFirst("/v1/", "/v1/%2e%2e/v1/");
                    case 3 -> shot.target().replaceFirst("(\\?|$)", ";a=b$1");
                    case 4 -> shot.target().replaceFirst("/v1/", "/v1/" + pick(SEGMENTS) + "/");
                    default -> shot.target().replaceFirst("(\\?|$)", "/" + pick(SEGMENTS) + "$1");
                };
        return with(shot, shot.method(), target, shot.headers(), "path");
    }

    private Shot method(Shot shot) {
        String method = pick(List.of("PATCH", "PUT", "POST", "DELETE", "GET", "BREW"));
        return with(shot, method, shot.target(), shot.headers(), "method");
    }

    private static Shot with(
            Shot shot, String method, String target, List<Header> headers, String twist) {
        return new Shot(
                shot.operation(),
                method,
                shot.values(),
                target,
                headers,
                shot.body(),
                shot.caller(),
                twist);
    }

    private static Shot with(Shot shot, byte[] body, String twist) {
        return new Shot(
                shot.operation(),
                shot.method(),
                shot.values(),
                shot.target(),
                shot.headers(),
                body,
                shot.caller(),
                twist);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
