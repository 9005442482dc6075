package dev.atelier.enrollment.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.decision.Change.Kind;
import dev.atelier.enrollment.decision.Outcome.AlreadyJoined;
import dev.atelier.enrollment.decision.Outcome.Joined;
import dev.atelier.enrollment.decision.Outcome.Replayed;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds after every batch, whatever was in it. */
final class Invariants {

    private final World before;
    private final World after;
    private final List<Command> commands;
    private final Decision decision;

    Invariants(World before, World after, List<Command> commands, Decision decision) {
        this.before = before;
        this.after = after;
        this.commands = commands;
        this.decision = decision;
    }

    void hold() {
        after.workshops.keySet().forEach(this::seatsAreThoseOfParticipants);
        after.workshops.keySet().forEach(this::noMoreIsTakenThanMayBe);
        after.participants.values().stream()
                .map(Participant::user)
                .distinct()
                .forEach(this::eachUserIsInOnePlaceAtATime);
        changesAreStepsOfTheLifecycle();
        nobodyIsGivenTwoSeatsAtOnce();
        nobodyIsOvertaken();
        sameKeyHasSameAnswer();
    }

    private void seatsAreThoseOfParticipants(WorkshopId workshop) {
        List<ParticipantStatus> statuses =
                after.participants.values().stream()
                        .filter(one -> one.workshop().equals(workshop))
                        .map(Participant::status)
                        .toList();
        Seats seats = after.seats.get(workshop);
        assertThat(List.of(seats.enrolled(), seats.offered(), seats.waitlisted()))
                .as("seats counted")
                .containsExactly(
                        (int) statuses.stream().filter(ParticipantStatus::countsAsEnrolled).count(),
                        (int) statuses.stream().filter(ParticipantStatus.OFFERED::equals).count(),
                        (int)
                                statuses.stream()
                                        .filter(ParticipantStatus.WAITLISTED::equals)
                                        .count());
    }

    private void noMoreIsTakenThanMayBe(WorkshopId workshop) {
        Seats seats = after.seats.get(workshop);
        int takenBefore =
                Optional.ofNullable(before.seats.get(workshop)).map(Seats::taken).orElse(0);
        assertThat(seats.taken())
                .as("taken, never more than the limit: not overbooked")
                .isLessThanOrEqualTo(seats.limit())
                .isLessThanOrEqualTo(Math.max(highestCapacity(workshop), takenBefore));
        assertThat(seats.limit())
                .as("limit, the capacity or what is taken")
                .isEqualTo(Math.max(seats.capacity(), Math.min(seats.limit(), seats.taken())));
    }

    /** The batch may have brought news of several capacities, one after the other. */
    private int highestCapacity(WorkshopId workshop) {
        return Math.max(
                Optional.ofNullable(before.workshops.get(workshop))
                        .map(Workshop::capacity)
                        .orElse(0),
                decision.learned().stream()
                        .filter(learn -> learn.workshop().equals(workshop))
                        .mapToInt(learn -> learn.news().capacity())
                        .max()
                        .orElse(0));
    }

    private void eachUserIsInOnePlaceAtATime(UserId user) {
        List<Participant> active =
                after.participants.values().stream()
                        .filter(one -> one.user().equals(user) && one.status().isActive())
                        .toList();
        assertThat(active)
                .as("active participants of one user")
                .extracting(Participant::workshop)
                .doesNotHaveDuplicates();
        List<Participant> settled =
                active.stream()
                        .filter(one -> one.status().holdsSeat() && !one.conflicted())
                        .toList();
        for (Participant one : settled) {
            assertThat(settled)
                    .as("seats of one user at the same time: overlap")
                    .filteredOn(other -> other.during().overlaps(one.during()))
                    .containsExactly(one);
        }
    }

    private void changesAreStepsOfTheLifecycle() {
        Map<ParticipantId, Participant> current = new HashMap<>(before.participants);
        for (Change change : decision.changes()) {
            Participant next = change.participant();
            Participant last = current.put(next.id(), next);
            assertThat(next.version())
                    .as("version after %s", change)
                    .isEqualTo(last == null ? 1 : last.version() + 1);
            assertThat(change.before())
                    .as("status before %s", change)
                    .isEqualTo(last == null ? null : last.status());
            assertThat(isStep(change)).as("step of the lifecycle: %s", change).isTrue();
        }
        Set<ParticipantId> changed =
                decision.changes().stream()
                        .map(change -> change.participant().id())
                        .collect(Collectors.toSet());
        changed.forEach(
                id ->
                        assertThat(after.participants.get(id))
                                .as("what is written is the last change, at its time")
                                .isEqualTo(asKept(current.get(id))));
    }

    private Participant asKept(Participant changed) {
        Participant kept = after.participants.get(changed.id());
        return World.at(changed, kept.position()).movedTo(kept.during());
    }

