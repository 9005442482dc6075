package dev.atelier.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of the platform as the demo asks for, in memory: what a client sees of it. */
class FakePlatform implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 3;

    final Map<String, ObjectNode> users = new LinkedHashMap<>();
    final Map<String, ObjectNode> workshops = new LinkedHashMap<>();
    final Map<String, List<ObjectNode>> participants = new LinkedHashMap<>();
    private final Set<String> knownEverywhere = new HashSet<>();
    private final HttpServer server;

    /** A path that answers with an unexpected error; none matches the empty one. */
    String brokenPath = "";

    FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Reply(int status, JsonNode body) {}

    private void handle(HttpExchange exchange) throws IOException {
        Reply reply;
        try {
            reply = answer(exchange);
        } catch (RuntimeException exception) {
            reply = problem(500, exception.toString());
        }
        byte[] body = reply.status == 204 ? new byte[0] : JSON.writeValueAsBytes(reply.body);
        if (reply.body.has("version")) {
            exchange.getResponseHeaders()
                    .set("ETag", "\"" + reply.body.path("version").asString() + "\"");
        }
        exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/api/v1", "");
        if (path.equals(brokenPath)) {
            return problem(500, "internal-error");
        }
        String caller = caller(exchange);
        String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        JsonNode body = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        Matcher parts =
                Pattern.compile("/(\\w+)(?:/([\\w-]+)(?:/(\\w+)(?:/([\\w-]+))?)?)?").matcher(path);
        if (!parts.matches()) {
            return problem(404, "not-found");
        }
        String id = parts.group(2);
        String call = exchange.getRequestMethod() + " " + parts.group(1);
        if (parts.group(3) != null) {
            call += "/" + parts.group(3);
        }
        return switch (call) {
            case "GET users" -> user(id.equals("me") ? caller : id);
            case "PUT users" ->
                    register(
                            caller,
                            (ObjectNode) body,
                            exchange.getRequestHeaders().getFirst("If-Match"));
            case "POST workshops" -> create(caller, (ObjectNode) body);
            case "GET workshops" ->
                    id == null ? list(caller, query) : new Reply(200, workshops.get(id));
            case "POST workshops/publish" ->
                    new Reply(200, workshops.get(id).put("status", "PUBLISHED"));
            case "GET workshops/seats" -> new Reply(200, seats(id));
            case "POST workshops/participants" -> signUp(caller, id, body);
            case "GET workshops/participants" ->
                    parts.group(4) == null
                            ? page(new ArrayList<>(participants.get(id)), query)
                            : new Reply(200, placed(id, parts.group(4)));
            case "DELETE workshops/participants" -> cancel(id, parts.group(4));
            default -> problem(405, "method-not-allowed");
        };
    }

    private static String caller(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("Authorization").split(" ")[1];
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JSON.readTree(claims).path("sub").asString();
    }

    private Reply user(String id) {
        return users.containsKey(id)
                ? new Reply(200, users.get(id))
                : problem(404, "user-not-registered");
    }

    private Reply register(String id, ObjectNode profile, String ifMatch) {
        ObjectNode known = users.get(id);
        if (known == null) {
            users.put(id, profile.put("id", id).put("version", 1));
            return new Reply(201, profile);
        }
        if (ifMatch == null) {
            return problem(428, "precondition-required");
        }
        if (!ifMatch.equals("\"" + known.path("version").asString() + "\"")) {
            return problem(412, "precondition-failed");
        }
        profile.put("id", id).put("version", known.path("version").asInt() + 1);
        users.put(id, profile);
        return new Reply(200, profile);
    }

    private Reply create(String caller, ObjectNode workshop) {
        if (knownEverywhere.add(caller)) {
            return problem(409, "user-not-registered");
        }
        String id = UUID.randomUUID().toString();
        workshop.put("id", id).put("status", "DRAFT").put("by", caller).put("version", 1);
        workshop.path("requirements")
                .forEach(each -> ((ObjectNode) each).put("id", UUID.randomUUID().toString()));
        workshops.put(id, workshop);
        participants.put(id, new ArrayList<>());
        return new Reply(201, workshop);
    }

    private Reply list(String caller, String query) {
        boolean own = query.contains("organizer=me");
        return page(
                workshops.values().stream()
                        .filter(
                                workshop ->
                                        own
                                                ? workshop.path("by").asString().equals(caller)
                                                : isPublished(workshop))
                        .toList(),
                query);
    }

    private static boolean isPublished(JsonNode workshop) {
        return workshop.path("status").asString().equals("PUBLISHED");
    }

    private static Reply page(List<ObjectNode> items, String query) {
        Matcher cursor = Pattern.compile("cursor=(\\d+)").matcher(query);
        int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
        int to = Math.min(from + PAGE, items.size());
        ObjectNode page = JSON.createObjectNode();
        page.putArray("items").addAll(items.subList(from, to));
        if (to < items.size()) {
            page.put("next", String.valueOf(to));
        } else {
            page.putNull("next");
        }
        return new Reply(200, page);
    }

    private Reply signUp(String caller, String id, JsonNode body) {
        ObjectNode workshop = workshops.get(id);
        ArrayNode missing = JSON.createArrayNode();
        for (JsonNode requirement : workshop.path("requirements")) {
            boolean acknowledged = false;
            for (JsonNode each : body.path("acknowledgedRequirements")) {
                acknowledged |= each.equals(requirement.path("id"));
            }
            if (!acknowledged && requirement.path("audience").asString().equals("PARTICIPANT")) {
                missing.add(
                        ((ObjectNode) requirement.deepCopy()).put("met", has(caller, requirement)));
            }
        }
        if (!missing.isEmpty()) {
            Reply refusal = problem(422, "requirements-not-acknowledged");
            ((ObjectNode) refusal.body).set("requirements", missing);
            return refusal;
        }
        for (ObjectNode participant : participants.get(id)) {
            if (participant.path("userId").asString().equals(caller)
                    && !participant.path("status").asString().equals("CANCELLED")) {
                return new Reply(200, participant);
            }
        }
        boolean free = seats(id).path("free").asInt() > 0;
        ObjectNode participant = JSON.createObjectNode();
        participant
                .put("id", UUID.randomUUID().toString())
                .put("userId", caller)
                .put("status", free ? "ENROLLED" : "WAITLISTED");
        participants.get(id).add(participant);
        return new Reply(201, placed(id, participant.path("id").asString()));
    }

    private boolean has(String user, JsonNode requirement) {
        for (JsonNode capability : users.get(user).path("capabilities")) {
            if (capability.equals(requirement.path("code"))) {
                return true;
            }
        }
        return false;
    }

    private Reply cancel(String workshop, String participant) {
        placed(workshop, participant).put("status", "CANCELLED");
        for (ObjectNode next : withStatus(workshop, "WAITLISTED").stream().limit(1).toList()) {
            next.put("status", "ENROLLED").remove("waitlistPosition");
        }
        return new Reply(204, JSON.createObjectNode());
    }

    private ObjectNode placed(String workshop, String participant) {
        List<ObjectNode> waiting = withStatus(workshop, "WAITLISTED");
        for (ObjectNode each : waiting) {
            each.put("waitlistPosition", waiting.indexOf(each) + 1);
        }
        return participants.get(workshop).stream()
                .filter(each -> each.path("id").asString().equals(participant))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode seats(String workshop) {
        int capacity = workshops.get(workshop).path("capacity").asInt();
        int enrolled = withStatus(workshop, "ENROLLED").size();
        return JSON.createObjectNode()
                .put("capacity", capacity)
                .put("enrolled", enrolled)
                .put("waitlisted", withStatus(workshop, "WAITLISTED").size())
                .put("free", capacity - enrolled);
    }

    List<ObjectNode> withStatus(String workshop, String status) {
        return participants.get(workshop).stream()
                .filter(each -> each.path("status").asString().equals(status))
                .toList();
    }

    private static Reply problem(int status, String slug) {
        return new Reply(
                status,
                JSON.createObjectNode()
                        .put("type", "https://atelier.dev/problems/" + slug)
                        .put("title", slug)
                        .put("status", status));
    }
}
