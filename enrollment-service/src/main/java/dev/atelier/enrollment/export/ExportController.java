package dev.atelier.enrollment.export;

import dev.atelier.common.security.Caller;
import dev.atelier.enrollment.known.UserId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

/** The export over HTTP. */
@RestController
class ExportController {

    private final Exporting exporting;

    ExportController(Exporting exporting) {
        this.exporting = exporting;
    }

    @GetMapping("/api/v1/users/me/export/participations")
    Mono<ParticipationsExport> export(Caller caller) {
        return exporting.export(new UserId(caller.userId()));
    }
}
