package dev.atelier.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The management ports of all services in one, which answer what they are told to. */
public final class FakeServices implements AutoCloseable {

    /**
     * Method, path and body of each request that needs a token, of those that had the right one.
     */
    final List<String> commands = new CopyOnWriteArrayList<>();

    /** Method and path of each request that needs none. */
    final List<String> reads = new CopyOnWriteArrayList<>();

    private static final String TOKEN = "operator's token";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    public FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What a request is answered with, from now on. */
    FakeServices answer(String methodAndPath, String json) {
        answers.put(methodAndPath, json);
        return this;
    }

    /** Where all services are, and a queue server is. */
    public Addresses addresses(URI queues) {
        URI here = URI.create("http://localhost:" + server.getAddress().getPort());
        Map<String, URI> management =
                Topology.ATELIER.services().stream()
                        .collect(
                                Collectors.toMap(
                                        Deployable::name,
                                        service -> here.resolve("/" + service.name())));
        return new Addresses(management, queues, () -> TOKEN);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean reads = exchange.getRequestMethod().equals("GET");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        if (!reads && !("Bearer " + TOKEN).equals(token)) {
            reply(exchange, 401, "{\"title\": \"A token is needed\"}");
        } else {
            if (reads) {
                this.reads.add(request);
            } else {
                commands.add((request + " " + body).strip());
            }
            String answer = answers.get(request);
            reply(exchange, answer == null ? 404 : 200, answer == null ? problem() : answer);
        }
    }

    private static String problem() {
        return """
        {"title": "There is no such subscription", "detail": "None is called so.",
         "nextStep": "Look which there are."}
        """;
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
