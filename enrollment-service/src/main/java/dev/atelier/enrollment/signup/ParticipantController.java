package dev.atelier.enrollment.signup;

import dev.atelier.common.idempotency.IdempotencyKeys;
import dev.atelier.common.paging.Cursor;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.common.web.EntityTag;
import dev.atelier.enrollment.deciding.Deciding;
import dev.atelier.enrollment.deciding.ParticipantHistory;
import dev.atelier.enrollment.deciding.Participants;
import dev.atelier.enrollment.decision.Accept;
import dev.atelier.enrollment.decision.Attend;
import dev.atelier.enrollment.decision.Cancel;
import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Decline;
import dev.atelier.enrollment.decision.Outcome;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.decision.SignUp;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.signup.VisibleParticipants.Visible;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Participants over HTTP. */
@RestController
@RequestMapping("/api/v1/workshops/{workshopId}/participants")
class ParticipantController {

    private static final int MAX_REASON_LENGTH = 500;

    private final SigningUp signingUp;
    private final Deciding deciding;
    private final Participants participants;
    private final ParticipantHistory history;
    private final VisibleParticipants visible;
    private final IdempotencyKeys keys;

    ParticipantController(
            SigningUp signingUp,
            Deciding deciding,
            Participants participants,
            ParticipantHistory history,
            VisibleParticipants visible,
            IdempotencyKeys keys) {
        this.signingUp = signingUp;
        this.deciding = deciding;
        this.participants = participants;
        this.history = history;
        this.visible = visible;
        this.keys = keys;
    }

    /** A request to sign up; nothing is acknowledged by default. */
    record SignUpRequest(@Size(max = 100) List<@NotNull UUID> acknowledgedRequirements) {

        static final SignUpRequest EMPTY = new SignUpRequest(List.of());

        SignUpRequest {
            acknowledgedRequirements =
                    acknowledgedRequirements == null ? List.of() : acknowledgedRequirements;
        }
    }

    @PostMapping
    Mono<ResponseEntity<ParticipantDocument>> signUp(
            @PathVariable UUID workshopId,
            @Valid @RequestBody(required = false) @Nullable SignUpRequest body,
            Caller caller,
            ServerHttpRequest request) {
        SignUpRequest given = body == null ? SignUpRequest.EMPTY : body;
        SignUp command =
                new SignUp(
                        ParticipantId.next(),
                        new WorkshopId(workshopId),
                        new UserId(caller.userId()),
                        new HashSet<>(given.acknowledgedRequirements()),
                        keys.of(request, caller, given));
        return signingUp.signUp(command).flatMap(this::answer);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Page<ParticipantDocument>> list(
            @PathVariable UUID workshopId,
            @RequestParam Optional<ParticipantStatus> status,
            PageRequest page,
            Caller caller) {
        WorkshopId id = new WorkshopId(workshopId);
        String list = "participants " + id.value() + " " + status.map(Enum::name).orElse("");
        long after = page.afterNumber(list);
        return visible.managed(id, caller)
                .thenMany(Flux.defer(() -> participants.list(id, status, after, page.fetch())))
                .collectList()
                .zipWith(participants.waitlistPositions(id))
                .map(
                        read ->
                                Page.of(read.getT1(), page, last -> cursor(list, last.position()))
                                        .map(participant -> document(participant, read.getT2())));
    }

    private static Cursor cursor(String list, long position) {
        return new Cursor(list, List.of(Long.toString(position)));
    }

    private static ParticipantDocument document(
            Participant participant, Map<ParticipantId, Long> places) {
        return ParticipantDocument.of(participant, places.getOrDefault(participant.id(), 0L));
    }

    @GetMapping("/{participantId}")
    Mono<ResponseEntity<ParticipantDocument>> read(
            @PathVariable UUID workshopId, @PathVariable UUID participantId, Caller caller) {
        return visible.find(workshopId, participantId, caller)
                .map(Visible::participant)
                .flatMap(this::ok);
    }

    @GetMapping("/{participantId}/history")
    Mono<Page<HistoryDocument>> history(
            @PathVariable UUID workshopId,
            @PathVariable UUID participantId,
            PageRequest page,
            Caller caller) {
        String list = "history " + participantId;
        long after = page.afterNumber(list);
        return visible.find(workshopId, participantId, caller)
                .flatMap(found -> history.of(found.participant().id(), after, page.fetch()))
                .map(
                        entries ->
                                Page.of(entries, page, last -> cursor(list, last.position()))
                                        .map(HistoryDocument::of));
    }

    @DeleteMapping("/{participantId}")
    Mono<ResponseEntity<Void>> cancel(
            @PathVariable UUID workshopId,
            @PathVariable UUID participantId,
            @RequestParam(required = false) @Nullable String reason,
            Caller caller) {
        String given = validReason(reason);
        return visible.changeable(workshopId, participantId, caller)
                .map(found -> cancel(found, given))
                .flatMap(this::settled)
                .thenReturn(ResponseEntity.noContent().build());
    }

    private static Cancel cancel(Visible found, @Nullable String reason) {
        Participant participant = found.participant();
        return new Cancel(
                participant.id(),
                participant.workshop(),
                participant.user(),
                new Participant.Cancellation(reason, found.by()));
    }

    @PostMapping("/{participantId}/accept")
    Mono<ResponseEntity<ParticipantDocument>> accept(
            @PathVariable UUID workshopId, @PathVariable UUID participantId, Caller caller) {
        return visible.own(workshopId, participantId, caller)
                .map(own -> new Accept(own.id(), own.workshop(), own.user()))
                .flatMap(this::settled)
                .flatMap(this::ok);
    }

    @PostMapping("/{participantId}/decline")
    Mono<ResponseEntity<ParticipantDocument>> decline(
            @PathVariable UUID workshopId, @PathVariable UUID participantId, Caller caller) {
        return visible.own(workshopId, participantId, caller)
                .map(own -> new Decline(own.id(), own.workshop(), own.user()))
                .flatMap(this::settled)
                .flatMap(this::ok);
    }

    /** Whether someone came. */
    record AttendanceRequest(@NotNull @Nullable Boolean attended) {}

    @PostMapping("/{participantId}/attendance")
    Mono<ResponseEntity<ParticipantDocument>> attend(
            @PathVariable UUID workshopId,
            @PathVariable UUID participantId,
            @Valid @RequestBody AttendanceRequest body,
            Caller caller) {
        return visible.organized(workshopId, participantId, caller)
                .map(
                        participant ->
                                new Attend(
                                        participant.id(),
                                        participant.workshop(),
                                        participant.user(),
                                        Boolean.TRUE.equals(body.attended())))
                .flatMap(this::settled)
                .flatMap(this::ok);
    }

    private Mono<Participant> settled(Command command) {
        return deciding.decide(command)
                .map(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Settled(var participant) -> participant;
                                    case Outcome.Refused(var refusal) ->
                                            throw new RefusedException(refusal);
                                    case Outcome.Joined _,
                                            Outcome.AlreadyJoined _,
                                            Outcome.Replayed _,
                                            Outcome.Done _ ->
                                            throw new IllegalStateException(outcome.toString());
                                });
    }

