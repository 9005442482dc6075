package dev.atelier.enrollment.seats;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.enrollment.deciding.SeatsDocument;
import dev.atelier.enrollment.decision.SignUpRefusal.WorkshopNotFound;
import dev.atelier.enrollment.known.WorkshopId;
import dev.atelier.enrollment.seats.SeatsRefusal.TooManyStreams;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Follows the seats of workshops for as long as somebody wants to know.
 *
 * <p>Each instance looks at the rows of all workshops that it streams, in one query for all its
 * streams. That costs a query four times a second, and for it the instances need to know nothing of
 * each other, and what one of them missed for a while it sees at the next look.
 */
class LiveSeats {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSeats.class);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Function<Collection<WorkshopId>, Mono<Map<WorkshopId, SeatsDocument>>> reader;
    private final int maxStreams;
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<WorkshopId, Integer> followed = new ConcurrentHashMap<>();
    private final Flux<Map<WorkshopId, SeatsDocument>> looks;

    LiveSeats(
            Function<Collection<WorkshopId>, Mono<Map<WorkshopId, SeatsDocument>>> reader,
            StreamProperties properties) {
        this.reader = reader;
        this.maxStreams = properties.maxStreams();
        this.looks =
                Flux.interval(properties.pollInterval())
                        .onBackpressureDrop()
                        .concatMap(_ -> look(), 0)
                        // The looks are nobody's own: not in the trace of who came first.
                        .contextWrite(_ -> Context.empty())
                        .share();
    }

    /**
     * The seats as they are.
     *
     * @return fails with {@code 404 workshop-not-found}
     */
    Mono<SeatsDocument> now(WorkshopId workshop) {
        return Mono.defer(() -> reader.apply(List.of(workshop)))
                .mapNotNull(read -> read.get(workshop))
                .switchIfEmpty(Mono.error(() -> new RefusedException(new WorkshopNotFound())));
    }

    /**
     * The seats as they are, and then whenever they have changed. Who is slow gets the newest state
     * and not those in between.
     *
     * @return fails with {@code 404 workshop-not-found}, and with {@code 503} when there are too
     *     many streams
     */
    Flux<SeatsDocument> following(WorkshopId workshop) {
        return Flux.using(() -> open(workshop), this::states, this::close);
    }

    private Flux<SeatsDocument> states(WorkshopId workshop) {
        Flux<SeatsDocument> later =
                looks.mapNotNull(read -> read.get(workshop)).onBackpressureLatest();
        return now(workshop)
                .concatWith(later)
                .scan(LiveSeats::newer)
                .distinctUntilChanged(SeatsDocument::version);
    }

    /** A look that was under way when the stream began may have seen less than the stream has. */
    private static SeatsDocument newer(SeatsDocument one, SeatsDocument other) {
        return other.version() > one.version() ? other : one;
    }

    /** Keeps the streams when the database is away; the next look that works sees it all. */
    private Mono<Map<WorkshopId, SeatsDocument>> look() {
        return reader.apply(List.copyOf(followed.keySet()))
                .onErrorResume(DataAccessException.class, LiveSeats::pause);
    }

    private static <T> Mono<T> pause(DataAccessException failure) {
        LOG.warn("cannot look at the seats: {}", failure.toString());
        return Mono.delay(PAUSE_AFTER_FAILURE).then(Mono.empty());
    }

    private WorkshopId open(WorkshopId workshop) {
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            throw new TooManyStreams().exception();
        }
        followed.merge(workshop, 1, Integer::sum);
        return workshop;
    }

    private void close(WorkshopId workshop) {
        followed.computeIfPresent(workshop, (_, count) -> count == 1 ? null : count - 1);
        streams.decrementAndGet();
    }
}
