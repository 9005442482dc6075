package dev.atelier.enrollment.signup;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.web.EntityTag;
import dev.atelier.enrollment.deciding.SeatCounts;
import dev.atelier.enrollment.deciding.SeatsDocument;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.known.WorkshopId;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.UUID;

/** Live seats over HTTP. */
@RestController
class SeatsController {

    private final SeatCounts seatCounts;

    SeatsController(SeatCounts seatCounts) {
        this.seatCounts = seatCounts;
    }

    @GetMapping(
            path = "/api/v1/workshops/{workshopId}/seats",
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<SeatsDocument>> read(@PathVariable UUID workshopId) {
        WorkshopId id = new WorkshopId(workshopId);
        return seatCounts
                .find(id)
                .map(seats -> SeatsDocument.of(id, seats))
                .map(SeatsController::answer)
                .switchIfEmpty(Mono.error(() -> new RefusedException(new WorkshopNotFound())));
    }

    private static ResponseEntity<SeatsDocument> answer(SeatsDocument seats) {
        String tag = EntityTag.of(seats.version(), seats.capacity()).value();
        return ResponseEntity.ok().eTag(tag).body(seats);
    }
}
