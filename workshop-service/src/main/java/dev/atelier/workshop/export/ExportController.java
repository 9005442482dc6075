package dev.atelier.workshop.export;

import dev.atelier.common.security.Caller;

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

    @GetMapping("/api/v1/users/me/export/workshops")
    Mono<WorkshopsExport> export(Caller caller) {
        return exporting.export(caller);
    }
}
