package dev.atelier.workshop.lifecycle;

import dev.atelier.common.security.Caller;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.people.KnownUsers;
import dev.atelier.workshop.seats.SeatCounts;
import dev.atelier.workshop.seats.Seats;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Completes workshops with what the projections say about them. */
@Component
public class WorkshopViews {

    private final KnownUsers users;
    private final SeatCounts counts;

    WorkshopViews(KnownUsers users, SeatCounts counts) {
        this.users = users;
        this.counts = counts;
    }

    Mono<WorkshopView> of(Workshop workshop, Caller caller) {
        return of(List.of(workshop), caller).map(List::getFirst);
    }

    /** The workshops as the caller may see them, in the same order. */
    public Mono<List<WorkshopView>> of(List<Workshop> workshops, Caller caller) {
        Mono<Map<UserId, String>> names = users.names(organizers(workshops));
        Mono<Map<WorkshopId, Seats>> seats =
                counts.of(workshops.stream().map(Workshop::id).toList());
        return Mono.zip(
                names,
                seats,
                (named, counted) ->
                        workshops.stream()
                                .map(workshop -> view(workshop, counted, named, caller))
                                .toList());
    }

    private static WorkshopView view(
            Workshop workshop,
            Map<WorkshopId, Seats> seats,
            Map<UserId, String> names,
            Caller caller) {
        Seats unheardOf = Seats.allFree(workshop.content().seating().capacity());
        return WorkshopView.of(
                workshop,
                seats.getOrDefault(workshop.id(), unheardOf),
                names,
                Access.maySeeReasons(caller, workshop));
    }

    private static Collection<UserId> organizers(List<Workshop> workshops) {
        return workshops.stream()
                .flatMap(workshop -> workshop.currentOrganizers().stream())
                .map(Organizer::userId)
                .toList();
    }
}
