package dev.atelier.enrollment.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.known.Requirement;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.signup.Decision.Change;
import dev.atelier.enrollment.signup.Decision.Kind;
import dev.atelier.enrollment.signup.Participant.By;
import dev.atelier.enrollment.signup.SignUp.Outcome;
import dev.atelier.enrollment.signup.SignUpRefusal.Engagement;
import dev.atelier.enrollment.signup.SignUpRefusal.EnrollmentClosed;
import dev.atelier.enrollment.signup.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.signup.SignUpRefusal.Missing;
import dev.atelier.enrollment.signup.SignUpRefusal.RequirementsNotAcknowledged;
import dev.atelier.enrollment.signup.SignUpRefusal.ScheduleConflict;
import dev.atelier.enrollment.signup.SignUpRefusal.WorkshopFull;
import dev.atelier.enrollment.signup.Situation.Candidate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The decisions as the pure functions that they are. */
class DecisionTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
    private static final Instant START = NOW.plus(Duration.ofDays(7));
    private static final WorkshopId WORKSHOP = new WorkshopId(UUID.randomUUID());
    private static final Requirement LAPTOP =
            new Requirement(
                    UUID.randomUUID(),
                    "laptop",
                    "EQUIPMENT",
                    "PARTICIPANT",
                    "Bring one",
                    true,
                    null);
    private static final Requirement HELPFUL =
            new Requirement(
                    UUID.randomUUID(), "java-basics", "SKILL", "PARTICIPANT", "Nice", false, null);
    private static final Requirement FOR_ORGANIZERS =
            new Requirement(
                    UUID.randomUUID(), "first-aid", "CERTIFICATE", "ORGANIZER", "You", true, null);

    private Workshop workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.AUTO);
    private Seats seats = new Seats(2, 2, 0, 0, 0, 4);
    private final List<Candidate> waiting = new ArrayList<>();
    private boolean more;
    private Instant now = NOW;

    @Test
    void givesFreeSeatToNewcomer() {
        Outcome.Joined joined = joined(signUp());

        assertThat(joined.participant().status()).isEqualTo(ParticipantStatus.ENROLLED);
        assertThat(joined.decision().seats()).isEqualTo(new Seats(2, 2, 1, 0, 0, 5));
        assertThat(kinds(joined.decision())).containsExactly(Kind.ENROLLED);
    }

    @Test
    void putsNewcomerOnWaitlistOfFullWorkshop() {
        seats = new Seats(2, 2, 1, 1, 3, 4);

        Outcome.Joined joined = joined(signUp());

        assertThat(joined.participant().status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(joined.decision().seats()).isEqualTo(new Seats(2, 2, 1, 1, 4, 5));
    }

    @Test
    void refusesNewcomerWhenFullWorkshopKeepsNoWaitlist() {
        workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.NONE);
        seats = new Seats(2, 2, 2, 0, 0, 4);

        assertThat(refusal(signUp())).isEqualTo(new WorkshopFull());
    }

    @Test
    void givesFreeSeatToWhoeverWaitsBeforeNewcomer() {
        seats = new Seats(2, 2, 1, 0, 1, 4);
        Participant first = waits(true);

        Outcome.Joined joined = joined(signUp());

        assertThat(joined.participant().status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(changed(joined.decision(), Kind.PROMOTED)).containsExactly(first.id());
        assertThat(joined.decision().seats()).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
    }

    @Test
    void keepsSeatForSomeoneWhoCannotBeDecidedOnYet() {
        seats = new Seats(2, 2, 1, 0, 1, 4);
        waits(false);

        Outcome.Joined joined = joined(signUp());

        assertThat(joined.participant().status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(joined.decision().unfinished()).isTrue();
    }

    @Test
    void keepsSeatsForThoseWhoWaitFurtherBack() {
        seats = new Seats(9, 9, 5, 0, 8, 4);
        waits(true);
        more = true;

        Outcome.Joined joined = joined(signUp());

        assertThat(joined.participant().status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(joined.decision().unfinished()).isTrue();
    }

    @Test
    void changesNothingForWhoIsInAlready() {
        Participant active = participant(ParticipantStatus.WAITLISTED);
        SignUp again =
                new SignUp(
                        ParticipantId.next(),
                        user(),
                        Set.of(),
                        Optional.of(active),
                        Optional.empty());

        assertThat(again.decide(situation())).isEqualTo(new Outcome.AlreadyJoined(active));
    }

    @Test
    void makesAwareOfEveryRequirementOfParticipants() {
        SignUp unaware =
                new SignUp(
                        ParticipantId.next(),
                        user("laptop"),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty());

        assertThat(refusal(unaware))
                .isEqualTo(
                        new RequirementsNotAcknowledged(
                                List.of(new Missing(LAPTOP, true), new Missing(HELPFUL, false))));
    }

    @Test
    void keepsOnlyAcknowledgementsOfItsOwnRequirements() {
        SignUp aware =
                new SignUp(
                        ParticipantId.next(),
                        user(),
                        Set.of(LAPTOP.id(), HELPFUL.id(), UUID.randomUUID()),
                        Optional.empty(),
                        Optional.empty());

        assertThat(joined(aware).participant().acknowledged())
                .containsExactly(LAPTOP.id(), HELPFUL.id());
    }

    @Test
    void refusesWhoHoldsSeatElsewhereAtThatTime() {
        Engagement engagement = new Engagement(UUID.randomUUID(), "Other", START, START);
        SignUp clashing =
                new SignUp(
                        ParticipantId.next(),
                        user(),
                        Set.of(LAPTOP.id(), HELPFUL.id()),
                        Optional.empty(),
                        Optional.of(engagement));

        assertThat(refusal(clashing)).isEqualTo(new ScheduleConflict(engagement));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"CANCELLED", "COMPLETED"})
    void isClosedWhenWorkshopIsOver(Status status) {
        workshop = workshop(status, null, null, WaitlistMode.AUTO);

        assertThat(refusal(signUp())).isInstanceOf(EnrollmentClosed.class);
    }

    @Test
    void isOpenFromOpeningUntilBeforeClosing() {
        Instant opens = NOW.plusSeconds(10);
        Instant closes = NOW.plusSeconds(20);
        workshop = workshop(Status.PUBLISHED, opens, closes, WaitlistMode.AUTO);

        now = opens.minusMillis(1);
        assertThat(refusal(signUp())).isInstanceOf(EnrollmentClosed.class);
        now = opens;
        assertThat(signUp().decide(situation())).isInstanceOf(Outcome.Joined.class);
        now = closes.minusMillis(1);
        assertThat(signUp().decide(situation())).isInstanceOf(Outcome.Joined.class);
        now = closes;
        assertThat(refusal(signUp())).isInstanceOf(EnrollmentClosed.class);
    }

    @Test
    void isClosedOnceWorkshopHasStarted() {
        now = START;

        assertThat(refusal(signUp())).isInstanceOf(EnrollmentClosed.class);
    }

    @Test
    void givesFreedSeatToWhoeverCameFirst() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        Participant first = waits(true);
        waits(true);
        Participant enrolled = participant(ParticipantStatus.ENROLLED);

        Decision decision = cancelled(enrolled);

        assertThat(changed(decision, Kind.CANCELLED)).containsExactly(enrolled.id());
        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(first.id());
        assertThat(decision.seats()).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
    }

    @Test
    void promotesNobodyWhenSomeoneOnlyStopsWaiting() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        Participant first = waits(true);
        waits(true);

        Decision decision = cancelled(first);

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED);
        assertThat(decision.seats()).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
    }

    @Test
    void neverPromotesWhoHasJustCancelled() {
        seats = new Seats(2, 2, 1, 0, 1, 4);
        Participant first = waits(true);

        assertThat(kinds(cancelled(first))).containsExactly(Kind.CANCELLED);
    }

    @Test
    void promotesNobodyAfterTheStart() {
        seats = new Seats(2, 2, 2, 0, 1, 4);
        waits(true);
        now = START;

        Decision decision = cancelled(participant(ParticipantStatus.ENROLLED));

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED);
    }

    @Test
    void givesOutNothingBelowTheCutCapacity() {
        seats = new Seats(2, 5, 5, 0, 1, 4);
        waits(true);

        Decision decision = cancelled(participant(ParticipantStatus.ENROLLED));

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED);
        assertThat(decision.seats()).isEqualTo(new Seats(2, 4, 4, 0, 1, 5));
    }

    @Test
    void cancelsOnce() {
        Participant gone = participant(ParticipantStatus.CANCELLED);

        assertThat(cancellation(gone).decide(situation()))
                .isEqualTo(new Cancellation.Outcome.AlreadyCancelled());
    }

    @ParameterizedTest
    @EnumSource(
            value = ParticipantStatus.class,
            names = {"ATTENDED", "MISSED"})
    void leavesThePastAsItWas(ParticipantStatus past) {
        assertThat(cancellation(participant(past)).decide(situation()))
                .isEqualTo(
                        new Cancellation.Outcome.Refused(
                                new IllegalTransition(past, ParticipantStatus.CANCELLED)));
    }

    private static Workshop workshop(
            Status status, Instant opens, Instant closes, WaitlistMode mode) {
        return new Workshop(
                WORKSHOP,
                "Weaving",
                status,
                START,
                START.plus(Duration.ofHours(3)),
                opens,
                closes,
                2,
                mode,
                List.of(LAPTOP, HELPFUL, FOR_ORGANIZERS),
                List.of());
    }

    private Participant waits(boolean locked) {
        Participant participant = participant(ParticipantStatus.WAITLISTED);
        waiting.add(new Candidate(participant, locked));
        return participant;
    }

    private static Participant participant(ParticipantStatus status) {
        return new Participant(
                ParticipantId.next(),
                WORKSHOP,
                user().id(),
                status,
                List.of(),
                null,
                3,
                NOW.minusSeconds(60),
                NOW.minusSeconds(60));
    }

    private static User user(String... capabilities) {
        return new User(new UserId(UUID.randomUUID()), true, Set.of(capabilities));
    }

    private static SignUp signUp() {
        return new SignUp(
                ParticipantId.next(),
                user(),
                Set.of(LAPTOP.id(), HELPFUL.id()),
                Optional.empty(),
                Optional.empty());
    }

    private Situation situation() {
        return new Situation(workshop, seats, List.copyOf(waiting), more, now);
    }

    private Outcome.Joined joined(SignUp signUp) {
        return (Outcome.Joined) signUp.decide(situation());
    }

    private SignUpRefusal refusal(SignUp signUp) {
        return ((Outcome.Refused) signUp.decide(situation())).refusal();
    }

    private static Cancellation cancellation(Participant participant) {
        return new Cancellation(
                participant, new Participant.Cancellation("no time", By.PARTICIPANT));
    }

    private Decision cancelled(Participant participant) {
        return ((Cancellation.Outcome.Cancelled) cancellation(participant).decide(situation()))
                .decision();
    }

    private static List<Kind> kinds(Decision decision) {
        return decision.changes().stream().map(Change::kind).toList();
    }

    private static List<ParticipantId> changed(Decision decision, Kind kind) {
        return decision.changes().stream()
                .filter(change -> change.kind() == kind)
                .map(change -> change.participant().id())
                .toList();
    }
}
