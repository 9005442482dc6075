package dev.atelier.workshop.lifecycle;

import dev.atelier.common.idempotency.IdempotencyKeys;
import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.Drafting.Drafted;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One workshop over HTTP. */
@RestController
@RequestMapping("/api/v1/workshops")
class WorkshopController {

    private final Drafting drafting;
    private final Reading reading;
    private final Publishing publishing;
    private final Revising revising;
    private final Ending ending;
    private final WorkshopViews views;
    private final IdempotencyKeys keys;

    WorkshopController(
            Drafting drafting,
            Reading reading,
            Publishing publishing,
            Revising revising,
            Ending ending,
            WorkshopViews views,
            IdempotencyKeys keys) {
        this.drafting = drafting;
        this.reading = reading;
        this.publishing = publishing;
        this.revising = revising;
        this.ending = ending;
        this.views = views;
        this.keys = keys;
    }

    @PostMapping
    Mono<ResponseEntity<WorkshopView>> draft(
            @RequestBody WorkshopDocument document, Caller caller, ServerHttpRequest request) {
        Content content = document.content(Set.of());
        Optional<IdempotentRequest> repeatable = keys.of(request, caller, document);
        return drafting.draft(content, caller, repeatable)
                .flatMap(
                        drafted ->
                                reading.read(drafted.id(), caller)
                                        .map(view -> entity(status(drafted), view)));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<WorkshopView>> read(@PathVariable UUID id, Caller caller) {
        return reading.read(new WorkshopId(id), caller)
                .map(view -> entity(ResponseEntity.ok(), view));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<WorkshopView>> revise(
            @PathVariable UUID id,
            @RequestBody WorkshopDocument document,
            @RequestHeader HttpHeaders headers,
            Caller caller) {
        List<String> ifMatch = headers.getOrDefault(HttpHeaders.IF_MATCH, List.of());
        return revising.revise(new WorkshopId(id), document.content(), ifMatch, caller)
                .flatMap(workshop -> entity(workshop, caller));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> delete(@PathVariable UUID id, Caller caller) {
        return ending.delete(new WorkshopId(id), caller)
                .thenReturn(ResponseEntity.noContent().build());
    }

    @PostMapping("/{id}/publish")
    Mono<ResponseEntity<WorkshopView>> publish(@PathVariable UUID id, Caller caller) {
        return publishing
                .publish(new WorkshopId(id), caller)
                .flatMap(workshop -> entity(workshop, caller));
    }

    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<WorkshopView>> cancel(
            @PathVariable UUID id, @RequestBody ReasonDocument document, Caller caller) {
        return ending.cancel(new WorkshopId(id), document.required(), caller)
                .flatMap(workshop -> entity(workshop, caller));
    }

    @PostMapping("/{id}/complete")
    Mono<ResponseEntity<WorkshopView>> complete(@PathVariable UUID id, Caller caller) {
        return ending.complete(new WorkshopId(id), caller)
                .flatMap(workshop -> entity(workshop, caller));
    }

    private Mono<ResponseEntity<WorkshopView>> entity(Workshop workshop, Caller caller) {
        return views.of(workshop, caller).map(view -> entity(ResponseEntity.ok(), view));
    }

    private static BodyBuilder status(Drafted drafted) {
        return drafted.isNew()
                ? ResponseEntity.status(HttpStatus.CREATED)
                        .location(URI.create("/api/v1/workshops/" + drafted.id().value()))
                : ResponseEntity.ok().header(IdempotencyKeys.REPLAYED, "true");
    }

    private static ResponseEntity<WorkshopView> entity(BodyBuilder answer, WorkshopView view) {
        return answer.eTag(view.tag().value()).body(view);
    }
}
