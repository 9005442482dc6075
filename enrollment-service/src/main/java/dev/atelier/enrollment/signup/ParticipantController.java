package dev.atelier.enrollment.signup;

import dev.atelier.common.idempotency.IdempotencyKeys;
import dev.atelier.common.paging.Cursor;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.problem.CommonRefusal.Forbidden;
import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.common.web.EntityTag;
import dev.atelier.enrollment.known.KnownWorkshops;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.signup.Participant.By;
import dev.atelier.enrollment.signup.SignUpRefusal.ParticipantNotFound;
import dev.atelier.enrollment.signup.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.signup.SigningUp.How;
import dev.atelier.enrollment.signup.SigningUp.Result;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
    private final Cancelling cancelling;
    private final Participants participants;
    private final KnownWorkshops workshops;
    private final IdempotencyKeys keys;

    ParticipantController(
            SigningUp signingUp,
            Cancelling cancelling,
            Participants participants,
            KnownWorkshops workshops,
            IdempotencyKeys keys) {
        this.signingUp = signingUp;
        this.cancelling = cancelling;
        this.participants = participants;
        this.workshops = workshops;
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
        SigningUp.Command command =
                new SigningUp.Command(
                        new WorkshopId(workshopId),
                        new UserId(caller.userId()),
                        new HashSet<>(given.acknowledgedRequirements()),
                        keys.of(request, caller, given));
        return signingUp.signUp(command).flatMap(this::answer);
    }

    @GetMapping
    Mono<Page<ParticipantDocument>> list(
            @PathVariable UUID workshopId,
            @RequestParam Optional<ParticipantStatus> status,
            PageRequest page,
            Caller caller) {
        WorkshopId id = new WorkshopId(workshopId);
        String list = "participants " + id.value() + " " + status.map(Enum::name).orElse("");
        long after = page.afterNumber(list);
        return managed(id, caller)
                .then(Mono.defer(() -> participants.list(id, status, after, page.fetch())))
                .zipWith(participants.waitlistPositions(id))
                .map(
                        read ->
                                Page.of(read.getT1(), page, listed -> cursor(list, listed))
                                        .map(
                                                listed ->
                                                        document(
                                                                listed.participant(),
                                                                read.getT2())));
    }

    private static Cursor cursor(String list, Participants.Listed last) {
        return new Cursor(list, List.of(Long.toString(last.position())));
    }

    private static ParticipantDocument document(
            Participant participant, Map<ParticipantId, Long> places) {
        return ParticipantDocument.of(participant, places.getOrDefault(participant.id(), 0L));
    }

    /** The workshop, to whoever may manage its participants. */
    private Mono<Workshop> managed(WorkshopId id, Caller caller) {
        return workshops
                .find(id)
                .switchIfEmpty(Mono.error(() -> new RefusedException(new WorkshopNotFound())))
                .filter(workshop -> caller.admin() || organizes(caller, workshop))
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new Forbidden("Only organizers see who takes part.")
                                                .exception()));
    }

    @GetMapping("/{participantId}")
    Mono<ResponseEntity<ParticipantDocument>> read(
            @PathVariable UUID workshopId, @PathVariable UUID participantId, Caller caller) {
        return visible(workshopId, participantId, caller)
                .map(Visible::participant)
                .flatMap(this::document)
                .map(document -> ResponseEntity.ok().eTag(tag(document)).body(document));
    }

    @DeleteMapping("/{participantId}")
    Mono<ResponseEntity<Void>> cancel(
            @PathVariable UUID workshopId,
            @PathVariable UUID participantId,
            @RequestParam(required = false) @Nullable String reason,
            Caller caller) {
        String given = validReason(reason);
        return visible(workshopId, participantId, caller)
                .flatMap(
                        visible ->
                                cancelling.cancel(
                                        visible.participant(),
                                        new Participant.Cancellation(given, visible.by())))
                .thenReturn(ResponseEntity.noContent().build());
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

    private Mono<ResponseEntity<ParticipantDocument>> answer(Result result) {
        return document(result.participant())
                .map(
                        document -> {
                            ResponseEntity.BodyBuilder answer =
                                    ResponseEntity.status(
                                                    result.how() == How.CREATED
                                                            ? HttpStatus.CREATED
                                                            : HttpStatus.OK)
                                            .location(location(document))
                                            .eTag(tag(document));
                            if (result.how() == How.REPLAYED) {
                                answer.header(IdempotencyKeys.REPLAYED, "true");
                            }
                            return answer.body(document);
                        });
    }

    private static URI location(ParticipantDocument document) {
        return URI.create(
                "/api/v1/workshops/%s/participants/%s"
                        .formatted(document.workshopId(), document.id()));
    }

    private Mono<ParticipantDocument> document(Participant participant) {
        return participants
                .waitlistPosition(participant.id())
                .map(position -> ParticipantDocument.of(participant, position));
    }

    private static String tag(ParticipantDocument document) {
        return EntityTag.of(document.version(), document.waitlistPosition()).value();
    }

    /** The participant, to whoever may see it: that user, the workshop's organizers, an admin. */
    private Mono<Visible> visible(UUID workshopId, UUID participantId, Caller caller) {
        WorkshopId id = new WorkshopId(workshopId);
        return participants
                .find(id, new ParticipantId(participantId))
                .zipWhen(_ -> workshops.find(id))
                .flatMap(
                        found ->
                                Mono.justOrEmpty(part(caller, found.getT1(), found.getT2()))
                                        .map(by -> new Visible(found.getT1(), by)))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new ParticipantNotFound())));
    }

    private static Optional<By> part(Caller caller, Participant participant, Workshop workshop) {
        if (caller.is(participant.user().value())) {
            return Optional.of(By.PARTICIPANT);
        }
        return caller.admin() || organizes(caller, workshop)
                ? Optional.of(By.ORGANIZER)
                : Optional.empty();
    }

    private static boolean organizes(Caller caller, Workshop workshop) {
        return caller.user().map(UserId::new).filter(workshop::isActiveOrganizer).isPresent();
    }

    /**
     * @param by in which part the caller sees the participant
     */
    private record Visible(Participant participant, By by) {}
}