    private static boolean isStep(Change change) {
        ParticipantStatus from = change.before();
        ParticipantStatus to = change.participant().status();
        return switch (change.kind()) {
            case ENROLLED ->
                    (from == null || from == ParticipantStatus.OFFERED)
                            && to == ParticipantStatus.ENROLLED;
            case WAITLISTED -> from == null && to == ParticipantStatus.WAITLISTED;
            case OFFERED -> from == ParticipantStatus.WAITLISTED && to == ParticipantStatus.OFFERED;
            case PROMOTED ->
                    from == ParticipantStatus.WAITLISTED && to == ParticipantStatus.ENROLLED;
            case CANCELLED -> from != null && from.isActive() && to == ParticipantStatus.CANCELLED;
            case ATTENDED ->
                    (from == ParticipantStatus.ENROLLED || from == ParticipantStatus.MISSED)
                            && to == ParticipantStatus.ATTENDED;
            case MISSED ->
                    (from == ParticipantStatus.ENROLLED || from == ParticipantStatus.ATTENDED)
                            && to == ParticipantStatus.MISSED;
            case CONFLICTED, CONFLICT_RESOLVED ->
                    from == to
                            && to.holdsSeat()
                            && change.participant().conflicted()
                                    == (change.kind() == Kind.CONFLICTED);
        };
    }

    private static boolean givesSeat(Change change) {
        return change.participant().status().holdsSeat()
                && (change.before() == null || change.before() == ParticipantStatus.WAITLISTED);
    }

    /** A reschedule may do that, and marks it; a decision to give a seat may not. */
    private void nobodyIsGivenTwoSeatsAtOnce() {
        Set<ParticipantId> marked =
                decision.changes().stream()
                        .filter(change -> change.kind() == Kind.CONFLICTED)
                        .map(change -> change.participant().id())
                        .collect(Collectors.toSet());
        decision.changes().stream()
                .filter(Invariants::givesSeat)
                .map(change -> after.participants.get(change.participant().id()))
                .filter(given -> given.status().holdsSeat() && !marked.contains(given.id()))
                .forEach(
                        given ->
                                assertThat(after.heldBy(given.user()))
                                        .as("seats beside one that was given: overlap")
                                        .filteredOn(other -> !other.equals(given))
                                        .filteredOn(other -> !marked.contains(other.id()))
                                        .filteredOn(other -> !isMoved(other))
                                        .filteredOn(
                                                other -> other.during().overlaps(given.during()))
                                        .isEmpty());
    }

    private boolean isMoved(Participant participant) {
        Participant earlier = before.participants.get(participant.id());
        return earlier != null && !earlier.during().equals(participant.during());
    }

    /** Goes through the changes again, and looks at each seat that is given who waits then. */
    private void nobodyIsOvertaken() {
        Map<ParticipantId, ParticipantStatus> statuses = new HashMap<>();
        before.participants.forEach((id, one) -> statuses.put(id, one.status()));
        for (Change change : decision.changes()) {
            if (givesSeat(change)) {
                Participant given = after.participants.get(change.participant().id());
                assertThat(everybodyIn(given.workshop()))
                        .as("waited before %s and could have had the seat: overtaken", given)
                        .filteredOn(one -> one.position() < given.position())
                        .filteredOn(one -> statuses.get(one.id()) == ParticipantStatus.WAITLISTED)
                        .filteredOn(one -> isFree(one, statuses))
                        .isEmpty();
            }
            statuses.put(change.participant().id(), change.participant().status());
        }
    }

    private List<Participant> everybodyIn(WorkshopId workshop) {
        return after.participants.values().stream()
                .filter(one -> one.workshop().equals(workshop))
                .toList();
    }

    /** At the times of before the batch, and at those of after it. */
    private boolean isFree(Participant waiting, Map<ParticipantId, ParticipantStatus> statuses) {
        Set<Participant> held = new HashSet<>();
        for (World world : List.of(before, after)) {
            world.participants.values().stream()
                    .filter(other -> other.user().equals(waiting.user()))
                    .filter(other -> !other.workshop().equals(waiting.workshop()))
                    .filter(other -> isHeld(statuses.get(other.id())))
                    .forEach(held::add);
        }
        return List.of(before, after).stream()
                .filter(world -> world.workshops.containsKey(waiting.workshop()))
                .map(world -> Span.of(world.workshops.get(waiting.workshop())))
                .noneMatch(during -> held.stream().anyMatch(one -> one.during().overlaps(during)));
    }

    private static boolean isHeld(ParticipantStatus status) {
        return status != null && status.holdsSeat();
    }

    private void sameKeyHasSameAnswer() {
        for (int index = 0; index < commands.size(); index++) {
            if (commands.get(index) instanceof SignUp signUp && signUp.request().isPresent()) {
                Optional<ParticipantId> answer = participant(decision.outcomes().get(index));
                Optional<ParticipantId> kept =
                        after.answered.stream()
                                .filter(one -> one.request().hasSameKey(signUp.request().get()))
                                .map(Situation.Answered::participant)
                                .findFirst();
                answer.ifPresent(id -> assertThat(kept).as("same key").contains(id));
            }
        }
        assertThat(after.answered)
                .as("one answer for a key")
                .extracting(one -> one.request().caller() + " " + one.request().key())
                .doesNotHaveDuplicates();
    }

    private static Optional<ParticipantId> participant(Outcome outcome) {
        return switch (outcome) {
            case Joined(var one, _) -> Optional.of(one.id());
            case AlreadyJoined(var one) -> Optional.of(one.id());
            case Replayed(var one) -> Optional.of(one.id());
            case Outcome.Settled _, Outcome.Refused _, Outcome.Done _ -> Optional.empty();
        };
    }
}
