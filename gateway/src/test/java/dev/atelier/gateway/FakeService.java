package dev.atelier.gateway;

import io.netty.handler.codec.http.HttpHeaders;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service as the gateway sees it: it remembers what it was asked and answers as it is told. */
final class FakeService {

    /** The header in which an answer says who gave it. */
    static final String ANSWERED_BY = "Answered-By";

    private final String name;
    private final DisposableServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Answer answer = FakeService::echo;

    FakeService(String name) {
        this.name = name;
        this.server = HttpServer.create().host("localhost").port(0).handle(this::handle).bindNow();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.port());
    }

    /** Forgets what was asked and answers with what it is sent again. */
    void reset() {
        asked.clear();
        answer = FakeService::echo;
    }

    void answers(Answer answer) {
        this.answer = answer;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    void stop() {
        server.disposeNow();
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        asked.add(
                new Asked(request.method().name(), request.uri(), request.requestHeaders().copy()));
        response.header(ANSWERED_BY, name);
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .flatMap(body -> answer.to(body, response));
    }

    private static Mono<Void> echo(String body, HttpServerResponse response) {
        return response.sendString(Mono.just(body)).then();
    }

    /** A request as it arrived. */
    record Asked(String method, String uri, HttpHeaders headers) {}

    /** What a service does with a request whose body it has read. */
    @FunctionalInterface
    interface Answer {
        Mono<Void> to(String body, HttpServerResponse response);
    }
}
