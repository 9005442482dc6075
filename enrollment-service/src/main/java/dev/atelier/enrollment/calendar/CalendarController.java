package dev.atelier.enrollment.calendar;

import dev.atelier.common.calendar.CalendarAnswer;
import dev.atelier.common.calendar.CalendarFeed;
import dev.atelier.common.calendar.CalendarText;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.security.Caller;
import dev.atelier.enrollment.known.UserId;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.Optional;

/** A user's calendar over HTTP. */
@RestController
class CalendarController {

    /**
     * Carries the secret of a link, which the gateway takes out of the path: paths are logged and
     * traced, headers are not.
     */
    private static final String SECRET = "Calendar-Secret";

    private static final String NAME = "Atelier";
    private static final Duration REFRESH = Duration.ofHours(1);

    private final CalendarEntries entries;
    private final CalendarLinks links;

    CalendarController(CalendarEntries entries, CalendarLinks links) {
        this.entries = entries;
        this.links = links;
    }

    @GetMapping(path = "/api/v1/users/me/calendar.ics", produces = CalendarAnswer.MEDIA_TYPE)
    Mono<ResponseEntity<String>> mine(Caller caller) {
        return calendar(new UserId(caller.userId()));
    }

    /** For programs that have a link and no token. */
    @GetMapping(path = "/api/v1/calendars/linked.ics", produces = CalendarAnswer.MEDIA_TYPE)
    Mono<ResponseEntity<String>> linked(@RequestHeader(SECRET) Optional<String> secret) {
        return Mono.justOrEmpty(secret.map(CalendarSecret::new))
                .flatMap(links::owner)
                .switchIfEmpty(
                        Mono.error(() -> new NotFound("This link leads nowhere.").exception()))
                .flatMap(this::calendar);
    }

    private Mono<ResponseEntity<String>> calendar(UserId user) {
        return entries.of(user)
                .collectList()
                .map(enrolled -> new CalendarFeed(NAME, REFRESH, enrolled))
                .flatMap(CalendarText::of)
                .map(text -> CalendarAnswer.of(text, "atelier.ics"));
    }
}
