package dev.atelier.user.profile;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.user.Database;
import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;

import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests that meet: whatever the timing, the outcome is that of some order of theirs. */
@UserServiceTest
class ProfileRaceTest {

    private static final int TIMES = 20;
    private static final int CROWD = 8;

    @LocalServerPort int port;

    @RepeatedTest(TIMES)
    void registersPersonOnce() {
        Person ada = Person.newcomer(port);

        List<Integer> statuses =
                statuses(crowd(index -> ada.saving(ada.profile("displayName", "Ada " + index))));

        // Whoever comes later finds the profile and has not said which version they have seen.
        assertThat(statuses).containsOnly(201, 428).containsOnlyOnce(201);
        assertThatAnswer(ada.me()).hasTag("\"1\"");
    }

    @RepeatedTest(TIMES)
    void letsOneChangeOfVersionWin() {
        Person ada = Person.newcomer(port);
        ada.register();

        List<Integer> statuses =
                statuses(
                        crowd(
                                index ->
                                        ada.saving(
                                                ada.profile("displayName", "Ada " + index),
                                                "\"1\"")));

        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThatAnswer(ada.me()).hasTag("\"2\"");
    }

    @RepeatedTest(TIMES)
    void givesAddressToOnePerson() {
        String email = Person.newcomer(port).email();

        List<Integer> statuses = statuses(crowd(_ -> newcomerWants(email)));

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @RepeatedTest(TIMES)
    void givesReleasedAddressToOnePersonAtMost() {
        Person ada = Person.newcomer(port);
        ada.register();

        List<Integer> statuses =
                statuses(
                        Flux.merge(
                                ada.saving(ada.profile("email", "new." + ada.email()), "\"1\""),
                                crowd(_ -> newcomerWants(ada.email()))));

        assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 201, 409);
        assertThat(Collections.frequency(statuses, 201)).isLessThan(2);
    }

    /**
     * Each wants what the other has: without locks on the addresses the two deadlock on the unique
     * index when they meet closely, as they do when both have waited for the same third.
     */
    @RepeatedTest(TIMES)
    void refusesTwoPeopleWhoSwapTheirAddresses() throws SQLException {
        Person ada = Person.newcomer(port);
        Person eve = Person.newcomer(port);
        ada.register();
        eve.register();

        CompletableFuture<List<Integer>> statuses;
        try (Connection third = Database.connect()) {
            third.setAutoCommit(false);
            third.createStatement()
                    .execute(
                            "SELECT FROM users WHERE id IN ('%s', '%s') FOR UPDATE"
                                    .formatted(ada.id(), eve.id()));
            statuses =
                    CompletableFuture.supplyAsync(
                            () ->
                                    statuses(
                                            Flux.merge(
                                                    wants(ada, eve.email()),
                                                    wants(eve, ada.email()))));
            Database.awaitWaiting(2);
            third.commit();
        }

        assertThat(statuses.join()).containsExactly(409, 409);
    }

    private Mono<ResponseEntity<JsonNode>> newcomerWants(String email) {
        Person someone = Person.newcomer(port);
        return someone.saving(someone.profile("email", email));
    }

    private static Mono<ResponseEntity<JsonNode>> wants(Person person, String email) {
        return person.saving(person.profile("email", email), "\"1\"");
    }

    private static Flux<ResponseEntity<JsonNode>> crowd(
            IntFunction<Mono<ResponseEntity<JsonNode>>> request) {
        return Flux.merge(IntStream.range(0, CROWD).mapToObj(request).toList());
    }

    private static List<Integer> statuses(Flux<ResponseEntity<JsonNode>> answers) {
        return answers.map(answer -> answer.getStatusCode().value()).sort().collectList().block();
    }
}