    private static @Nullable String validReason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        boolean readable = reason.chars().noneMatch(Character::isISOControl);
        if (reason.length() > MAX_REASON_LENGTH || !readable) {
            throw InvalidRequest.at(
                            "/reason",
                            "must have at most %d characters, and no control characters"
                                    .formatted(MAX_REASON_LENGTH))
                    .exception();
        }
        return reason.strip();
    }

    private Mono<ResponseEntity<ParticipantDocument>> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Joined(var participant, var place) ->
                    document(participant, place)
                            .map(document -> joined(document, HttpStatus.CREATED, false));
            case Outcome.AlreadyJoined(var participant) ->
                    document(participant).map(document -> joined(document, HttpStatus.OK, false));
            case Outcome.Replayed(var participant) ->
                    document(participant).map(document -> joined(document, HttpStatus.OK, true));
            case Outcome.Refused(var refusal) -> Mono.error(() -> new RefusedException(refusal));
            case Outcome.Settled _, Outcome.Done _ ->
                    throw new IllegalStateException(outcome.toString());
        };
    }

    private static ResponseEntity<ParticipantDocument> joined(
            ParticipantDocument document, HttpStatus status, boolean replayed) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).location(location(document)).eTag(tag(document));
        if (replayed) {
            answer.header(IdempotencyKeys.REPLAYED, "true");
        }
        return answer.body(document);
    }

    private Mono<ResponseEntity<ParticipantDocument>> ok(Participant participant) {
        return document(participant)
                .map(document -> ResponseEntity.ok().eTag(tag(document)).body(document));
    }

    private static URI location(ParticipantDocument document) {
        return URI.create(
                "/api/v1/workshops/%s/participants/%s"
                        .formatted(document.workshopId(), document.id()));
    }

    /**
     * @param place among those who wait, as far as it is known
     */
    private Mono<ParticipantDocument> document(Participant participant, int place) {
        return place > 0
                ? Mono.just(ParticipantDocument.of(participant, place))
                : document(participant);
    }

    private Mono<ParticipantDocument> document(Participant participant) {
        boolean waits = participant.status() == ParticipantStatus.WAITLISTED;
        Mono<Long> position =
                waits ? participants.waitlistPosition(participant.id()) : Mono.just(0L);
        return position.map(place -> ParticipantDocument.of(participant, place));
    }

    private static String tag(ParticipantDocument document) {
        return EntityTag.of(document.version(), document.waitlistPosition()).value();
    }
}
