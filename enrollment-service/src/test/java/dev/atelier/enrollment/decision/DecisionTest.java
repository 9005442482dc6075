package dev.atelier.enrollment.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.idempotency.IdempotencyRefusal.KeyReused;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.problem.Refusal;
import dev.atelier.enrollment.decision.Change.Kind;
import dev.atelier.enrollment.decision.Outcome.AlreadyJoined;
import dev.atelier.enrollment.decision.Outcome.Joined;
import dev.atelier.enrollment.decision.Outcome.Refused;
import dev.atelier.enrollment.decision.Outcome.Replayed;
import dev.atelier.enrollment.decision.Outcome.Settled;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.SignUpRefusal.AttendanceClosed;
import dev.atelier.enrollment.decision.SignUpRefusal.Engagement;
import dev.atelier.enrollment.decision.SignUpRefusal.EnrollmentClosed;
import dev.atelier.enrollment.decision.SignUpRefusal.IllegalTransition;
import dev.atelier.enrollment.decision.SignUpRefusal.Missing;
import dev.atelier.enrollment.decision.SignUpRefusal.OfferExpired;
import dev.atelier.enrollment.decision.SignUpRefusal.RequirementsNotAcknowledged;
import dev.atelier.enrollment.decision.SignUpRefusal.ScheduleConflict;
import dev.atelier.enrollment.decision.SignUpRefusal.UserDeactivated;
import dev.atelier.enrollment.decision.SignUpRefusal.UserNotRegistered;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopFull;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.decision.Situation.Answered;
import dev.atelier.enrollment.known.Requirement;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.Workshop.Status;
import dev.atelier.enrollment.known.Workshop.WaitlistMode;
import dev.atelier.enrollment.known.WorkshopId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final WorkshopId OTHER = new WorkshopId(UUID.randomUUID());
    private static final Span DURING = new Span(START, START.plus(Duration.ofHours(3)));

    private Workshop workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.AUTO);
    private Seats seats = new Seats(2, 2, 0, 0, 0, 4);
    private final Map<WorkshopId, Place> elsewhere = new LinkedHashMap<>();
    private final List<Participant> waiting = new ArrayList<>();
    private final List<Participant> participants = new ArrayList<>();
    private final Map<UserId, User> users = new HashMap<>();
    private final Set<UserId> locked = new HashSet<>();
    private final List<Answered> answered = new ArrayList<>();
    private boolean more;
    private long position = 100;
    private Instant now = NOW;

    @Test
    void givesFreeSeatToNewcomer() {
        Decision decision = decide(signUp());

        assertThat(joined(decision).status()).isEqualTo(ParticipantStatus.ENROLLED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 1, 0, 0, 5));
        assertThat(kinds(decision)).containsExactly(Kind.ENROLLED);
    }

    @Test
    void putsNewcomerOnWaitlistOfFullWorkshop() {
        seats = new Seats(2, 2, 1, 1, 3, 4);

        Decision decision = decide(signUp());

        assertThat(decision.outcomes()).containsExactly(new Joined(joined(decision), 4));
        assertThat(joined(decision).status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 1, 1, 4, 5));
    }

    @Test
    void refusesNewcomerWhenFullWorkshopKeepsNoWaitlist() {
        workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.NONE);
        seats = new Seats(2, 2, 2, 0, 0, 4);

        assertThat(refusal(decide(signUp()))).isEqualTo(new WorkshopFull());
    }

    @Test
    void givesFreeSeatToWhoeverWaitsBeforeNewcomer() {
        seats = new Seats(2, 2, 1, 0, 1, 4);
        Participant first = waits();

        Decision decision = decide(signUp());

        assertThat(joined(decision).status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(first.id());
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
        assertThat(decision.promotedUpTo()).containsEntry(WORKSHOP, first.position());
    }

    @Test
    void keepsSeatForSomeoneWhoCannotBeDecidedOnYet() {
        seats = new Seats(2, 2, 1, 0, 1, 4);
        locked.remove(waits().user());

        Decision decision = decide(signUp());

        assertThat(joined(decision).status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(decision.due()).containsExactly(WORKSHOP);
    }

    @Test
    void keepsSeatsForThoseWhoWaitFurtherBack() {
        seats = new Seats(9, 9, 5, 0, 8, 4);
        waits();
        more = true;

        Decision decision = decide(signUp());

        assertThat(joined(decision).status()).isEqualTo(ParticipantStatus.WAITLISTED);
        assertThat(decision.due()).containsExactly(WORKSHOP);
    }

    @Test
    void changesNothingForWhoIsInAlready() {
        SignUp again = signUp();
        Participant active = participant(again.user(), ParticipantStatus.WAITLISTED);

        Decision decision = decide(again);

        assertThat(decision.outcomes()).containsExactly(new AlreadyJoined(active));
        assertThat(decision.changes()).isEmpty();
    }

    @Test
    void makesAwareOfEveryRequirementOfParticipants() {
        SignUp unaware = signUp(registered("laptop"), Set.of(), Optional.empty());

        assertThat(refusal(decide(unaware)))
                .isEqualTo(
                        new RequirementsNotAcknowledged(
                                List.of(new Missing(LAPTOP, true), new Missing(HELPFUL, false))));
    }

    @Test
    void keepsOnlyAcknowledgementsOfItsOwnRequirements() {
        Set<UUID> shown = Set.of(LAPTOP.id(), HELPFUL.id(), UUID.randomUUID());
        SignUp aware = signUp(registered(), shown, Optional.empty());

        assertThat(joined(decide(aware)).acknowledged()).containsExactly(LAPTOP.id(), HELPFUL.id());
    }

    @Test
    void refusesWhoHoldsSeatElsewhereAtThatTime() {
        SignUp clashing = signUp();
        holdsElsewhere(clashing.user());

        assertThat(refusal(decide(clashing)))
                .isEqualTo(
                        new ScheduleConflict(
                                new Engagement(
                                        OTHER.value(), "Other", DURING.start(), DURING.end())));
    }

    @Test
    void refusesWhoIsNotRegisteredOrDeactivatedAndWhatIsNotKnown() {
        SignUp unknown = signUp();
        users.clear();
        SignUp deactivated = signUp();
        users.put(deactivated.user(), new User(deactivated.user(), false, Set.of()));
        SignUp lost =
                new SignUp(ParticipantId.next(), OTHER, registered(), Set.of(), Optional.empty());

        Decision decision = decide(unknown, deactivated, lost);

        assertThat(decision.outcomes())
                .containsExactly(
                        new Refused(new UserNotRegistered()),
                        new Refused(new UserDeactivated()),
                        new Refused(new WorkshopNotFound()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"CANCELLED", "COMPLETED"})
    void isClosedWhenWorkshopIsOver(Status status) {
        workshop = workshop(status, null, null, WaitlistMode.AUTO);

        assertThat(refusal(decide(signUp()))).isInstanceOf(EnrollmentClosed.class);
    }

    @Test
    void isOpenFromOpeningUntilBeforeClosing() {
        Instant opens = NOW.plusSeconds(10);
        Instant closes = NOW.plusSeconds(20);
        workshop = workshop(Status.PUBLISHED, opens, closes, WaitlistMode.AUTO);

        now = opens.minusMillis(1);
        assertThat(refusal(decide(signUp()))).isInstanceOf(EnrollmentClosed.class);
        now = opens;
        assertThat(joined(decide(signUp()))).isNotNull();
        now = closes.minusMillis(1);
        assertThat(joined(decide(signUp()))).isNotNull();
        now = closes;
        assertThat(refusal(decide(signUp()))).isInstanceOf(EnrollmentClosed.class);
    }

    @Test
    void isClosedOnceWorkshopHasStarted() {
        now = START;

        assertThat(refusal(decide(signUp()))).isInstanceOf(EnrollmentClosed.class);
    }

    @Test
    void servesWhoComesFirstInOneBatch() {
        Decision decision = decide(signUp(), signUp(), signUp());

        assertThat(decision.outcomes())
                .extracting(outcome -> ((Joined) outcome).participant().status())
                .containsExactly(
                        ParticipantStatus.ENROLLED,
                        ParticipantStatus.ENROLLED,
                        ParticipantStatus.WAITLISTED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
    }

    @Test
    void givesOneSeatOnlyToWhoAsksForTwoInOneBatch() {
        UserId user = registered();
        openElsewhere();
        SignUp here = signUp(user, Set.of(LAPTOP.id(), HELPFUL.id()), Optional.empty());
        SignUp there =
                new SignUp(
                        ParticipantId.next(), OTHER, user, here.acknowledged(), Optional.empty());

        Decision decision = decide(here, there);

        assertThat(decision.outcomes().getFirst()).isInstanceOf(Joined.class);
        assertThat(decision.outcomes().getLast())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.refusal()).isInstanceOf(ScheduleConflict.class));
    }

    @Test
    void answersSameKeyWithSameParticipantAndRefusesItForAnotherRequest() {
        UserId user = registered();
        IdempotentRequest request = new IdempotentRequest(user.value(), "key", new byte[] {1});
        IdempotentRequest other = new IdempotentRequest(user.value(), "key", new byte[] {2});
        Set<UUID> shown = Set.of(LAPTOP.id(), HELPFUL.id());

        Decision decision =
                decide(
                        signUp(user, shown, Optional.of(request)),
                        signUp(user, shown, Optional.of(request)),
                        signUp(user, shown, Optional.of(other)));

        Participant first = joined(decision);
        assertThat(decision.outcomes())
                .containsExactly(
                        new Joined(first, 0), new Replayed(first), new Refused(new KeyReused()));
        assertThat(decision.answered()).containsExactly(new Answered(request, first.id()));
    }

    @Test
    void enrollsNobodyAgainWhoseSignUpWasDecidedBefore() {
        SignUp retried = signUp();
        Participant gone =
                participant(retried.id(), WORKSHOP, retried.user(), ParticipantStatus.CANCELLED);

        Decision decision = decide(retried);

        assertThat(decision.outcomes()).containsExactly(new Joined(gone, 0));
        assertThat(decision.changes()).isEmpty();
    }

    @Test
    void givesFreedSeatToWhoeverCameFirst() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        Participant first = waits();
        waits();
        Participant enrolled = participant(ParticipantStatus.ENROLLED);

        Decision decision = decide(cancel(enrolled));

        assertThat(changed(decision, Kind.CANCELLED)).containsExactly(enrolled.id());
        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(first.id());
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
        assertThat(decision.freed()).containsExactly(enrolled.user());
    }

    @Test
    void passesOverWhoHoldsSeatElsewhereAtThatTime() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        Participant busy = waits();
        Participant next = waits();
        holdsElsewhere(busy.user());

        Decision decision = decide(cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(next.id());
        assertThat(decision.promotedUpTo()).containsEntry(WORKSHOP, next.position());
    }

    @Test
    void doesNotPassOverWhoBecomesFreeInTheSameBatch() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        openElsewhere();
        Participant busy = participant(ParticipantStatus.WAITLISTED);
        Participant held = holdsElsewhere(busy.user());
        waits();

        Decision decision = decide(cancel(held), cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(busy.id());
    }

    @Test
    void passesOverWhoTakesAnotherSeatInTheSameBatch() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        openElsewhere();
        Participant first = waits();
        Participant next = waits();
        users.put(first.user(), new User(first.user(), true, Set.of()));
        SignUp there =
                new SignUp(
                        ParticipantId.next(),
                        OTHER,
                        first.user(),
                        Set.of(LAPTOP.id(), HELPFUL.id()),
                        Optional.empty());

        Decision decision = decide(there, cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(next.id());
    }

    @Test
    void promotesNobodyWhenSomeoneOnlyStopsWaiting() {
        seats = new Seats(2, 2, 2, 0, 2, 4);
        Participant first = waits();
        waits();

        Decision decision = decide(cancel(first));

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 2, 0, 1, 5));
    }

    @Test
    void neverPromotesWhoHasJustCancelled() {
        seats = new Seats(2, 2, 1, 0, 1, 4);

        assertThat(kinds(decide(cancel(waits())))).containsExactly(Kind.CANCELLED);
    }

    @Test
    void promotesNobodyAfterTheStart() {
        seats = new Seats(2, 2, 2, 0, 1, 4);
        waits();
        now = START;

        Decision decision = decide(cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED);
    }

    @Test
    void givesOutNothingBelowTheCutCapacity() {
        seats = new Seats(2, 5, 5, 0, 1, 4);
        waits();

        Decision decision = decide(cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 4, 4, 0, 1, 5));
    }

    @Test
    void cancelsOnce() {
        Participant gone = participant(ParticipantStatus.CANCELLED);

        Decision decision = decide(cancel(gone));

        assertThat(decision.outcomes()).containsExactly(new Settled(gone));
        assertThat(decision.changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ParticipantStatus.class,
            names = {"ATTENDED", "MISSED"})
    void leavesThePastAsItWas(ParticipantStatus past) {
        assertThat(refusal(decide(cancel(participant(past)))))
                .isEqualTo(new IllegalTransition(past, ParticipantStatus.CANCELLED));
    }

    @Test
    void offersFreedSeatUntilItsTimeIsOver() {
        workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.OFFER);
        seats = new Seats(2, 2, 2, 0, 1, 4);
        Participant first = waits();

        Decision decision = decide(cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(changed(decision, Kind.OFFERED)).containsExactly(first.id());
        assertThat(decision.changes().getLast().participant().offerExpiresAt())
                .isEqualTo(NOW.plus(workshop.offerTtl()));
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 1, 1, 0, 5));
    }

    @Test
    void offersNoSeatBeyondTheStart() {
        workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.OFFER);
        seats = new Seats(2, 2, 2, 0, 1, 4);
        waits();
        now = START.minusSeconds(60);

        Decision decision = decide(cancel(participant(ParticipantStatus.ENROLLED)));

        assertThat(decision.changes().getLast().participant().offerExpiresAt()).isEqualTo(START);
    }

    @Test
    void enrollsWhoAcceptsInTime() {
        seats = new Seats(2, 2, 1, 1, 0, 4);
        Participant offered = participant(ParticipantStatus.OFFERED);

        Decision decision = decide(accept(offered), accept(offered));

        assertThat(kinds(decision)).containsExactly(Kind.ENROLLED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 2, 0, 0, 5));
        assertThat(decision.outcomes()).hasOnlyElementsOfType(Settled.class);
    }

    @Test
    void asksTheNextWhenAnOfferIsDeclined() {
        workshop = workshop(Status.PUBLISHED, null, null, WaitlistMode.OFFER);
        seats = new Seats(2, 2, 1, 1, 1, 4);
        Participant next = waits();
        Participant offered = participant(ParticipantStatus.OFFERED);

        Decision decision = decide(decline(offered), decline(offered));

        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED, Kind.OFFERED);
        assertThat(changed(decision, Kind.OFFERED)).containsExactly(next.id());
        assertThat(decision.outcomes()).hasOnlyElementsOfType(Settled.class);
    }

    @Test
    void letsTheNextHaveTheSeatOfWhoAnswersTooLate() {
        seats = new Seats(2, 2, 1, 1, 1, 4);
        Participant next = waits();
        Participant offered = participant(ParticipantStatus.OFFERED);
        now = offered.offerExpiresAt();

        Decision decision = decide(accept(offered), decline(offered), expire(offered));

        assertThat(refusals(decision)).containsExactly(new OfferExpired(), new OfferExpired());
        assertThat(kinds(decision)).containsExactly(Kind.CANCELLED, Kind.PROMOTED);
        assertThat(changed(decision, Kind.PROMOTED)).containsExactly(next.id());
    }

    @Test
    void endsAnOfferAtTheStartThatHasComeNearer() {
        Participant offered = participant(ParticipantStatus.OFFERED);
        workshop = at(new Span(NOW.minusSeconds(1), NOW.plusSeconds(60)));

        assertThat(refusal(decide(accept(offered)))).isEqualTo(new OfferExpired());
    }

    @Test
    void leavesAnOfferThatHasNotExpired() {
        Participant offered = participant(ParticipantStatus.OFFERED);

        assertThat(decide(expire(offered)).changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ParticipantStatus.class,
            names = {"WAITLISTED", "CANCELLED", "ATTENDED", "MISSED"})
    void acceptsNothingThatIsNotOffered(ParticipantStatus status) {
        assertThat(refusal(decide(accept(participant(status)))))
                .isEqualTo(new IllegalTransition(status, ParticipantStatus.ENROLLED));
    }

    @ParameterizedTest
    @EnumSource(
            value = ParticipantStatus.class,
            names = {"WAITLISTED", "ENROLLED", "CANCELLED", "ATTENDED", "MISSED"})
    void declinesNothingThatIsNotOffered(ParticipantStatus status) {
        assertThat(refusal(decide(decline(participant(status)))))
                .isEqualTo(new IllegalTransition(status, ParticipantStatus.CANCELLED));
    }

    @Test
    void takesAttendanceFromTheStartUntilItIsCompleted() {
        seats = new Seats(2, 2, 1, 0, 0, 4);
        Participant participant = participant(ParticipantStatus.ENROLLED);

        assertThat(refusal(decide(attend(participant, true)))).isInstanceOf(AttendanceClosed.class);
        now = START;
        Decision decision =
                decide(
                        attend(participant, true),
                        attend(participant, true),
                        attend(participant, false));
        assertThat(kinds(decision)).containsExactly(Kind.ATTENDED, Kind.MISSED);
        assertThat(decision.seats()).as("who came keeps the seat").isEmpty();
        workshop = workshop(Status.COMPLETED, null, null, WaitlistMode.AUTO);
        assertThat(refusal(decide(attend(participant, false))))
                .isInstanceOf(AttendanceClosed.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = ParticipantStatus.class,
            names = {"WAITLISTED", "OFFERED", "CANCELLED"})
    void takesNoAttendanceOfWhoHasNoSeat(ParticipantStatus status) {
        now = START;

        assertThat(refusal(decide(attend(participant(status), true))))
                .isEqualTo(new IllegalTransition(status, ParticipantStatus.ATTENDED));
    }

    @Test
    void givesRaisedCapacityToThoseWhoWait() {
        seats = new Seats(2, 2, 2, 0, 3, 4);
        waits();
        waits();
        waits();

        Decision decision = decide(new Learn(withCapacity(4), 9));

        assertThat(kinds(decision)).containsExactly(Kind.PROMOTED, Kind.PROMOTED);
        assertThat(seatsOf(decision)).isEqualTo(new Seats(4, 4, 4, 0, 1, 5));
        assertThat(decision.learned()).hasSize(1);
    }

    @Test
    void takesNobodysSeatWhenCapacityIsCut() {
        seats = new Seats(4, 4, 3, 0, 0, 4);

        Decision decision = decide(new Learn(withCapacity(1), 9));

        assertThat(decision.changes()).isEmpty();
        assertThat(seatsOf(decision)).isEqualTo(new Seats(1, 3, 3, 0, 0, 5));
    }

    @Test
    void ignoresOldNewsButStillPromotes() {
        seats = new Seats(2, 2, 1, 0, 1, 4);
        waits();

        Decision decision = decide(new Learn(withCapacity(9), 1));

        assertThat(decision.learned()).isEmpty();
        assertThat(kinds(decision)).containsExactly(Kind.PROMOTED);
        assertThat(seatsOf(decision).capacity()).isEqualTo(2);
    }

    @Test
    void cancelsEverybodyWithTheWorkshop() {
        workshop = workshop(Status.CANCELLED, null, null, WaitlistMode.AUTO);
        seats = new Seats(2, 2, 1, 0, 1, 4);
        Participant enrolled = participant(ParticipantStatus.ENROLLED);
        Participant waiting = waits();

        Decision decision = decide(settle(enrolled, waiting));

        assertThat(changed(decision, Kind.CANCELLED))
                .containsExactlyInAnyOrder(enrolled.id(), waiting.id());
        assertThat(seatsOf(decision)).isEqualTo(new Seats(2, 2, 0, 0, 0, 5));
        assertThat(decision.freed()).containsExactly(enrolled.user());
    }

    @Test
    void marksWhoIsMovedIntoClashUntilTheOtherSeatGoes() {
        Participant moved = participant(ParticipantStatus.ENROLLED);
        Participant held = holdsElsewhere(moved.user(), DURING.end());
        Span later = held.during();
        workshop = at(later);
        openElsewhere();

        Decision decision = decide(settle(moved), cancel(held));

        assertThat(kinds(decision))
                .containsExactly(Kind.CONFLICTED, Kind.CANCELLED, Kind.CONFLICT_RESOLVED);
        Participant after = decision.changes().getLast().participant();
        assertThat(after.during()).isEqualTo(later);
        assertThat(after.conflicted()).isFalse();
    }

    @Test
    void countsSeatInClashAsSeatThatIsHeld() {
        Participant conflicted = participant(ParticipantStatus.ENROLLED).conflicted(true, NOW);
        participants.clear();
        participants.add(conflicted);
        openElsewhere();
        users.put(conflicted.user(), new User(conflicted.user(), true, Set.of()));

        Decision decision =
                decide(
                        new SignUp(
                                ParticipantId.next(),
                                OTHER,
                                conflicted.user(),
                                Set.of(LAPTOP.id(), HELPFUL.id()),
                                Optional.empty()));

        assertThat(refusal(decision)).isInstanceOf(ScheduleConflict.class);
    }

    @Test
    void movesWhoWaitsWithoutTellingAnyone() {
        seats = new Seats(2, 2, 2, 0, 1, 4);
        Participant moved = waits();
        workshop = at(new Span(DURING.end(), DURING.end().plusSeconds(60)));

        Decision decision = decide(settle(moved));

        assertThat(decision.changes()).isEmpty();
        assertThat(decision.participants())
                .singleElement()
                .satisfies(
                        written ->
                                assertThat(written.participant().during().start())
                                        .isEqualTo(DURING.end()));
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
                List.of(),
                Duration.ofHours(24),
                Workshop.Details.NONE);
    }

    private Workshop withCapacity(int capacity) {
        return copy(DURING, capacity);
    }

    private Workshop at(Span during) {
        return copy(during, 2);
    }

    private static Workshop copy(Span during, int capacity) {
        return new Workshop(
                WORKSHOP,
                "Weaving",
                Status.PUBLISHED,
                during.start(),
                during.end(),
                null,
                null,
                capacity,
                WaitlistMode.AUTO,
                List.of(),
                List.of(),
                Duration.ofHours(24),
                Workshop.Details.NONE);
    }

    private void openElsewhere() {
        Workshop other =
                new Workshop(
                        OTHER,
                        "Other",
                        Status.PUBLISHED,
                        DURING.start(),
                        DURING.end(),
                        null,
                        null,
                        5,
                        WaitlistMode.AUTO,
                        List.of(),
                        List.of(),
                        Duration.ofHours(24),
                        Workshop.Details.NONE);
        elsewhere.put(OTHER, new Place(other, 3, new Seats(5, 5, 1, 0, 0, 2), List.of(), false));
    }

    private Participant holdsElsewhere(UserId user) {
        return holdsElsewhere(user, DURING.start());
    }

    private Participant holdsElsewhere(UserId user, Instant start) {
        Participant held =
                participant(ParticipantId.next(), OTHER, user, ParticipantStatus.ENROLLED)
                        .movedTo(new Span(start, start.plus(Duration.ofHours(3))));
        participants.removeLast();
        participants.add(held);
        return held;
    }

    private Participant waits() {
        Participant participant = participant(ParticipantStatus.WAITLISTED);
        waiting.add(participant);
        return participant;
    }

    private Participant participant(ParticipantStatus status) {
        return participant(new UserId(UUID.randomUUID()), status);
    }

    private Participant participant(UserId user, ParticipantStatus status) {
        return participant(ParticipantId.next(), WORKSHOP, user, status);
    }

    private Participant participant(
            ParticipantId id, WorkshopId where, UserId user, ParticipantStatus status) {
        Participant participant =
                new Participant(
                        id,
                        where,
                        user,
                        position++,
                        status,
                        DURING,
                        false,
                        List.of(),
                        status == ParticipantStatus.OFFERED ? NOW.plusSeconds(600) : null,
                        null,
                        3,
                        NOW.minusSeconds(60),
                        NOW.minusSeconds(60));
        participants.add(participant);
        locked.add(user);
        return participant;
    }

    private UserId registered(String... capabilities) {
        UserId id = new UserId(UUID.randomUUID());
        users.put(id, new User(id, true, Set.of(capabilities)));
        locked.add(id);
        return id;
    }

    private SignUp signUp() {
        return signUp(registered(), Set.of(LAPTOP.id(), HELPFUL.id()), Optional.empty());
    }

    private static SignUp signUp(
            UserId user, Set<UUID> acknowledged, Optional<IdempotentRequest> request) {
        return new SignUp(ParticipantId.next(), WORKSHOP, user, acknowledged, request);
    }

    private static Cancel cancel(Participant given) {
        return new Cancel(
                given.id(),
                given.workshop(),
                given.user(),
                new Cancellation("no time", By.PARTICIPANT));
    }

    private static Accept accept(Participant given) {
        return new Accept(given.id(), given.workshop(), given.user());
    }

    private static Decline decline(Participant given) {
        return new Decline(given.id(), given.workshop(), given.user());
    }

    private static Expire expire(Participant given) {
        return new Expire(given.id(), given.workshop(), given.user());
    }

    private static Attend attend(Participant given, boolean attended) {
        return new Attend(given.id(), given.workshop(), given.user(), attended);
    }

    private static Settle settle(Participant... affected) {
        Map<ParticipantId, UserId> users = new LinkedHashMap<>();
        for (Participant participant : affected) {
            users.put(participant.id(), participant.user());
        }
        return new Settle(WORKSHOP, users);
    }

    private Decision decide(Command... commands) {
        Map<WorkshopId, Place> places = new LinkedHashMap<>(elsewhere);
        places.put(WORKSHOP, new Place(workshop, 7, seats, List.copyOf(waiting), more));
        Situation situation =
                new Situation(
                        places,
                        Map.copyOf(users),
                        Set.copyOf(locked),
                        List.copyOf(participants),
                        Map.of(OTHER, "Other"),
                        List.copyOf(answered),
                        now);
        return Decision.on(situation, List.of(commands));
    }

    private static Participant joined(Decision decision) {
        return ((Joined) decision.outcomes().getFirst()).participant();
    }

    private static Refusal refusal(Decision decision) {
        return ((Refused) decision.outcomes().getFirst()).refusal();
    }

    private static List<Refusal> refusals(Decision decision) {
        return decision.outcomes().stream()
                .filter(Refused.class::isInstance)
                .map(outcome -> ((Refused) outcome).refusal())
                .toList();
    }

    private static Seats seatsOf(Decision decision) {
        return decision.seats().get(WORKSHOP).seats();
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
