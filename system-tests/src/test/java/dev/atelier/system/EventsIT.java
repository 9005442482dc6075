package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.arena.Queues;
import dev.atelier.local.Platform;
import dev.atelier.local.events.Addresses;
import dev.atelier.local.events.Events;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Subscription;
import dev.atelier.topology.Topology;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What an operator can do about events, with the commands that the runbooks name. */
class EventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int STEPS = 150;

    private final RunningPlatform running = RunningPlatform.shared();
    private final Platform platform = running.platform();
    private final Database database = running.database();
    private final Queues queues = new Queues(platform.uri("queue"));
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    /** The fault is a constraint that one name violates; to take it away is the fix. */
    @Test
    void messageThatFailsDiesAloneAndIsRedrivenWhenTheFaultIsGone() {
        Person poisonous = running.person("Poisonous " + run);
        database.execute(
                """
                ALTER TABLE workshops.known_user ADD CONSTRAINT fault
                    CHECK (display_name <> 'Poisonous %s') NOT VALID
                """
                        .formatted(run));
        queues.showAgainAfter("local-workshop-service", Duration.ofSeconds(1));
        String id;
        try {
            id = poisonous.register().expect(201).id();
            Person other = running.person("Other " + run);
            String otherId = other.register().expect(201).id();
            await(() -> assertThat(knownVersion(otherId)).isEqualTo(1));
            await(
                    () ->
                            assertThat(events("dead-letters", "workshop-service"))
                                    .contains("user.registered.v1", id));
            assertThat(knownVersion(id)).isZero();

            renamed(poisonous).expect(200);
            await(() -> assertThat(knownVersion(id)).isEqualTo(2));
        } finally {
            database.execute("ALTER TABLE workshops.known_user DROP CONSTRAINT fault");
            queues.showAgainAfter(
                    "local-workshop-service",
                    Duration.ofSeconds(Subscriber.VISIBILITY_TIMEOUT_SECONDS));
        }

        assertThat(events("redrive", "workshop-service")).contains("1 moved back, 0 left");

        awaitQueueEmpty("workshop-service");
        assertThat(knownVersion(id)).isEqualTo(2);
        assertThat(events("dead-letters", "workshop-service")).contains("no dead letters");
        running.awaitAgreement();
    }

    @Test
    void replayFromTheBeginningChangesNoRow() {
        Person ada = running.person("Ada " + run);
        ada.register().expect(201);
        Answer workshop = ada.publish("Replayed " + run, 5).expect(200);
        running.awaitAgreement();
        ada.signUp(workshop.id(), List.of()).expect(201);
        running.awaitAgreement();
        String rows = "TABLE workshops.workshop_seats ORDER BY workshop_id";
        List<String> before = database.rows(rows);
        assertThat(before).isNotEmpty();

        assertThat(replayed("enrollment-service", "workshop-service", "beginning"))
                .contains("on the way again");

        awaitDelivered("workshop-service");
        assertThat(database.rows(rows)).isEqualTo(before);
        assertThat(events("list")).contains("seats.changed.v1", "sending");
    }

    @Test
    void holdsWhatIsPausedAndSaysHowFarItIsBehind() {
        String paused = events("pause", "user-service", "workshop-service");
        try {
            assertThat(paused).contains("paused");
            running.person("Waiting " + run).register().expect(201);
            await(() -> assertThat(events("list")).containsPattern("paused +1 "));
        } finally {
            assertThat(events("resume", "user-service", "workshop-service")).contains("sending");
        }
        running.awaitAgreement();
    }

    /**
     * The projections of a service, from the whole log, in a schema that has nothing; then again
     * from what this run has logged, each message twice and all of them in any order.
     */
    @ParameterizedTest
    @CsvSource({
        "workshop-service, known_user, workshop_seats, workshop_id",
        "enrollment-service, known_user, known_workshop, id"
    })
    void projectionsBuiltAnewEqualTheLiveOnesRowByRow(
            String service, String users, String others, String key) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("Random use with -Dseed=%d%n", seed);
        Instant start = database.time();
        new RandomUse(running, seed, run).steps(STEPS);
        running.awaitAgreement();
        String live = Topology.ATELIER.deployable(service).schema().orElseThrow().name();

        platform.stop(service);
        try {
            compareWithCopyFromBeginning(service, live, users, others);
            compareWithCopyOfDisorder(service, live, users, others, key, start, seed);
        } finally {
            platform.start(service);
        }
        // What was logged meanwhile is with the copies, and with nobody else.
        replayAll(service, start.toString());
        running.awaitAgreement();
    }

    private void compareWithCopyFromBeginning(
            String service, String live, String users, String others) throws Exception {
        try (Copy copy = Copy.of(platform, service)) {
            replayAll(service, "beginning");
            awaitDelivered(service);
            assertThat(difference(live, copy.schema(), users, "")).isEmpty();
            assertThat(difference(live, copy.schema(), others, "")).isEmpty();
        }
    }

    private void compareWithCopyOfDisorder(
            String service,
            String live,
            String users,
            String others,
            String key,
            Instant start,
            long seed)
            throws Exception {
        replayAll(service, start.toString());
        awaitSent(service);
        List<String> messages = new ArrayList<>(queues.takeAll("local-" + service));
        messages.addAll(List.copyOf(messages));
        Collections.shuffle(messages, new Random(seed));
        messages.forEach(message -> queues.send("local-" + service, message, 0));
        try (Copy copy = Copy.of(platform, service)) {
            awaitQueueEmpty(service);
            assertThat(difference(live, copy.schema(), users, changedSince(start, "id"))).isEmpty();
            assertThat(difference(live, copy.schema(), others, changedSince(start, key))).isEmpty();
        }
    }

    private void replayAll(String subscriber, String to) {
        Topology.ATELIER.subscriptions().stream()
                .filter(subscription -> subscription.subscriber().equals(subscriber))
                .map(Subscription::publisher)
                .forEach(publisher -> replayed(publisher, subscriber, to));
    }

    private String replayed(String publisher, String subscriber, String to) {
        return events("replay", publisher, subscriber, "--to", to, "--yes");
    }

    private void awaitDelivered(String subscriber) {
        awaitSent(subscriber);
        awaitQueueEmpty(subscriber);
    }

    private void awaitSent(String subscriber) {
        await(
                () ->
                        assertThat(said("lag").lines())
                                .filteredOn(
                                        line -> line.matches("\\S+-service +" + subscriber + " .*"))
                                .isNotEmpty()
                                .allMatch(line -> line.matches("\\S+ +\\S+ +0 +–")));
    }

    private void awaitQueueEmpty(String subscriber) {
        await(() -> assertThat(queues.size("local-" + subscriber)).isZero());
    }

    private List<String> difference(String live, String copy, String table, String where) {
        String rows = "(SELECT * FROM %s." + table + where + ")";
        assertThat(database.rows(rows.formatted(live))).isNotEmpty();
        return database.rows(
                "(%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s)"
                        .formatted(rows.formatted(live), rows.formatted(copy)));
    }

    private static String changedSince(Instant instant, String key) {
        return """
         WHERE %1$s IN (SELECT subject FROM users.event_log WHERE recorded_at >= '%2$s'
                        UNION SELECT subject FROM workshops.event_log WHERE recorded_at >= '%2$s'
                        UNION SELECT subject FROM enrollments.event_log
                               WHERE recorded_at >= '%2$s' AND type = 'seats.changed.v1')
        """
                .formatted(key, instant);
    }

    private long knownVersion(String user) {
        return database.number(
                "SELECT version FROM workshops.known_user WHERE id = '" + user + "'");
    }

    private Answer renamed(Person person) {
        return new Person("Harmless " + run, person.token(), person.gateway()).change();
    }

    private String events(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status = run(said, arguments);
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(status).as("%s: %s", String.join(" ", arguments), text).isZero();
        return text;
    }

    /** Also while a service is stopped, of which the command complains. */
    private String said(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        run(said, arguments);
        return said.toString(StandardCharsets.UTF_8);
    }

    private int run(ByteArrayOutputStream said, String... arguments) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Events.run(
                Addresses.of(platform), InputStream.nullInputStream(), out, out, arguments);
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(assertion::run);
    }
}
