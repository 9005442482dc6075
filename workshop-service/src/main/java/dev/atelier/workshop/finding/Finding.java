package dev.atelier.workshop.finding;

import static java.util.function.Function.identity;

import dev.atelier.common.paging.Cursor;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.WorkshopView;
import dev.atelier.workshop.lifecycle.WorkshopViews;
import dev.atelier.workshop.lifecycle.Workshops;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Lists the workshops that someone looks for, page by page. */
@Component
class Finding {

    private final WorkshopIndex index;
    private final Workshops workshops;
    private final WorkshopViews views;

    Finding(WorkshopIndex index, Workshops workshops, WorkshopViews views) {
        this.index = index;
        this.workshops = workshops;
        this.views = views;
    }

    Mono<Page<WorkshopView>> find(WorkshopFilter filter, PageRequest request, Caller caller) {
        Optional<Place> after =
                request.after(filter.list(), Place.PARTS)
                        .map(parts -> Place.read(parts, filter.sort()));
        WorkshopQuery query = new WorkshopQuery(filter, draftsOf(caller), after, request.fetch());
        return index.find(query)
                .collectList()
                .map(places -> Page.of(places, request, place -> cursor(filter, place)))
                .flatMap(page -> show(page, caller));
    }

    /** The workshops at these places; one that has been deleted since is left out. */
    private Mono<Page<WorkshopView>> show(Page<Place> page, Caller caller) {
        List<WorkshopId> ids = page.items().stream().map(Place::id).toList();
        return workshops
                .findAll(ids)
                .collectMap(Workshop::id, identity())
                .map(found -> inOrder(ids, found))
                .flatMap(found -> views.of(found, caller))
                .map(items -> new Page<>(items, page.next()));
    }

    private static List<Workshop> inOrder(List<WorkshopId> ids, Map<WorkshopId, Workshop> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static Cursor cursor(WorkshopFilter filter, Place place) {
        return new Cursor(filter.list(), place.parts());
    }

    /** An admin finds everybody's; a program, which is nobody, finds none. */
    private static Optional<UserId> draftsOf(Caller caller) {
        return caller.admin()
                ? Optional.empty()
                : Optional.of(new UserId(caller.user().orElse(new UUID(0, 0))));
    }
}
