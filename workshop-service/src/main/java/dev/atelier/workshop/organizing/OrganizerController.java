package dev.atelier.workshop.organizing;

import dev.atelier.common.idempotency.IdempotencyKeys;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.ReasonDocument;
import dev.atelier.workshop.lifecycle.WorkshopView.OrganizerView;
import dev.atelier.workshop.model.Organizer;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;
import dev.atelier.workshop.organizing.Inviting.Invited;
import dev.atelier.workshop.organizing.TakingPart.Part;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The organizers of one workshop over HTTP. */
@RestController
@RequestMapping("/api/v1/workshops/{id}/organizers")
class OrganizerController {

    private final Roster roster;
    private final Inviting inviting;
    private final TakingPart takingPart;
    private final IdempotencyKeys keys;
    private final Clock clock;

    OrganizerController(
            Roster roster,
            Inviting inviting,
            TakingPart takingPart,
            IdempotencyKeys keys,
            Clock clock) {
        this.roster = roster;
        this.inviting = inviting;
        this.takingPart = takingPart;
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<OrganizerStory>> read(@PathVariable UUID id, PageRequest page, Caller caller) {
        return roster.read(new WorkshopId(id), page, caller);
    }

    @PostMapping
    Mono<ResponseEntity<OrganizerView>> invite(
            @PathVariable UUID id,
            @RequestBody InvitationDocument document,
            Caller caller,
            ServerHttpRequest request) {
        Organizer invited = document.organizer(clock.instant());
        Optional<IdempotentRequest> repeatable = keys.of(request, caller, document);
        return inviting.invite(new WorkshopId(id), invited, caller, repeatable)
                .flatMap(
                        made ->
                                roster.view(made.workshop(), made.organizer(), caller)
                                        .map(status(made)::body));
    }

    @PostMapping("/{organizer}/accept")
    Mono<OrganizerView> accept(@PathVariable UUID id, @PathVariable UUID organizer, Caller caller) {
        Part part = part(id, organizer);
        return view(takingPart.accept(part, caller), part, caller);
    }

    @PostMapping("/{organizer}/decline")
    Mono<OrganizerView> decline(
            @PathVariable UUID id, @PathVariable UUID organizer, Caller caller) {
        Part part = part(id, organizer);
        return view(takingPart.decline(part, caller), part, caller);
    }

    @PostMapping("/{organizer}/unavailable")
    Mono<OrganizerView> fallOut(
            @PathVariable UUID id,
            @PathVariable UUID organizer,
            @RequestBody ReasonDocument document,
            Caller caller) {
        Part part = part(id, organizer);
        return view(takingPart.fallOut(part, document.required(), caller), part, caller);
    }

    @PostMapping("/{organizer}/available")
    Mono<OrganizerView> comeBack(
            @PathVariable UUID id, @PathVariable UUID organizer, Caller caller) {
        Part part = part(id, organizer);
        return view(takingPart.comeBack(part, caller), part, caller);
    }

    @PostMapping("/{organizer}/jump-in")
    Mono<OrganizerView> jumpIn(
            @PathVariable UUID id,
            @PathVariable UUID organizer,
            @RequestBody JumpInDocument document,
            Caller caller) {
        Part part = part(id, organizer);
        return view(takingPart.jumpIn(part, document.replaced(), caller), part, caller);
    }

    @PostMapping("/{organizer}/step-down")
    Mono<OrganizerView> stepDown(
            @PathVariable UUID id, @PathVariable UUID organizer, Caller caller) {
        Part part = part(id, organizer);
        return view(takingPart.stepDown(part, caller), part, caller);
    }

    private Mono<OrganizerView> view(Mono<Workshop> changed, Part part, Caller caller) {
        return changed.flatMap(workshop -> roster.view(workshop, part.organizer(), caller));
    }

    private static Part part(UUID workshop, UUID organizer) {
        return new Part(new WorkshopId(workshop), new OrganizerId(organizer));
    }

    private static BodyBuilder status(Invited invited) {
        return invited.isNew()
                ? ResponseEntity.status(HttpStatus.CREATED)
                : ResponseEntity.ok().header(IdempotencyKeys.REPLAYED, "true");
    }
}
