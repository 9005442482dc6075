package dev.atelier.workshop.seats;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

/** Takes in how full workshops get. */
@Component
@ConditionalOnProperty("atelier.events.consumer.queue")
class SeatEvents implements EventHandler {

    private final EventReader reader;
    private final SeatCounts counts;

    SeatEvents(EventReader reader, SeatCounts counts) {
        this.reader = reader;
        this.counts = counts;
    }

    @Override
    public String type() {
        return "seats.changed.v1";
    }

    @Override
    public Mono<Void> handle(ReceivedEvent event) {
        return Mono.fromCallable(() -> reader.data(event.data(), SeatsState.class))
                .flatMap(state -> put(event, state));
    }

    private Mono<Void> put(ReceivedEvent event, SeatsState state) {
        return counts.put(
                new WorkshopId(event.subject()), state.capacity(), state.seats(), event.sequence());
    }

    /** The part of a workshop's seats that matters here. */
    record SeatsState(int capacity, int enrolled, int offered, int waitlisted, int free) {

        Seats seats() {
            return new Seats(enrolled, offered, waitlisted, free);
        }
    }
}
