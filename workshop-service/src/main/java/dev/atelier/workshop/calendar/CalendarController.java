package dev.atelier.workshop.calendar;

import dev.atelier.common.calendar.CalendarAnswer;
import dev.atelier.common.calendar.CalendarFeed;
import dev.atelier.common.calendar.CalendarText;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.security.Caller;
import dev.atelier.common.web.EntityTag;
import dev.atelier.workshop.lifecycle.Access;
import dev.atelier.workshop.lifecycle.Workshops;
import dev.atelier.workshop.model.Workshop;
import dev.atelier.workshop.model.WorkshopId;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.util.UUID;

/** One workshop as a calendar, over HTTP. */
@RestController
class CalendarController {

    private final Workshops workshops;

    CalendarController(Workshops workshops) {
        this.workshops = workshops;
    }

    @GetMapping(
            path = "/api/v1/workshops/{workshopId}/calendar.ics",
            produces = CalendarAnswer.MEDIA_TYPE)
    Mono<ResponseEntity<String>> read(@PathVariable UUID workshopId, Caller caller) {
        WorkshopId id = new WorkshopId(workshopId);
        return workshops
                .find(id)
                .filter(workshop -> Access.maySee(caller, workshop))
                .switchIfEmpty(Mono.error(() -> Access.unknown(id)))
                .flatMap(CalendarController::answer);
    }

    private static Mono<ResponseEntity<String>> answer(Workshop workshop) {
        return Mono.justOrEmpty(WorkshopEntry.of(workshop))
                .switchIfEmpty(
                        Mono.error(
                                () -> new NotFound("This workshop has no time yet.").exception()))
                .map(CalendarFeed::of)
                .flatMap(CalendarText::of)
                .map(text -> answer(workshop, text));
    }

    private static ResponseEntity<String> answer(Workshop workshop, String text) {
        return CalendarAnswer.of(
                text,
                EntityTag.of(workshop.version(), text),
                "workshop-%s.ics".formatted(workshop.id().value()));
    }
}
