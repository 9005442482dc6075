package dev.atelier.enrollment.signup;

import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.signup.Decision.Change;
import dev.atelier.enrollment.signup.Situation.Candidate;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every decision about a workshop's seats has around it: locks and reading, then writing. */
@Component
class Deciding {

    /** How many who wait are looked at in one decision. */
    private static final int CANDIDATES = 8;

    private final Locks locks;
    private final KnownWorkshops workshops;
    private final SeatCounts seatCounts;
    private final Participants participants;
    private final EventLog log;
    private final Clock clock;

    Deciding(
            Locks locks,
            KnownWorkshops workshops,
            SeatCounts seatCounts,
            Participants participants,
            EventLog log,
            Clock clock) {
        this.locks = locks;
        this.workshops = workshops;
        this.seatCounts = seatCounts;
        this.participants = participants;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Who might move up in a decision about the workshop, to be locked in it. It is read before the
     * transaction, since locks are taken before anything else.
     */
    Mono<Set<UserId>> candidates(WorkshopId workshop) {
        return participants
                .nextWaiting(workshop, CANDIDATES)
                .map(waiting -> Set.copyOf(waiting.stream().map(Participant::user).toList()));
    }

    /**
     * Locks the users and the workshop and reads the situation, in the transaction that is open.
     *
     * @return empty when the workshop is not known
     */
    Mono<Situation> situation(WorkshopId workshop, Set<UserId> users) {
        return locks.lock(users, workshop)
                .then(Mono.defer(() -> workshops.find(workshop)))
                .flatMap(found -> situation(found, users));
    }

    private Mono<Situation> situation(Workshop workshop, Set<UserId> locked) {
        return seatCounts
                .find(workshop.id())
                .zipWhen(_ -> participants.nextWaiting(workshop.id(), CANDIDATES))
                .map(
                        read ->
                                new Situation(
                                        workshop,
                                        read.getT1(),
                                        read.getT2().stream()
                                                .map(waiting -> candidate(waiting, locked))
                                                .toList(),
                                        read.getT2().size() == CANDIDATES,
                                        clock.instant()));
    }

    private static Candidate candidate(Participant waiting, Set<UserId> locked) {
        return new Candidate(waiting, locked.contains(waiting.user()));
    }

    /** Writes what was decided, and the events that tell of it. */
    Mono<Void> write(Situation situation, Decision decision) {
        if (decision.changes().isEmpty()) {
            return Mono.empty();
        }
        Workshop workshop = situation.workshop();
        return Flux.fromIterable(decision.changes())
                .concatMap(change -> participants.save(change.participant(), workshop))
                .then(Mono.defer(() -> seatCounts.save(workshop.id(), decision.seats())))
                .then(Mono.defer(() -> log.append(events(workshop, decision))));
    }

    private static List<DomainEvent> events(Workshop workshop, Decision decision) {
        List<DomainEvent> events = new ArrayList<>();
        decision.changes().stream().map(Deciding::event).forEach(events::add);
        events.add(SeatsDocument.changed(workshop.id(), decision.seats()));
        return events;
    }

    private static DomainEvent event(Change change) {
        String type =
                switch (change.kind()) {
                    case ENROLLED -> "participant.enrolled.v1";
                    case WAITLISTED -> "participant.waitlisted.v1";
                    case PROMOTED -> "participant.promoted.v1";
                    case CANCELLED -> "participant.cancelled.v1";
                };
        Participant participant = change.participant();
        return new DomainEvent(
                type,
                participant.id().value(),
                participant.version(),
                ParticipantEventData.of(participant));
    }

    /** The same users and one more. */
    static Set<UserId> with(Set<UserId> users, UserId another) {
        Set<UserId> all = new HashSet<>(users);
        all.add(another);
        return all;
    }
}
