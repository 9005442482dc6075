package dev.atelier.enrollment.mine;

import dev.atelier.common.paging.Cursor;
import dev.atelier.common.paging.InvalidCursor;
import dev.atelier.common.paging.Page;
import dev.atelier.common.paging.PageRequest;
import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.Caller;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.mine.Participations.Place;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The caller's participations over HTTP. */
@RestController
class ParticipationsController {

    private final Participations participations;
    private final Clock clock;

    ParticipationsController(Participations participations, Clock clock) {
        this.participations = participations;
        this.clock = clock;
    }

    @GetMapping("/api/v1/users/me/participations")
    Mono<Page<ParticipationDocument>> list(
            @RequestParam Optional<ParticipantStatus> status,
            @RequestParam("when") Optional<String> word,
            PageRequest page,
            Caller caller) {
        UserId user = new UserId(caller.userId());
        When when = word.map(ParticipationsController::when).orElse(When.ANY);
        String list =
                "participations %s %s %s"
                        .formatted(user.value(), when.word(), status.map(Enum::name).orElse(""));
        Optional<Place> after = page.after(list, 2).map(ParticipationsController::place);
        return participations
                .list(user, status, when, clock.instant(), after, page.fetch())
                .collectList()
                .map(
                        read ->
                                Page.of(read, page, last -> cursor(list, last))
                                        .map(ParticipationDocument::of));
    }

    private static When when(String word) {
        return When.of(word)
                .orElseThrow(
                        () -> InvalidRequest.at("/when", "must be upcoming or past").exception());
    }

    private static Cursor cursor(String list, Participation last) {
        return new Cursor(
                list, List.of(last.key().toString(), last.participant().id().value().toString()));
    }

    /** A cursor has been in a client's hands. */
    private static Place place(List<String> key) {
        try {
            return new Place(Instant.parse(key.getFirst()), UUID.fromString(key.getLast()));
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new RefusedException(new InvalidCursor());
        }
    }
}
