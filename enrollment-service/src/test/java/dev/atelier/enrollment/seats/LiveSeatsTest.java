package dev.atelier.enrollment.seats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.common.security.TokenExpiry;
import dev.atelier.enrollment.deciding.SeatsDocument;
import dev.atelier.enrollment.known.WorkshopId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.codec.ServerSentEvent;

import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Following seats, in virtual time and on rows by hand. */
class LiveSeatsTest {

    private static final WorkshopId CLAY = new WorkshopId(UUID.randomUUID());
    private static final WorkshopId GLASS = new WorkshopId(UUID.randomUUID());
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final StreamProperties PROPERTIES =
            new StreamProperties(INTERVAL, Duration.ofSeconds(15), 2);
    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    private final Rows rows = new Rows();
    private VirtualTimeScheduler time;
    private LiveSeats seats;

    @BeforeEach
    void begin() {
        time = VirtualTimeScheduler.getOrSet();
        seats = new LiveSeats(rows::read, PROPERTIES);
        rows.put(CLAY, 1);
        rows.put(GLASS, 1);
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void tellsStateAtOnceAndThenEachChangeOnce() {
        List<Long> versions = new ArrayList<>();
        Disposable stream = follow(CLAY, versions);
        assertThat(versions).containsExactly(1L);

        time.advanceTimeBy(Duration.ofSeconds(2));
        rows.put(CLAY, 2);
        time.advanceTimeBy(INTERVAL);
        time.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(versions).containsExactly(1L, 2L);
        stream.dispose();
    }

    @Test
    void looksOnceForAllStreamsAndOnlyWhileThereAreSome() {
        Disposable clay = follow(CLAY, new ArrayList<>());
        Disposable glass = follow(GLASS, new ArrayList<>());
        rows.asked.clear();

        time.advanceTimeBy(INTERVAL);
        assertThat(rows.asked)
                .singleElement()
                .satisfies(ids -> assertThat(ids).containsExactlyInAnyOrder(CLAY, GLASS));

        clay.dispose();
        time.advanceTimeBy(INTERVAL);
        assertThat(rows.asked.getLast()).containsExactly(GLASS);

        glass.dispose();
        rows.asked.clear();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(rows.asked).isEmpty();
    }

    @Test
    void givesWhoIsSlowTheNewestStateOnly() {
        List<Long> versions = new ArrayList<>();
        BaseSubscriber<SeatsDocument> slow = oneByOne(versions);
        seats.following(CLAY).subscribe(slow);
        for (int version = 2; version <= 500; version++) {
            rows.put(CLAY, version);
            time.advanceTimeBy(INTERVAL);
        }

        slow.request(10);
        time.advanceTimeBy(INTERVAL);

        assertThat(versions).hasSizeLessThan(5).startsWith(1L).endsWith(500L);
        slow.dispose();
    }

    @Test
    void neverGoesBackWhenLookThatWasUnderWaySawLess() {
        TestPublisher<Map<WorkshopId, SeatsDocument>> underWay = TestPublisher.create();
        List<Long> versions = new ArrayList<>();
        Disposable first = follow(CLAY, new ArrayList<>());
        rows.answer = underWay.mono();
        time.advanceTimeBy(INTERVAL);
        rows.answer = null;
        rows.put(CLAY, 2);
        Disposable second = follow(CLAY, versions);

        underWay.emit(Map.of(CLAY, document(CLAY, 1)));
        rows.put(CLAY, 3);
        time.advanceTimeBy(INTERVAL);

        assertThat(versions).containsExactly(2L, 3L);
        first.dispose();
        second.dispose();
    }

    @Test
    void keepsStreamWhileDatabaseIsAway() {
        List<Long> versions = new ArrayList<>();
        Disposable stream = follow(CLAY, versions);
        rows.answer = Mono.error(() -> new DataAccessResourceFailureException("away"));
        time.advanceTimeBy(Duration.ofSeconds(30));
        rows.answer = null;
        rows.put(CLAY, 2);

        time.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(versions).containsExactly(1L, 2L);
        stream.dispose();
    }

    @Test
    void refusesStreamsBeyondTheMostUntilOneEnds() {
        Disposable one = follow(CLAY, new ArrayList<>());
        Disposable two = follow(CLAY, new ArrayList<>());
        List<Throwable> refused = new ArrayList<>();

        seats.following(CLAY).subscribe(_ -> {}, refused::add);

        assertThat(refused)
                .singleElement()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> {
                            var problem = refusal.refusal().problem();
                            assertThat(problem.status().value()).isEqualTo(503);
                            assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("5");
                        });
        one.dispose();
        List<Long> versions = new ArrayList<>();
        Disposable three = follow(CLAY, versions);
        assertThat(versions).containsExactly(1L);
        two.dispose();
        three.dispose();
    }

    @Test
    void commentsWhileNothingHappensAndEndsWithToken() {
        var controller = new SeatsController(seats, PROPERTIES, Clock.fixed(NOW, ZoneOffset.UTC));
        List<String> told = new ArrayList<>();
        Disposable stream =
                controller
                        .follow(CLAY.value(), "1", new TokenExpiry(NOW.plusSeconds(50)))
                        .map(LiveSeatsTest::summary)
                        .doOnComplete(() -> told.add("end"))
                        .subscribe(told::add);
        assertThat(told).containsExactly("comment");

        time.advanceTimeBy(Duration.ofSeconds(31));
        rows.put(CLAY, 2);
        time.advanceTimeBy(Duration.ofSeconds(18));
        assertThat(told).containsExactly("comment", "comment", "comment", "2", "comment");
        time.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(told).endsWith("end");
        assertThat(stream.isDisposed()).isTrue();
    }

    private static String summary(ServerSentEvent<SeatsDocument> event) {
        return event.data() == null ? "comment" : event.id();
    }

    private Disposable follow(WorkshopId workshop, List<Long> versions) {
        return seats.following(workshop)
                .map(SeatsDocument::version)
                .subscribe(versions::add, failure -> versions.add(-1L));
    }

    private static BaseSubscriber<SeatsDocument> oneByOne(List<Long> versions) {
        return new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(SeatsDocument seats) {
                versions.add(seats.version());
            }
        };
    }

    private static SeatsDocument document(WorkshopId workshop, long version) {
        return new SeatsDocument(workshop.value(), 10, 0, 0, 0, 10, version);
    }

    /** The seats of all workshops; it remembers what it was asked for. */
    private static final class Rows {

        private final Map<WorkshopId, SeatsDocument> documents = new HashMap<>();
        private final List<Collection<WorkshopId>> asked = new ArrayList<>();
        private Mono<Map<WorkshopId, SeatsDocument>> answer;

        void put(WorkshopId workshop, long version) {
            documents.put(workshop, document(workshop, version));
        }

        Mono<Map<WorkshopId, SeatsDocument>> read(Collection<WorkshopId> ids) {
            asked.add(ids);
            if (answer != null) {
                return answer;
            }
            Map<WorkshopId, SeatsDocument> found = new HashMap<>(documents);
            found.keySet().retainAll(new HashSet<>(ids));
            return Mono.just(found);
        }
    }
}
