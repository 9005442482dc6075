package dev.atelier.enrollment.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.enrollment.Scene;
import dev.atelier.enrollment.known.WorkshopId;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

@EnrollmentServiceTest
class WaitlistWatchTest {

    private static final Instant START = Instant.parse("2027-03-01T09:00:00Z");

    @Autowired Participants participants;
    @Autowired DatabaseClient database;
    @LocalServerPort int port;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final WorkshopId weaving = new WorkshopId(UUID.randomUUID());
    private final WorkshopId dyeing = new WorkshopId(UUID.randomUUID());
    private final Found found = new Found();
    private Instant now = START;

    @Test
    void seatThatStaysDueGrowsOld() {
        WaitlistWatch watch = watch(found);
        found.due = List.of(weaving);

        watch.round().block();
        assertThat(value("due.age")).isZero();
        now = START.plusSeconds(90);
        watch.round().block();

        assertThat(value("due.age")).isEqualTo(90);
    }

    @Test
    void seatsThatAreGivenOutInBetweenNeverGrowOld() {
        WaitlistWatch watch = watch(found);
        found.due = List.of(weaving);
        watch.round().block();
        found.due = List.of(dyeing);
        now = START.plusSeconds(90);
        watch.round().block();

        assertThat(value("due.age")).isZero();
    }

    @Test
    void nobodyWaitingIsNoWait() {
        watch(found).round().block();

        assertThat(value("age")).isZero();
    }

    @Test
    void findsWhoHasWaitedLongest() {
        Scene scene = new Scene(port, database);
        now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        UUID workshop = scene.workshop("Waited for", now.plus(40, ChronoUnit.DAYS), 1);
        scene.signUp(workshop, scene.user());
        UUID waiting = UUID.fromString(scene.signUp(workshop, scene.user()).get("id").asString());
        scene.run(
                "UPDATE participant SET created_at = $1 WHERE id = $2",
                now.minus(900, ChronoUnit.DAYS),
                waiting);

        watch(participants).round().block();
        assertThat(value("age")).isEqualTo(Duration.ofDays(900).toSeconds());

        scene.run("UPDATE known_workshop SET status = 'CANCELLED' WHERE id = $1", workshop);
        watch(participants).round().block();
        assertThat(value("age")).isLessThan(Duration.ofDays(900).toSeconds());
    }

    private WaitlistWatch watch(Participants from) {
        registry.clear();
        return new WaitlistWatch(from, Duration.ofDays(1), new TestClock(), registry);
    }

    private double value(String meter) {
        return registry.get("atelier.waitlist." + meter).gauge().value();
    }

    private static final class Found extends Participants {

        private List<WorkshopId> due = List.of();

        Found() {
            super(null);
        }

        @Override
        Flux<WorkshopId> duePlaces(Instant now, int limit) {
            return Flux.fromIterable(due);
        }

        @Override
        Mono<Instant> waitingSince(Instant now) {
            return Mono.empty();
        }
    }

    private final class TestClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
