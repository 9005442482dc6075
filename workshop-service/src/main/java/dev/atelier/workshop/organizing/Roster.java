package dev.atelier.workshop.organizing;

import dev.atelier.common.paging.Cursor;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.Access;
import dev.atelier.workshop.lifecycle.WorkshopView.OrganizerView;
import dev.atelier.workshop.lifecycle.Workshops;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.UserId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.organizing.OrganizerHistory.Stage;
import dev.atelier.workshop.people.KnownUsers;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;

/** Shows who runs a workshop and who used to, in the order in which they came. */
@Component
class Roster {

    private final Workshops workshops;
    private final OrganizerHistory history;
    private final KnownUsers users;

    Roster(Workshops workshops, OrganizerHistory history, KnownUsers users) {
        this.workshops = workshops;
        this.history = history;
        this.users = users;
    }

    Mono<Page<OrganizerStory>> read(WorkshopId id, PageRequest request, Caller caller) {
        return workshops
                .find(id)
                .filter(workshop -> Access.maySee(caller, workshop))
                .switchIfEmpty(Mono.error(() -> Access.unknown(id)))
                .flatMap(workshop -> stories(workshop, page(workshop, request), caller));
    }

    /** One organizer of the workshop, as the caller may see them. */
    Mono<OrganizerView> view(Workshop workshop, OrganizerId id, Caller caller) {
        Organizer organizer = workshop.organizer(id);
        return users.names(List.of(organizer.userId()))
                .map(
                        names ->
                                OrganizerView.of(
                                        organizer, names, Access.maySeeReasons(caller, workshop)));
    }

    private static Page<Organizer> page(Workshop workshop, PageRequest request) {
        String list = "organizers-" + workshop.id().value();
        long passed = request.afterNumber(list);
        List<Organizer> organizers = workshop.organizers();
        List<Organizer> rest = organizers.stream().skip(passed).limit(request.fetch()).toList();
        return Page.of(
                rest,
                request,
                last -> new Cursor(list, List.of("" + (organizers.indexOf(last) + 1))));
    }

    private Mono<Page<OrganizerStory>> stories(
            Workshop workshop, Page<Organizer> page, Caller caller) {
        List<Organizer> organizers = page.items();
        Mono<Map<UserId, String>> names =
                users.names(organizers.stream().map(Organizer::userId).toList());
        Mono<Map<OrganizerId, List<Stage>>> stages =
                history.of(organizers.stream().map(Organizer::id).toList());
        boolean withReasons = Access.maySeeReasons(caller, workshop);
        return Mono.zip(
                names,
                stages,
                (named, past) ->
                        page.map(
                                organizer ->
                                        story(
                                                OrganizerView.of(organizer, named, withReasons),
                                                past.getOrDefault(organizer.id(), List.of()),
                                                withReasons)));
    }

    private static OrganizerStory story(
            OrganizerView organizer, List<Stage> stages, boolean withReasons) {
        return new OrganizerStory(
                organizer,
                withReasons ? stages : stages.stream().map(Stage::withoutReason).toList());
    }
}
