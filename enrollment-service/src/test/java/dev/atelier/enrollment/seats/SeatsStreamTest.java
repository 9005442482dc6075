package dev.atelier.enrollment.seats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.enrollment.Scene;
import dev.atelier.enrollment.deciding.SeatCounts;
import dev.atelier.enrollment.deciding.SeatsDocument;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** Seats as a stream over HTTP, from real rows. */
@EnrollmentServiceTest
class SeatsStreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final Instant START = Instant.now().plus(Duration.ofDays(30));

    @LocalServerPort int port;
    @Autowired DatabaseClient database;
    @Autowired SeatCounts counts;

    private Scene scene;
    private UUID workshop;

    @BeforeEach
    void publish() {
        scene = new Scene(port, database);
        workshop = scene.workshop("Raku firing", START, 2);
    }

    @Test
    void tellsStateAtOnceAndThenEveryChange() {
        JsonNode seats =
                scene.get(UUID.randomUUID(), "/api/v1/workshops/" + workshop + "/seats", 200);

        StepVerifier.create(events(null, token()))
                .assertNext(
                        event -> {
                            assertThat(event.id()).isEqualTo("0");
                            assertThat(event.event()).isNull();
                            assertThat(event.data()).isEqualTo(seats);
                        })
                .then(() -> scene.signUp(workshop, scene.user()))
                .assertNext(
                        event -> {
                            assertThat(event.id()).isEqualTo("1");
                            assertThat(event.data().get("enrolled").asInt()).isEqualTo(1);
                            assertThat(event.data().get("free").asInt()).isEqualTo(1);
                        })
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void tellsWhoComesBackNothingUntilSomethingHasChanged() {
        scene.signUp(workshop, scene.user());

        StepVerifier.create(events("1", token()))
                .assertNext(event -> assertThat(event.comment()).isEqualTo("nothing new"))
                .then(() -> scene.signUp(workshop, scene.user()))
                .assertNext(event -> assertThat(event.id()).isEqualTo("2"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "nonsense"})
    void tellsWhoHasMissedSomethingTheStateAtOnce(String lastEventId) {
        scene.signUp(workshop, scene.user());

        StepVerifier.create(events(lastEventId, token()))
                .assertNext(event -> assertThat(event.id()).isEqualTo("1"))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void endsWhenTokenDoes() {
        Instant end = Instant.now().plusSeconds(2);
        String token = ISSUER.token(claims -> claims.expirationTime(Date.from(end)));

        StepVerifier.create(events(null, token))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void needsNoChannelBetweenInstances() {
        var properties = new StreamProperties(Duration.ofMillis(20), Duration.ofSeconds(15), 10);
        var another = new LiveSeats(counts::of, properties);

        StepVerifier.create(another.following(new WorkshopId(workshop)).map(SeatsDocument::version))
                .expectNext(0L)
                .then(() -> scene.signUp(workshop, scene.user()))
                .expectNext(1L)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void answersUnknownWorkshopWithProblem() {
        JsonNode problem =
                client(token())
                        .get()
                        .uri("/api/v1/workshops/{id}/seats", UUID.randomUUID())
                        .header("Accept", "text/event-stream")
                        .exchangeToMono(response -> response.bodyToMono(JsonNode.class))
                        .block();

        assertThat(Scene.slug(problem)).isEqualTo("workshop-not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json                    | application/json
                    */*                                 | application/json
                    application/json, text/event-stream | application/json
                    text/event-stream;q=0.5, */*        | application/json
                    text/*                              | text/event-stream
                    text/event-stream                   | text/event-stream
                    text/html                           | application/problem+json
                    """)
    void answersInTheFormThatIsAskedFor(String accept, String answered) {
        String type =
                client(token())
                        .get()
                        .uri("/api/v1/workshops/{id}/seats", workshop)
                        .header("Accept", accept)
                        .exchangeToFlux(
                                response ->
                                        Flux.just(
                                                response.headers()
                                                        .contentType()
                                                        .orElseThrow()
                                                        .toString()))
                        .blockFirst(PATIENCE);

        assertThat(type).startsWith(answered);
    }

    private Flux<ServerSentEvent<JsonNode>> events(String lastEventId, String token) {
        return client(token)
                .get()
                .uri("/api/v1/workshops/{id}/seats", workshop)
                .header("Accept", "text/event-stream")
                .headers(
                        headers ->
                                headers.setAll(
                                        lastEventId == null
                                                ? Map.of()
                                                : Map.of("Last-Event-ID", lastEventId)))
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<>() {});
    }

    private WebClient client(String token) {
        return WebClient.builder()
                .baseUrl("http://localhost:" + port)
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    private static String token() {
        return ISSUER.token(UUID.randomUUID());
    }
}
