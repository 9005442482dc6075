package dev.atelier.enrollment.signup;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.Organizer;
import dev.atelier.enrollment.known.Requirement;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Takes news of workshops in: what is known of them, and what that means for their seats. */
@Configuration(proxyBeanMethods = false)
class WorkshopNews {

    private final KnownWorkshops knownWorkshops;
    private final SeatCounts seatCounts;
    private final Locks locks;
    private final Promoting promoting;
    private final EventLog log;
    private final TransactionalOperator transaction;
    private final EventReader reader;

    WorkshopNews(
            KnownWorkshops knownWorkshops,
            SeatCounts seatCounts,
            Locks locks,
            Promoting promoting,
            EventLog log,
            TransactionalOperator transaction,
            EventReader reader) {
        this.knownWorkshops = knownWorkshops;
        this.seatCounts = seatCounts;
        this.locks = locks;
        this.promoting = promoting;
        this.log = log;
        this.transaction = transaction;
        this.reader = reader;
    }

    @Bean
    EventHandler workshops() {
        return EventHandler.of("workshop.*", this::handle);
    }

    /** An organizer's event carries the whole workshop too. */
    @Bean
    EventHandler organizers() {
        return EventHandler.of("organizer.*", this::handle);
    }

    /** Promotes even when the event is old: it may be repeated because promoting had failed. */
    Mono<Void> handle(ReceivedEvent event) {
        Workshop workshop = reader.data(event.data(), WorkshopData.class).workshop();
        return transaction
                .transactional(learn(workshop, event.sequence()))
                .then(Mono.defer(() -> promoting.promote(workshop.id())));
    }

    private Mono<Void> learn(Workshop workshop, long version) {
        WorkshopId id = workshop.id();
        Mono<Integer> capacityBefore =
                seatCounts.find(id).map(Seats::capacity).defaultIfEmpty(workshop.capacity());
        return locks.lock(Set.of(), id)
                .then(capacityBefore)
                .filterWhen(_ -> knownWorkshops.learn(workshop, version))
                .delayUntil(_ -> seatCounts.provide(id, workshop.capacity()))
                .filter(before -> before != workshop.capacity())
                .flatMap(_ -> settle(id));
    }

    /** Another capacity changes the seats, even when it moves nobody. */
    private Mono<Void> settle(WorkshopId id) {
        return seatCounts
                .find(id)
                .map(Seats::settled)
                .flatMap(
                        seats ->
                                seatCounts
                                        .save(id, seats)
                                        .then(
                                                Mono.defer(
                                                        () ->
                                                                log.append(
                                                                        SeatsDocument.changed(
                                                                                id, seats)))));
    }

    /** What of a workshop's event matters here. */
    private record WorkshopData(
            UUID id,
            String title,
            Workshop.Status status,
            Instant startsAt,
            Instant endsAt,
            @Nullable Instant enrollmentOpensAt,
            @Nullable Instant enrollmentClosesAt,
            int capacity,
            Waitlist waitlist,
            List<Requirement> requirements,
            List<Organizer> organizers) {

        Workshop workshop() {
            return new Workshop(
                    new WorkshopId(id),
                    title,
                    status,
                    startsAt,
                    endsAt,
                    enrollmentOpensAt,
                    enrollmentClosesAt,
                    capacity,
                    waitlist.mode(),
                    requirements,
                    organizers);
        }

        private record Waitlist(Workshop.WaitlistMode mode) {}
    }
}
