package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayLease.Held;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;
import dev.atelier.common.relay.Subscriptions.Place;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@EventsTest
class SubscriptionsTest {

    private static final Cursor START = new Cursor("0", 0);

    @Autowired DatabaseClient database;

    private final String name = "subscriber-" + UUID.randomUUID();
    private Subscriptions subscriptions;
    private RelayLease lease;
    private Held held;

    @BeforeEach
    void subscribe() {
        subscriptions = new Subscriptions(database);
        lease = new RelayLease(database, Duration.ofSeconds(30));
        held = lease.changes().next().map(Optional::orElseThrow).block();
        subscriptions.subscribe(subscription(Start.BEGINNING)).block();
    }

    @AfterEach
    void release() {
        lease.release().block();
    }

    @Test
    void movesCursorThatIsWhereItWasRead() {
        assertThat(advance(START, new Cursor("10", 5), held)).isTrue();
        assertThat(cursor()).isEqualTo(new Cursor("10", 5));
    }

    @Test
    void leavesCursorThatHasMovedMeanwhile() {
        advance(START, new Cursor("10", 5), held);

        assertThat(advance(START, new Cursor("20", 6), held)).isFalse();
        assertThat(cursor()).isEqualTo(new Cursor("10", 5));
    }

    @Test
    void leavesCursorToWhoeverHoldsTheLease() {
        Held deposed = new Held(held.owner(), held.epoch() - 1);
        Held stranger = new Held(UUID.randomUUID(), held.epoch());

        assertThat(advance(START, new Cursor("10", 5), deposed)).isFalse();
        assertThat(advance(START, new Cursor("10", 5), stranger)).isFalse();
        assertThat(cursor()).isEqualTo(START);
    }

    /** An operator has set it back meanwhile, to the very place that was read. */
    @Test
    void leavesCursorOfAnotherEpoch() {
        Place read = subscriptions.place(name).block();
        execute("UPDATE subscription SET epoch = epoch + 1 WHERE name = '" + name + "'");

        assertThat(advance(read, new Cursor("10", 5), held)).isFalse();
        assertThat(cursor()).isEqualTo(START);
    }

    @Test
    void hasNoPlaceWhileSubscriptionIsPausedOrGone() {
        execute("UPDATE subscription SET paused = true WHERE name = '" + name + "'");

        assertThat(subscriptions.place(name).blockOptional()).isEmpty();
        assertThat(subscriptions.place("nobody").blockOptional()).isEmpty();
    }

    @Test
    void keepsCursorWhenSubscribedAgain() {
        advance(START, new Cursor("10", 5), held);

        subscriptions.subscribe(subscription(Start.NOW)).block();

        assertThat(cursor()).isEqualTo(new Cursor("10", 5));
    }

    @Test
    void givesLeaseToOneAtATimeAndToTheNextWithNewEpoch() {
        RelayLease other = new RelayLease(database, Duration.ofSeconds(30));

        assertThat(other.changes().blockFirst()).isEmpty();

        lease.release().block();
        Held taken = other.changes().blockFirst().orElseThrow();
        assertThat(taken.epoch()).isEqualTo(held.epoch() + 1);
        assertThat(lease.changes().blockFirst()).isEmpty();
        other.release().block();
    }

    @Test
    void takesOverFromOwnerThatIsGone() {
        lease.release().block();
        RelayLease brief = new RelayLease(database, Duration.ofMillis(50));
        brief.changes().blockFirst();
        RelayLease next = new RelayLease(database, Duration.ofMillis(90));

        Held taken =
                next.changes()
                        .filter(Optional::isPresent)
                        .map(Optional::orElseThrow)
                        .blockFirst(Duration.ofSeconds(10));

        assertThat(taken.epoch()).isEqualTo(held.epoch() + 2);
        next.release().block();
    }

    private Subscription subscription(Start start) {
        return new Subscription(name, "queue", List.of("thing.*"), start);
    }

    private void execute(String statement) {
        database.sql(statement).then().block();
    }

    private boolean advance(Cursor from, Cursor to, Held by) {
        return advance(new Place(from, 0), to, by);
    }

    private boolean advance(Place from, Cursor to, Held by) {
        return subscriptions.advance(name, from, to, by).block();
    }

    private Cursor cursor() {
        return subscriptions.place(name).block().cursor();
    }
}
