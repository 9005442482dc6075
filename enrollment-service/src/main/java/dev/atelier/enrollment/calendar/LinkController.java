package dev.atelier.enrollment.calendar;

import dev.atelier.common.idempotency.IdempotencyKeys;
import dev.atelier.common.security.Caller;
import dev.atelier.enrollment.calendar.Linking.Given;
import dev.atelier.enrollment.known.UserId;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Instant;

/** The link to the caller's calendar over HTTP. */
@RestController
@RequestMapping("/api/v1/users/me/calendar-link")
class LinkController {

    private static final String NO_BODY = "";

    private final Linking linking;
    private final IdempotencyKeys keys;

    LinkController(Linking linking, IdempotencyKeys keys) {
        this.linking = linking;
        this.keys = keys;
    }

    /**
     * A link in the API.
     *
     * @param url relative to where the API is; null when it has been told before
     */
    record LinkDocument(@Nullable URI url, Instant createdAt) {}

    @PostMapping
    Mono<ResponseEntity<LinkDocument>> link(Caller caller, ServerHttpRequest request) {
        return linking.link(new UserId(caller.userId()), keys.of(request, caller, NO_BODY))
                .map(LinkController::answer);
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> revoke(Caller caller) {
        return linking.revoke(new UserId(caller.userId()))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static ResponseEntity<LinkDocument> answer(Given given) {
        Instant createdAt = given.link().createdAt();
        return given.secret()
                .map(LinkController::url)
                .map(
                        url ->
                                ResponseEntity.status(HttpStatus.CREATED)
                                        .location(url)
                                        .cacheControl(CacheControl.noStore())
                                        .body(new LinkDocument(url, createdAt)))
                .orElseGet(
                        () ->
                                ResponseEntity.ok()
                                        .header(IdempotencyKeys.REPLAYED, "true")
                                        .body(new LinkDocument(null, createdAt)));
    }

    private static URI url(CalendarSecret secret) {
        return URI.create("/api/v1/calendars/" + secret.value() + ".ics");
    }
}
