package dev.atelier.workshop.finding;

import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.security.Caller;
import dev.atelier.workshop.lifecycle.WorkshopView;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.Map;

/** The list of workshops over HTTP. */
@RestController
class FindingController {

    private final Finding finding;

    FindingController(Finding finding) {
        this.finding = finding;
    }

    @GetMapping("/api/v1/workshops")
    Mono<Page<WorkshopView>> find(
            @RequestParam Map<String, String> query, PageRequest page, Caller caller) {
        return finding.find(FilterReader.read(query, caller), page, caller);
    }
}
