package dev.atelier.enrollment.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.testing.TestIssuer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Many who sign up at the same time. */
@EnrollmentServiceTest
class CrowdTest {

    @Autowired EnrollmentApi api;
    @LocalServerPort int port;

    @Test
    void neverGetsMoreSeatsThanThereAre() {
        UUID workshop = api.tell(Event.published(7)).id();
        List<UUID> users = Stream.generate(api::user).limit(60).toList();

        List<String> outcomes =
                Flux.fromIterable(users)
                        .flatMap(user -> signUp(workshop, user), users.size())
                        .collectList()
                        .block();

        assertThat(outcomes).filteredOn("ENROLLED"::equals).hasSize(7);
        assertThat(outcomes).filteredOn("WAITLISTED"::equals).hasSize(53);
        assertThat(api.seats(workshop)).isEqualTo("capacity 7, enrolled 7, waitlisted 53, free 0");
    }

    @Test
    void getsOneSeatOnlyAtOneTime() {
        List<UUID> workshops =
                List.of(api.tell(Event.published(50)).id(), api.tell(Event.published(50)).id());
        for (int round = 0; round < 10; round++) {
            UUID user = api.user();

            List<String> outcomes =
                    Flux.fromIterable(workshops)
                            .flatMap(workshop -> signUp(workshop, user))
                            .collectList()
                            .block();

            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            "ENROLLED", "https://atelier.dev/problems/schedule-conflict");
        }
    }

    private Mono<String> signUp(UUID workshop, UUID user) {
        return WebClient.create("http://localhost:" + port)
                .post()
                .uri(EnrollmentApi.path(workshop))
                .headers(headers -> headers.setBearerAuth(TestIssuer.shared().token(user)))
                .exchangeToMono(response -> response.bodyToMono(JsonNode.class))
                .map(answer -> answer.get(answer.has("type") ? "type" : "status").asString());
    }
}
