package dev.atelier.enrollment.decision;

import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.enrollment.decision.Decision.Written;
import dev.atelier.enrollment.decision.Situation.Answered;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the database holds, in memory: it shows a batch the situation that the queries would, and
 * keeps what was decided as the statements would.
 */
final class World {

    final Map<WorkshopId, Workshop> workshops = new LinkedHashMap<>();
    final Map<WorkshopId, Long> versions = new LinkedHashMap<>();
    final Map<WorkshopId, Seats> seats = new LinkedHashMap<>();
    final Map<UserId, User> users = new LinkedHashMap<>();
    final Map<ParticipantId, Participant> participants = new LinkedHashMap<>();
    final List<Answered> answered = new ArrayList<>();
    Instant now = Instant.parse("2027-03-01T09:00:00Z");
    private long position;

    /** How much of the truth a batch gets to see; every way of it is one that happens. */
    record View(int candidates, Predicate<UserId> isLocked, UnaryOperator<Situation> distortion) {

        static View of(int candidates, Predicate<UserId> isLocked) {
            return new View(candidates, isLocked, UnaryOperator.identity());
        }
    }

    World copy() {
        World copy = new World();
        copy.workshops.putAll(workshops);
        copy.versions.putAll(versions);
        copy.seats.putAll(seats);
        copy.users.putAll(users);
        copy.participants.putAll(participants);
        copy.answered.addAll(answered);
        copy.now = now;
        copy.position = position;
        return copy;
    }

    Decision decide(List<Command> commands, View view) {
        Decision decision = Decision.on(situation(commands, view), commands);
        keep(decision);
        return decision;
    }

    private Situation situation(List<Command> commands, View view) {
        Set<WorkshopId> freeing =
                commands.stream()
                        .filter(Command::mayFreeSeats)
                        .map(Command::workshop)
                        .collect(Collectors.toSet());
        Set<UserId> locked =
                freeing.stream()
                        .flatMap(workshop -> nextWaiting(workshop, view.candidates()).stream())
                        .map(Participant::user)
                        .filter(view.isLocked())
                        .collect(Collectors.toCollection(HashSet::new));
        commands.forEach(command -> locked.addAll(command.users()));
        Map<WorkshopId, Place> places = new LinkedHashMap<>();
        commands.stream()
                .map(Command::workshop)
                .filter(workshops::containsKey)
                .forEach(id -> places.put(id, place(id, freeing.contains(id), view.candidates())));
        List<Answered> earlier =
                commands.stream()
                        .flatMap(World::request)
                        .flatMap(this::answered)
                        .distinct()
                        .toList();
        return view.distortion()
                .apply(
                        new Situation(
                                places,
                                Map.copyOf(users),
                                Set.copyOf(locked),
                                seen(commands, locked, places.keySet(), earlier),
                                Map.of(),
                                earlier,
                                now));
    }

    private Place place(WorkshopId id, boolean freeing, int candidates) {
        Seats now = seats.get(id);
        boolean waitedFor = now.waitlisted() > 0 && (now.free() > 0 || freeing);
        return new Place(workshops.get(id), versions.get(id), now, List.of(), false)
                .waitedForBy(waitedFor ? nextWaiting(id, candidates) : List.of(), candidates);
    }

    private static Stream<IdempotentRequest> request(Command command) {
        return command instanceof SignUp signUp ? signUp.request().stream() : Stream.empty();
    }

    private Stream<Answered> answered(IdempotentRequest request) {
        return answered.stream().filter(one -> one.request().hasSameKey(request));
    }

    private List<Participant> seen(
            List<Command> commands,
            Set<UserId> locked,
            Set<WorkshopId> places,
            List<Answered> earlier) {
        Set<ParticipantId> named =
                Stream.concat(
                                commands.stream()
                                        .flatMap(command -> command.participants().stream()),
                                earlier.stream().map(Answered::participant))
                        .collect(Collectors.toSet());
        Instant from =
                places.stream()
                        .map(place -> workshops.get(place).startsAt())
                        .filter(start -> start.isBefore(now))
                        .min(Comparator.naturalOrder())
                        .orElse(now);
        return participants.values().stream()
                .filter(
                        one ->
                                named.contains(one.id())
                                        || (locked.contains(one.user())
                                                && one.status().isActive()
                                                && (one.during().end().isAfter(from)
                                                        || places.contains(one.workshop()))))
                .toList();
    }

    private List<Participant> nextWaiting(WorkshopId workshop, int limit) {
        return waiting(workshop)
                .filter(one -> !clashes(one, Span.of(workshops.get(workshop))))
                .limit(limit)
                .toList();
    }

    Stream<Participant> waiting(WorkshopId workshop) {
        return participants.values().stream()
                .filter(one -> one.workshop().equals(workshop))
                .filter(one -> one.status() == ParticipantStatus.WAITLISTED)
                .sorted(Comparator.comparingLong(Participant::position));
    }

    /** Whether the user holds a seat in another workshop at that time. */
    boolean clashes(Participant participant, Span during) {
        return heldBy(participant.user())
                .filter(other -> !other.workshop().equals(participant.workshop()))
                .anyMatch(other -> other.during().overlaps(during));
    }

    Stream<Participant> heldBy(UserId user) {
        return participants.values().stream()
                .filter(one -> one.user().equals(user) && one.status().holdsSeat());
    }

    /** Those who have not gone along with what has become of the workshop. */
    List<Participant> unsettled(WorkshopId id) {
        Workshop workshop = workshops.get(id);
        return participants.values().stream()
                .filter(one -> one.workshop().equals(id) && one.status().isActive())
                .filter(
                        one ->
                                workshop.status() == Workshop.Status.CANCELLED
                                        || !one.during().equals(Span.of(workshop)))
                .toList();
    }

    private void keep(Decision decision) {
        decision.learned().forEach(this::keep);
        decision.seats().forEach((workshop, changed) -> keep(workshop, changed.seats()));
        decision.participants().forEach(this::keep);
        answered.addAll(decision.answered());
    }

    private void keep(Learn learn) {
        workshops.put(learn.workshop(), learn.news());
        versions.put(learn.workshop(), learn.version());
        seats.putIfAbsent(learn.workshop(), Seats.unused(learn.news().capacity()));
    }

    /** The capacity is the workshop's, and is not written with the seats. */
    private void keep(WorkshopId workshop, Seats changed) {
        seats.put(
                workshop,
                new Seats(
                        workshops.get(workshop).capacity(),
                        changed.limit(),
                        changed.enrolled(),
                        changed.offered(),
                        changed.waitlisted(),
                        changed.version()));
    }

    private void keep(Written written) {
        Participant after = written.participant();
        Participant before = participants.get(after.id());
        long versionBefore = before == null ? 0 : before.version();
        if (versionBefore != written.versionBefore()) {
            throw new AssertionError("written on top of another version: " + written);
        }
        participants.put(after.id(), at(after, before == null ? ++position : before.position()));
    }

    static Participant at(Participant one, long position) {
        return new Participant(
                one.id(),
                one.workshop(),
                one.user(),
                position,
                one.status(),
                one.during(),
                one.conflicted(),
                one.acknowledged(),
                one.offerExpiresAt(),
                one.cancellation(),
                one.version(),
                one.createdAt(),
                one.updatedAt());
    }
}
