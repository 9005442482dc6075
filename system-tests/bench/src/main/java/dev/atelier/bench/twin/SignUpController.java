package dev.atelier.bench.twin;

import dev.atelier.bench.rowlock.Participant;
import dev.atelier.bench.rowlock.SignUp;
import dev.atelier.common.security.Caller;
import dev.atelier.common.web.EntityTag;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Set;
import java.util.UUID;

/** The platform's endpoint, as far as the benchmark asks it. */
@RestController
@RequestMapping("/api/v1/workshops/{workshopId}/participants")
class SignUpController {

    private final SigningUp signingUp;

    SignUpController(SigningUp signingUp) {
        this.signingUp = signingUp;
    }

    /** The body. */
    record SignUpRequest(Set<UUID> acknowledgedRequirements) {}

    @PostMapping
    Mono<ResponseEntity<Participant>> signUp(
            @PathVariable UUID workshopId, @RequestBody SignUpRequest body, Caller caller) {
        return signingUp
                .signUp(new SignUp(workshopId, caller.userId(), body.acknowledgedRequirements()))
                .map(SignUpController::created);
    }

    private static ResponseEntity<Participant> created(Participant participant) {
        URI location =
                URI.create(
                        "/api/v1/workshops/%s/participants/%s"
                                .formatted(participant.workshopId(), participant.id()));
        return ResponseEntity.created(location)
                .eTag(EntityTag.of(participant.version(), 0L).value())
                .body(participant);
    }
}
