package dev.atelier.bench.mvc;

import dev.atelier.bench.rowlock.Participant;
import dev.atelier.bench.rowlock.SignUp;
import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.web.EntityTag;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

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
    ResponseEntity<Participant> signUp(
            @PathVariable UUID workshopId,
            @RequestBody SignUpRequest body,
            @AuthenticationPrincipal Jwt token) {
        Participant participant =
                signingUp.signUp(
                        new SignUp(
                                workshopId,
                                UUID.fromString(token.getSubject()),
                                body.acknowledgedRequirements()));
        URI location =
                URI.create(
                        "/api/v1/workshops/%s/participants/%s"
                                .formatted(workshopId, participant.id()));
        return ResponseEntity.created(location)
                .eTag(EntityTag.of(participant.version(), 0L).value())
                .body(participant);
    }

    @ExceptionHandler
    ProblemDetail refused(RefusedException refused) {
        Problem problem = refused.refusal().problem();
        ProblemDetail document = ProblemDetail.forStatus(problem.status());
        document.setType(problem.type());
        document.setTitle(problem.title());
        return document;
    }
}
