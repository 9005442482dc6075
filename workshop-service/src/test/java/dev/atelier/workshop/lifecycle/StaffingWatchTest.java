package dev.atelier.workshop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.Database;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Far in the future, where no workshop of another test is. */
@RealServiceTest
class StaffingWatchTest {

    private static final Instant NOW = Instant.parse("2091-03-01T09:00:00Z");

    private static final String MOVE =
            """
            UPDATE workshop
               SET starts_at = ?::timestamptz, ends_at = ?::timestamptz + interval '2 hours'
             WHERE id = ?
            """;

    private static final String FALL_OUT =
            "UPDATE organizer SET status = 'UNAVAILABLE' WHERE workshop_id = ?";

    private static final String REMOVE = "UPDATE workshop SET status = 'DRAFT' WHERE id = ?";

    @Autowired Api api;
    @Autowired Workshops workshops;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countsWorkshopsOfTheNextDayThatNobodyWouldRun() {
        Person ada = api.registered("Ada");
        UUID soon = published(ada, NOW.plus(Duration.ofHours(24)));
        UUID later = published(ada, NOW.plus(Duration.ofHours(24)).plusSeconds(1));
        UUID begun = published(ada, NOW);
        StaffingWatch watch =
                new StaffingWatch(
                        workshops, Duration.ofDays(1), Clock.fixed(NOW, ZoneOffset.UTC), registry);
        watch.round().block();
        assertThat(unstaffed()).as("all have their organizer").isZero();

        Database.execute(FALL_OUT, soon);
        Database.execute(FALL_OUT, later);
        Database.execute(FALL_OUT, begun);
        watch.round().block();
        assertThat(unstaffed()).isOne();

        Database.execute(REMOVE, soon);
        watch.round().block();
        assertThat(unstaffed()).as("a draft needs nobody").isZero();
    }

    private UUID published(Person organizer, Instant start) {
        String id = organizer.published(Samples.complete("Staffed"));
        Database.execute(MOVE, start.toString(), start.toString(), UUID.fromString(id));
        return UUID.fromString(id);
    }

    private double unstaffed() {
        return registry.get("atelier.workshops.unstaffed").gauge().value();
    }
}
