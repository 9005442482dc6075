package dev.atelier.workshop.lifecycle;

import dev.atelier.common.security.Caller;
import dev.atelier.common.web.EntityTag;
import dev.atelier.workshop.model.Change;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.Violations;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.seats.SeatCounts;
import dev.atelier.workshop.seats.Seats;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Gives a workshop another content. */
@Component
class Revising {

    private final Changing changing;
    private final SeatCounts counts;
    private final Clock clock;

    Revising(Changing changing, SeatCounts counts, Clock clock) {
        this.changing = changing;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * @param ifMatch the values of {@code If-Match}; the workshop is locked when they are compared,
     *     so that of those who have seen the same version only one gets through
     */
    Mono<Workshop> revise(WorkshopId id, Content content, List<String> ifMatch, Caller caller) {
        return enrolled(id)
                .flatMap(
                        enrolled ->
                                changing.manage(
                                        id,
                                        caller,
                                        workshop -> revise(workshop, content, ifMatch, enrolled)));
    }

    private Change revise(Workshop workshop, Content content, List<String> ifMatch, int enrolled) {
        Violations violations = new Violations();
        content.checkBringers(
                workshop.currentOrganizers().stream()
                        .map(Organizer::id)
                        .collect(Collectors.toSet()),
                violations);
        violations.requireNone();
        EntityTag.requireMatch(ifMatch, workshop.version());
        return workshop.revise(content, enrolled, clock.instant());
    }

    private Mono<Integer> enrolled(WorkshopId id) {
        return counts.of(List.of(id))
                .map(seats -> seats.getOrDefault(id, Seats.allFree(null)).enrolled());
    }
}
