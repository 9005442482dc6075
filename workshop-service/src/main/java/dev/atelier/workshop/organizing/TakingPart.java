package dev.atelier.workshop.organizing;

import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.Changing;
import dev.atelier.workshop.model.Change;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.people.Registration;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.function.Function;

/**
 * Lets organizers take up their part in a workshop, interrupt it and lay it down. What they meet
 * and what else they run is read before the workshop is locked: a moment late, it would be as old.
 */
@Component
class TakingPart {

    private final Registration registration;
    private final Commitments commitments;
    private final Changing changing;
    private final Clock clock;

    TakingPart(Registration registration, Commitments commitments, Changing changing, Clock clock) {
        this.registration = registration;
        this.commitments = commitments;
        this.changing = changing;
        this.clock = clock;
    }

    Mono<Workshop> accept(Part part, Caller caller) {
        return registration
                .capabilities(caller)
                .flatMap(
                        met ->
                                own(
                                        part,
                                        caller,
                                        workshop ->
                                                workshop.accept(
                                                        part.organizer(), met, clock.instant())));
    }

    Mono<Workshop> decline(Part part, Caller caller) {
        return own(part, caller, workshop -> workshop.decline(part.organizer(), clock.instant()));
    }

    Mono<Workshop> fallOut(Part part, String reason, Caller caller) {
        return commitments
                .busy(part.workshop())
                .flatMap(
                        busy ->
                                changing.takePartOrManage(
                                        part.workshop(),
                                        part.organizer(),
                                        caller,
                                        workshop ->
                                                workshop.lose(
                                                        part.organizer(),
                                                        reason,
                                                        busy,
                                                        clock.instant())));
    }

    Mono<Workshop> comeBack(Part part, Caller caller) {
        return registration
                .capabilities(caller)
                .flatMap(
                        met ->
                                own(
                                        part,
                                        caller,
                                        workshop ->
                                                workshop.regain(
                                                        part.organizer(), met, clock.instant())));
    }

    Mono<Workshop> jumpIn(Part part, OrganizerId replaced, Caller caller) {
        return registration
                .capabilities(caller)
                .flatMap(
                        met ->
                                own(
                                        part,
                                        caller,
                                        workshop ->
                                                workshop.jumpIn(
                                                        part.organizer(),
                                                        replaced,
                                                        met,
                                                        clock.instant())));
    }

    Mono<Workshop> stepDown(Part part, Caller caller) {
        return commitments
                .busy(part.workshop())
                .flatMap(
                        busy ->
                                own(
                                        part,
                                        caller,
                                        workshop ->
                                                workshop.release(
                                                        part.organizer(), busy, clock.instant())));
    }

    private Mono<Workshop> own(Part part, Caller caller, Function<Workshop, Change> decision) {
        return changing.takePart(part.workshop(), part.organizer(), caller, decision);
    }

    /** One organizer's part in one workshop. */
    record Part(WorkshopId workshop, OrganizerId organizer) {}
}
