package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;
import dev.atelier.testing.RealParts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@EventsTest
class RelayMetersTest {

    private static final String INSERT =
            """
            INSERT INTO event_log (id, type, subject, sequence, data, recorded_at)
            VALUES (gen_random_uuid(), $1, gen_random_uuid(), 1, '{}',
                    now() - $2 * interval '1 second')
            """;

    @Autowired DatabaseClient database;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final String name = "subscriber-" + UUID.randomUUID();
    private final Subscription subscription =
            new Subscription(name, "queue", List.of(type("thing.*"), type("other.v1")), Start.NOW);
    private Subscriptions subscriptions;
    private RelayMeters meters;

    @BeforeEach
    void subscribe() {
        subscriptions = new Subscriptions(database);
        meters = new RelayMeters(new Backlogs(database), List.of(subscription), registry);
        subscriptions.subscribe(subscription).block();
    }

    @Test
    void showsNothingBeforeItWasLookedAt() {
        assertThat(value("backlog.size")).isNaN();
        assertThat(value("backlog.age")).isNaN();
    }

    @Test
    void showsZeroWithoutBacklog() {
        meters.refresh().block();

        assertThat(value("backlog.size")).isZero();
        assertThat(value("backlog.age")).isZero();
        assertThat(value("parked")).isZero();
    }

    @Test
    void showsHowMuchOfWhatIsWantedIsUnsentAndHowOldItIs() {
        log(type("unwanted.v1"), 900);
        log(type("thing.v1"), 300);
        log(type("other.v1"), 60);
        log(type("other.v10"), 30);

        meters.refresh().block();

        assertThat(value("backlog.size")).isEqualTo(2);
        assertThat(value("backlog.age")).isBetween(300.0, 330.0);
    }

    @Test
    void showsWhatIsSetAside() {
        LoggedEvent event =
                new LoggedEvent(
                        new Cursor("1", 1),
                        UUID.randomUUID(),
                        "thing.made.v1",
                        UUID.randomUUID(),
                        1,
                        Instant.EPOCH,
                        null,
                        "{}");
        subscriptions.park(name, event, "never").block();

        meters.refresh().block();

        assertThat(value("parked")).isEqualTo(1);
    }

    @Test
    void showsHowLongTransactionHoldsTheHorizon() throws SQLException {
        try (Connection slow = RealParts.database("workshop-service").connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");
            log("thing.made.v1", 0);
            meters.refresh().block();
            statement.execute("SELECT pg_sleep(0.2)");
            meters.refresh().block();

            assertThat(registry.get("atelier.events.horizon.age").gauge().value())
                    .isGreaterThanOrEqualTo(0.2);
        }
    }

    @Test
    void horizonIsOfNoAgeWhenNothingRuns() {
        Horizon idle = new Horizon("7", false, Instant.EPOCH);

        assertThat(idle.then(idle).age(Instant.MAX)).isEqualTo(Duration.ZERO);
    }

    @Test
    void horizonThatMovesIsYoung() {
        Instant later = Instant.EPOCH.plusSeconds(5);
        Horizon before = new Horizon("7", true, Instant.EPOCH);

        assertThat(before.then(new Horizon("8", true, later)).age(later)).isZero();
        assertThat(before.then(new Horizon("7", true, later)).age(later)).hasSeconds(5);
    }

    /** Types that no other test logs: the subscription begins at the horizon, which may be held. */
    private String type(String end) {
        return name + "." + end;
    }

    private void log(String type, int secondsAgo) {
        database.sql(INSERT).bind("$1", type).bind("$2", secondsAgo).then().block();
    }

    private double value(String meter) {
        return registry.get("atelier.events." + meter).tag("subscription", name).gauge().value();
    }
}
