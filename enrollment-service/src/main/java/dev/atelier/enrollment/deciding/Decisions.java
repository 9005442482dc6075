package dev.atelier.enrollment.deciding;

import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.enrollment.decision.Change;
import dev.atelier.enrollment.decision.Decision;
import dev.atelier.enrollment.decision.Decision.SeatsChanged;
import dev.atelier.enrollment.decision.Learn;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what was decided, and the events that tell of it, in the transaction that is open. */
@Component
class Decisions {

    private final KnownWorkshops workshops;
    private final SeatCounts seatCounts;
    private final ParticipantWriter participants;
    private final ParticipantHistory history;
    private final Idempotency idempotency;
    private final EventLog log;

    Decisions(
            KnownWorkshops workshops,
            SeatCounts seatCounts,
            ParticipantWriter participants,
            ParticipantHistory history,
            Idempotency idempotency,
            EventLog log) {
        this.workshops = workshops;
        this.seatCounts = seatCounts;
        this.participants = participants;
        this.history = history;
        this.idempotency = idempotency;
        this.log = log;
    }

    Mono<Void> write(Decision decision, List<Pending> batch) {
        return Flux.concat(
                        Flux.fromIterable(decision.learned()).concatMap(this::learn),
                        seatCounts.save(decision.seats()),
                        participants.write(decision.participants()),
                        history.add(decision.changes()),
                        history.addPassedOver(decision.promotedUpTo()),
                        idempotency.remember(answered(decision)),
                        log.append(events(decision, batch)))
                .then();
    }

    private Mono<Void> learn(Learn learn) {
        return workshops
                .learn(learn.news(), learn.version())
                .then(seatCounts.provide(learn.workshop(), learn.news().capacity()));
    }

    private static List<Idempotency.Answered> answered(Decision decision) {
        return decision.answered().stream()
                .map(
                        answered ->
                                new Idempotency.Answered(
                                        answered.request(), answered.participant().value()))
                .toList();
    }

    /** Each in the trace of the request that led to it. */
    private static List<DomainEvent> events(Decision decision, List<Pending> batch) {
        Stream<DomainEvent> participants =
                decision.changes().stream()
                        .map(change -> event(change).in(batch.get(change.cause()).traceparent()));
        Stream<DomainEvent> seats =
                decision.seats().entrySet().stream()
                        .map(
                                changed ->
                                        event(changed)
                                                .in(
                                                        batch.get(changed.getValue().cause())
                                                                .traceparent()));
        return Stream.concat(participants, seats).toList();
    }

    private static DomainEvent event(Map.Entry<WorkshopId, SeatsChanged> changed) {
        return SeatsDocument.changed(changed.getKey(), changed.getValue().seats());
    }

    private static DomainEvent event(Change change) {
        String type =
                switch (change.kind()) {
                    case ENROLLED -> "participant.enrolled.v1";
                    case WAITLISTED -> "participant.waitlisted.v1";
                    case OFFERED -> "participant.offered.v1";
                    case PROMOTED -> "participant.promoted.v1";
                    case CANCELLED -> "participant.cancelled.v1";
                    case ATTENDED -> "participant.attended.v1";
                    case MISSED -> "participant.missed.v1";
                    case CONFLICTED -> "participant.conflicted.v1";
                    case CONFLICT_RESOLVED -> "participant.conflict-resolved.v1";
                };
        return new DomainEvent(
                type,
                change.participant().id().value(),
                change.participant().version(),
                ParticipantEventData.of(change.participant()));
    }
}
