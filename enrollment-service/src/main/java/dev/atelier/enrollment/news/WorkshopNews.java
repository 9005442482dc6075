package dev.atelier.enrollment.news;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.enrollment.deciding.Deciding;
import dev.atelier.enrollment.deciding.Participants;
import dev.atelier.enrollment.decision.Learn;
import dev.atelier.enrollment.decision.Settle;
import dev.atelier.enrollment.known.Organizer;
import dev.atelier.enrollment.known.Requirement;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes news of workshops in: what is known of them, and what that means for participants. */
@Configuration(proxyBeanMethods = false)
class WorkshopNews {

    /** All of them are locked at once, and the table of locks is finite. */
    private static final int CHUNK = 200;

    private final Participants participants;
    private final Deciding deciding;
    private final EventReader reader;

    WorkshopNews(Participants participants, Deciding deciding, EventReader reader) {
        this.participants = participants;
        this.deciding = deciding;
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

    /**
     * The first decision closes the door or moves the time, and all who take part follow in chunks.
     * When that is interrupted the message comes again, and goes on where it was.
     */
    Mono<Void> handle(ReceivedEvent event) {
        Workshop workshop = reader.data(event.data(), WorkshopData.class).workshop(event.time());
        return deciding.follow(new Learn(workshop, event.sequence()))
                .then(Mono.defer(() -> settle(workshop.id())));
    }

    private Mono<Void> settle(WorkshopId workshop) {
        return participants
                .unsettled(workshop, CHUNK)
                .filter(affected -> !affected.isEmpty())
                .flatMap(affected -> deciding.follow(new Settle(workshop, affected)))
                .flatMap(_ -> settle(workshop));
    }

    /** What of a workshop's event matters here. */
    private record WorkshopData(
            UUID id,
            String title,
            @Nullable String summary,
            @Nullable String venue,
            @Nullable URI onlineUrl,
            Workshop.Status status,
            Instant startsAt,
            Instant endsAt,
            @Nullable String timeZone,
            @Nullable Instant enrollmentOpensAt,
            @Nullable Instant enrollmentClosesAt,
            int capacity,
            Waitlist waitlist,
            List<Requirement> requirements,
            List<Organizer> organizers) {

        Workshop workshop(Instant changedAt) {
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
                    organizers,
                    waitlist.ttl(),
                    new Workshop.Details(summary, venue, onlineUrl, timeZone, changedAt));
        }

        private record Waitlist(Workshop.WaitlistMode mode, @Nullable Duration offerTtl) {

            private static final Duration USUAL = Duration.ofHours(24);

            Duration ttl() {
                return offerTtl == null ? USUAL : offerTtl;
            }
        }
    }
}
