package dev.atelier.local.pager;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Takes what Alertmanager sends to PagerDuty, to the heartbeat's switch and on the second way.
 *
 * <pre>
 * POST /v2/enqueue        as PagerDuty's Events API, version 2
 * POST /heartbeat, /second-way
 * GET  /                  what has come, a line each
 * GET  /notifications     the same, as JSON
 * GET  /runbooks/{page}
 * </pre>
 */
public final class Pager implements AutoCloseable {

    public static final String NAME = "pager";

    /** Older ones are forgotten, on a laptop that is left on for weeks. */
    private static final int KEPT = 1000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Path runbooks;
    private final Deque<Notification> notifications = new ArrayDeque<>();
    private volatile boolean refuses;
    private volatile @Nullable Instant lastBeat;

    private Pager(HttpServer server, Path runbooks) {
        this.server = server;
        this.runbooks = runbooks;
    }

    /**
     * Runs it as the process of a container, whose network decides who finds it.
     *
     * @param arguments the port, and the directory with runbooks
     */
    public static void main(String[] arguments) throws IOException {
        open(new InetSocketAddress(Integer.parseInt(arguments[0])), Path.of(arguments[1]));
    }

    /** Listens on loopback. */
    public static Pager open(int port, Path runbooks) throws IOException {
        return open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), runbooks);
    }

    private static Pager open(InetSocketAddress address, Path runbooks) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        Pager pager = new Pager(server, runbooks);
        server.createContext("/", pager::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return pager;
    }

    /** What has come so far, in its order. */
    public List<Notification> notifications() {
        synchronized (notifications) {
            return List.copyOf(notifications);
        }
    }

    /** When the watchdog was last heard of; null when it never was. */
    public @Nullable Instant lastBeat() {
        return lastBeat;
    }

    /** Lets what goes to PagerDuty fail, or no longer. */
    public void refuse(boolean pages) {
        refuses = pages;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Answer answer =
                exchange.getRequestMethod().equals("POST")
                        ? take(path, exchange.getRequestBody())
                        : show(path);
        byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer take(String path, InputStream body) throws IOException {
        return switch (path) {
            case "/v2/enqueue" -> refuses ? Answer.text(500, "refused") : enqueue(body);
            case "/heartbeat" -> beat();
            case "/second-way" -> record("second-way", body);
            default -> Answer.text(404, "no such thing");
        };
    }

    private Answer enqueue(InputStream body) throws IOException {
        try {
            JsonNode event = JSON.readTree(body);
            String way = event.path("routing_key").asString("");
            add(new Notification(Instant.now(), way, event));
            return Answer.json(
                    202,
                    JSON.createObjectNode()
                            .put("status", "success")
                            .put("dedup_key", event.path("dedup_key").asString("")));
        } catch (JacksonException _) {
            return Answer.text(400, "no JSON");
        }
    }

    private Answer record(String way, InputStream body) throws IOException {
        add(new Notification(Instant.now(), way, JSON.readTree(body)));
        return Answer.text(200, "taken");
    }

    private Answer beat() {
        lastBeat = Instant.now();
        return Answer.text(200, "heard");
    }

    private void add(Notification notification) {
        synchronized (notifications) {
            notifications.addLast(notification);
            if (notifications.size() > KEPT) {
                notifications.removeFirst();
            }
        }
    }

    private Answer show(String path) throws IOException {
        if (path.equals("/")) {
            return Answer.text(200, lines());
        }
        if (path.equals("/notifications")) {
            return Answer.json(200, JSON.valueToTree(notifications()));
        }
        Path page = runbooks.resolve(path.substring(path.lastIndexOf('/') + 1));
        return path.startsWith("/runbooks/") && Files.isRegularFile(page)
                ? Answer.text(200, Files.readString(page))
                : Answer.text(404, "no such thing");
    }

    private String lines() {
        String heard = lastBeat == null ? "never" : lastBeat.toString();
        return notifications().stream()
                .map(notification -> notification.line() + "\n")
                .collect(Collectors.joining("", "last heartbeat: " + heard + "\n\n", ""));
    }

    private record Answer(int status, String type, String text) {

        static Answer text(int status, String text) {
            return new Answer(status, "text/plain", text);
        }

        static Answer json(int status, JsonNode content) {
            return new Answer(status, "application/json", content.toString());
        }
    }
}
