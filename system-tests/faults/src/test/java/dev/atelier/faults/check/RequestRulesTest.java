package dev.atelier.faults.check;

import static dev.atelier.faults.check.FakeLog.id;
import static dev.atelier.faults.check.FakeLog.participant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.traffic.Answer;
import dev.atelier.faults.traffic.Attempt;
import dev.atelier.faults.traffic.Exchange;
import dev.atelier.faults.traffic.Kind;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

class RequestRulesTest {

    private static final Instant BEFORE_ALL = Instant.parse("2027-03-01T11:00:00Z");
    private static final Instant AFTER_ALL = Instant.parse("2027-03-01T13:00:00Z");
    private static final UUID ADA = participant("ada", "weaving");

    private final FakeLog log =
            new FakeLog().workshop("weaving", 0, 1).change("ada ENROLLED in weaving");

    @Test
    void seesAcknowledgedSignUpThatIsLost() {
        log.answered(signUp(null, done(201, ADA)));
        assertThat(RequestRules.acknowledgedExistsOnce(log.evidence())).isEmpty();

        log.without("ada", "weaving");
        assertThat(RequestRules.acknowledgedExistsOnce(log.evidence())).hasSize(1);
    }

    @Test
    void seesSignUpThatWasNewTwice() {
        log.answered(signUp(null, done(201, ADA))).answered(signUp(null, done(201, ADA)));

        assertThat(RequestRules.acknowledgedExistsOnce(log.evidence())).hasSize(1);
    }

    @Test
    void seesKeyThatMeansAnother() {
        log.answered(signUp("one", done(201, ADA))).key("ada", "one", "somebody else");

        assertThat(RequestRules.sameKeySameAnswer(log.evidence())).hasSize(1);
    }

    @Test
    void seesTwoAnswersToOneKey() {
        log.answered(signUp("one", done(201, ADA)))
                .answered(signUp("one", done(201, id("another"))))
                .key("ada", "one", "ada in weaving");

        assertThat(RequestRules.sameKeySameAnswer(log.evidence())).hasSize(1);
    }

    @Test
    void seesParticipantWhomNobodyAskedFor() {
        assertThat(RequestRules.nothingUnasked(log.evidence())).hasSize(1);
    }

    @Test
    void signUpWithUnknownEndExplainsOneParticipant() {
        log.answered(signUp(null, nothing()));
        assertThat(RequestRules.nothingUnasked(log.evidence())).isEmpty();
        assertThat(RequestRules.doneAfterAll(log.evidence())).isEqualTo(1);

        log.change("alan ENROLLED in weaving");
        assertThat(RequestRules.nothingUnasked(log.evidence())).hasSize(1);
    }

    @Test
    void refusedSignUpExplainsNobody() {
        log.answered(signUp(null, problem(409, "schedule-conflict")));

        assertThat(RequestRules.nothingUnasked(log.evidence())).hasSize(1);
    }

    @Test
    void seesCancellationThatWasAcknowledgedAndNotDone() {
        log.answered(cancellation(done(204, null)));
        assertThat(RequestRules.acknowledgedChangesLast(log.evidence())).hasSize(1);

        log.change("ada CANCELLED in weaving");
        assertThat(RequestRules.acknowledgedChangesLast(log.evidence())).isEmpty();
    }

    @Test
    void seesCancellationByNobody() {
        log.answered(signUp(null, done(201, ADA))).change("ada CANCELLED in weaving");
        assertThat(RequestRules.nothingUnasked(log.evidence())).hasSize(1);

        log.answered(cancellation(nothing()));
        assertThat(RequestRules.nothingUnasked(log.evidence())).isEmpty();
    }

    @Test
    void seesErrorsOfOursAndRefusalsThatTheContractHasNot() {
        log.answered(signUp(null, problem(500, "internal-error")))
                .answered(signUp(null, problem(409, "offer-expired")))
                .answered(signUp(null, problem(409, "schedule-conflict")))
                .answered(signUp(null, problem(503, "service-unavailable")))
                .answered(signUp(null, nothing()));

        assertThat(RequestRules.answersAsPromised(log.evidence())).hasSize(2);
    }

    private static Exchange signUp(String key, Answer answer) {
        return exchange(new Attempt.SignUp(id("ada"), id("weaving"), key), answer);
    }

    private static Exchange cancellation(Answer answer) {
        return exchange(new Attempt.Change(Kind.CANCEL, id("ada"), id("weaving"), ADA), answer);
    }

    private static Exchange exchange(Attempt attempt, Answer answer) {
        return new Exchange(1, attempt, BEFORE_ALL, AFTER_ALL, answer);
    }

    private static Answer done(int status, UUID id) {
        return answer(status, id == null ? Map.of() : Map.of("id", id));
    }

    private static Answer problem(int status, String slug) {
        return answer(status, Map.of("type", "https://atelier.dev/problems/" + slug));
    }

    private static Answer nothing() {
        return answer(0, Map.of());
    }

    private static Answer answer(int status, Map<String, ?> body) {
        return new Answer(status, JsonMapper.shared().valueToTree(body), "");
    }
}
