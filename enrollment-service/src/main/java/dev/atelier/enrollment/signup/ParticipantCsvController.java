package dev.atelier.enrollment.signup;

import dev.atelier.common.security.Caller;
import dev.atelier.enrollment.deciding.Participants;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The list of participants as a file. It is read page by page as fast as the client takes it, so
 * that neither memory nor a connection to the database is held for a slow one.
 */
@RestController
class ParticipantCsvController {

    private static final int PAGE = 500;
    private static final String TEXT_CSV = "text/csv";

    private final Participants participants;
    private final VisibleParticipants visible;

    ParticipantCsvController(Participants participants, VisibleParticipants visible) {
        this.participants = participants;
        this.visible = visible;
    }

    @GetMapping(path = "/api/v1/workshops/{workshopId}/participants", produces = TEXT_CSV)
    Mono<ResponseEntity<Flux<String>>> export(
            @PathVariable UUID workshopId,
            @RequestParam Optional<ParticipantStatus> status,
            Caller caller) {
        WorkshopId id = new WorkshopId(workshopId);
        return visible.managed(id, caller)
                .map(
                        _ ->
                                ResponseEntity.ok()
                                        .contentType(
                                                new MediaType(
                                                        "text", "csv", StandardCharsets.UTF_8))
                                        .header(HttpHeaders.CONTENT_DISPOSITION, filename(id))
                                        .body(lines(id, status)));
    }

    private static String filename(WorkshopId workshop) {
        return ContentDisposition.attachment()
                .filename("participants-%s.csv".formatted(workshop.value()))
                .build()
                .toString();
    }

    private Flux<String> lines(WorkshopId workshop, Optional<ParticipantStatus> status) {
        return Flux.defer(
                () -> {
                    ParticipantCsv csv = new ParticipantCsv();
                    return pages(workshop, status)
                            .concatMapIterable(page -> page, 1)
                            .map(csv::line)
                            .startWith(ParticipantCsv.HEADER);
                });
    }

    private Flux<List<Participant>> pages(WorkshopId workshop, Optional<ParticipantStatus> status) {
        return page(workshop, status, 0)
                .expand(
                        page ->
                                page.size() < PAGE
                                        ? Mono.empty()
                                        : page(workshop, status, page.getLast().position()));
    }

    private Mono<List<Participant>> page(
            WorkshopId workshop, Optional<ParticipantStatus> status, long after) {
        return participants.list(workshop, status, after, PAGE).collectList();
    }
}
