package dev.atelier.enrollment.seats;

import dev.atelier.common.security.TokenExpiry;
import dev.atelier.common.web.EntityTag;
import dev.atelier.enrollment.deciding.SeatsDocument;
import dev.atelier.enrollment.known.WorkshopId;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.UUID;

/** Live seats over HTTP, once or as a stream of events. */
@RestController
@RequestMapping("/api/v1/workshops/{workshopId}/seats")
class SeatsController {

    private static final ServerSentEvent<SeatsDocument> STILL_THERE =
            ServerSentEvent.<SeatsDocument>builder().comment("still there").build();

    /** What a stream begins with when it has nothing to tell; its headers go out with it. */
    private static final ServerSentEvent<SeatsDocument> NOTHING_NEW =
            ServerSentEvent.<SeatsDocument>builder().comment("nothing new").build();

    private final LiveSeats seats;
    private final StreamProperties properties;
    private final Clock clock;

    SeatsController(LiveSeats seats, StreamProperties properties, Clock clock) {
        this.seats = seats;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<SeatsDocument>> read(@PathVariable UUID workshopId) {
        return seats.now(new WorkshopId(workshopId)).map(SeatsController::answer);
    }

    /**
     * @param lastEventId the version that the caller has seen last
     */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<SeatsDocument>> follow(
            @PathVariable UUID workshopId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            TokenExpiry token) {
        Flux<ServerSentEvent<SeatsDocument>> events =
                seats.following(new WorkshopId(workshopId))
                        .index((index, state) -> event(index, state, lastEventId));
        Flux<ServerSentEvent<SeatsDocument>> comments =
                Flux.interval(properties.commentInterval())
                        .onBackpressureDrop()
                        .map(_ -> STILL_THERE);
        // One at a time: what waits within is old by the time that a slow reader gets it.
        return Flux.merge(1, events, comments)
                .takeUntilOther(Mono.delay(token.leftAt(clock.instant())));
    }

    private static ServerSentEvent<SeatsDocument> event(
            long index, SeatsDocument state, @Nullable String lastEventId) {
        String id = Long.toString(state.version());
        return index == 0 && id.equals(lastEventId)
                ? NOTHING_NEW
                : ServerSentEvent.builder(state).id(id).build();
    }

    private static ResponseEntity<SeatsDocument> answer(SeatsDocument seats) {
        String tag = EntityTag.of(seats.version(), seats.capacity()).value();
        return ResponseEntity.ok().eTag(tag).body(seats);
    }
}
