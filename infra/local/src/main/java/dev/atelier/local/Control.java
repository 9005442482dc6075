package dev.atelier.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets {@code ./atelier} reach into the running supervisor.
 *
 * <pre>
 * GET  /status
 * POST /components/{name}/start | stop | restart | kill
 * </pre>
 */
final class Control implements AutoCloseable {

    static final String NAME = "control";

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;

    private final Platform platform;
    private final Map<String, Consumer<String>> actions;
    private final HttpServer server;
    private final byte[] authorization;

    private Control(Platform platform, HttpServer server, String secret) {
        this.platform = platform;
        this.actions =
                Map.of(
                        "start", platform::start,
                        "stop", platform::stop,
                        "restart", platform::restart,
                        "kill", platform::kill);
        this.server = server;
        this.authorization = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    /** Listens on loopback; only who can read the secret's file is answered. */
    static Control open(Platform platform, int port) throws IOException {
        String secret = Passwords.random();
        Home.writeSecret(platform.home().run("control.token"), secret);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Control control = new Control(platform, server, secret);
        server.createContext("/", control::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return control;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = permitted(exchange) ? answerTo(exchange) : new Answer(FORBIDDEN, "no");
        byte[] body = (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private boolean permitted(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
    }

    private Answer answerTo(HttpExchange exchange) {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String[] segments = request.split("/");
        if (request.equals("GET /status")) {
            return new Answer(OK, status());
        }
        if (request.startsWith("POST /components/") && segments.length == 4) {
            return act(segments[2], segments[3]);
        }
        return new Answer(NOT_FOUND, "no such thing as " + request);
    }

    private Answer act(String component, String action) {
        if (!platform.components().contains(component)) {
            return new Answer(
                    NOT_FOUND,
                    "there is no %s; there are %s"
                            .formatted(component, String.join(", ", platform.components())));
        }
        Consumer<String> consumer = actions.get(action);
        if (consumer == null) {
            return new Answer(NOT_FOUND, "there is no action " + action);
        }
        try {
            consumer.accept(component);
            return new Answer(OK, Lines.describe(platform.lineup().component(component)));
        } catch (StartFailed _) {
            return new Answer(FAILED, Lines.describe(platform.lineup().component(component)));
        }
    }

    private String status() {
        return platform.lineup().components().stream()
                .map(Lines::describe)
                .collect(Collectors.joining("\n"));
    }

    private record Answer(int status, String text) {}
}
