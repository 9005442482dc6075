package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerResponse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A release replaces the gateway while people use it. */
class ShutdownTest {

    private static final int IN_FLIGHT = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void losesNoRequestInFlight() {
        try (RunningGateway gateway = RunningGateway.with()) {
            Sinks.One<String> late = Sinks.one();
            List<CompletableFuture<String>> answers = inFlight(gateway, late);

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(gateway::stop);
            await().atMost(PATIENCE).until(() -> !takesConnections(gateway.port()));
            assertThat(stopping).isNotDone();
            late.tryEmitValue("done");

            for (CompletableFuture<String> answer : answers) {
                assertThat(answer).succeedsWithin(PATIENCE).isEqualTo("done");
            }
            assertThat(stopping).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void wouldLoseThemAllWithoutGrace() {
        try (RunningGateway gateway = RunningGateway.with("server.shutdown=immediate")) {
            List<CompletableFuture<String>> answers = inFlight(gateway, Sinks.one());

            gateway.stop();

            for (CompletableFuture<String> answer : answers) {
                assertThat(answer).failsWithin(PATIENCE);
            }
        }
    }

    /** The services have got them, and answer when they are told what. */
    private static List<CompletableFuture<String>> inFlight(
            RunningGateway gateway, Sinks.One<String> late) {
        gateway.users.answers((_, response) -> late.asMono().flatMap(text -> send(response, text)));
        List<CompletableFuture<String>> answers =
                IntStream.range(0, IN_FLIGHT).mapToObj(_ -> me(gateway)).toList();
        await().atMost(PATIENCE).until(() -> gateway.users.asked().size() == IN_FLIGHT);
        return answers;
    }

    private static Mono<Void> send(HttpServerResponse response, String text) {
        return response.sendString(Mono.just(text)).then();
    }

    private static CompletableFuture<String> me(RunningGateway gateway) {
        return WebClient.create("http://localhost:" + gateway.port())
                .get()
                .uri("/api/v1/users/me")
                .headers(headers -> headers.setBearerAuth(RunningGateway.newToken()))
                .retrieve()
                .bodyToMono(String.class)
                .toFuture();
    }

    private static boolean takesConnections(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
