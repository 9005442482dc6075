package dev.atelier.user.profile;

import static dev.atelier.user.AnswerAssert.assertThatAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.user.Person;
import dev.atelier.user.UserServiceTest;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Requests that meet: whatever the timing, the outcome is that of some order of theirs. */
@UserServiceTest
class ProfileRaceTest {

    private static final int TIMES = 40;
    private static final int CROWD = 8;

    @LocalServerPort int port;

    @RepeatedTest(TIMES)
    void registersPersonOnce() {
        Person ada = Person.newcomer(port);

        var statuses = statuses(crowd(index -> ada.saving(ada.profile("displayName", "Ada " + index))));

        // Whoever comes later finds the profile and has not said which version they have seen.
        assertThat(statuses).containsOnly(201, 428).containsOnlyOnce(201);
        assertThatAnswer(ada.me()).hasTag("\"1\"");
    }

    @RepeatedTest(TIMES)
    void letsOneChangeOfVersionWin() {
        Person ada = Person.newcomer(port);
        ada.register();

        var statuses =
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

        var statuses =
                statuses(
                        crowd(
                                _ -> {
                                    Person someone = Person.newcomer(port);
                                    return someone.saving(someone.profile("email", email));
                                }));

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    /** Each wants what the other has: without locks the two would deadlock on the unique index. */
    @RepeatedTest(TIMES)
    void refusesTwoPeopleWhoSwapTheirAddresses() {
        Person ada = Person.newcomer(port);
        Person eve = Person.newcomer(port);
        ada.register();
        eve.register();

        List<Integer> statuses =
                statuses(
                        Flux.merge(
                                ada.saving(ada.profile("email", eve.email()), "\"1\""),
                                eve.saving(eve.profile("email", ada.email()), "\"1\"")));

        assertThat(statuses).containsExactly(409, 409);
    }

    @RepeatedTest(TIMES)
    void givesReleasedAddressToOneOfThoseWhoWait() {
        Person ada = Person.newcomer(port);
        ada.register();
        Map<String, Object> released = ada.profile("email", "new." + ada.email());

        List<Integer> statuses =
                statuses(
                        Flux.merge(
                                ada.saving(released, "\"1\""),
                                crowd(
                                        _ -> {
                                            Person someone = Person.newcomer(port);
                                            return someone.saving(
                                                    someone.profile("email", ada.email()));
                                        })));

        assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 201, 409);
        assertThat(statuses.stream().filter(status -> status == 201).count()).isLessThan(2);
    }

    private static Flux<ResponseEntity<JsonNode>> crowd(
            IntFunction<Mono<ResponseEntity<JsonNode>>> request) {
        return Flux.merge(IntStream.range(0, CROWD).mapToObj(request).toList());
    }

    private static List<Integer> statuses(Flux<ResponseEntity<JsonNode>> answers) {
        return answers.map(answer -> answer.getStatusCode().value()).sort().collectList().block();
    }
}
