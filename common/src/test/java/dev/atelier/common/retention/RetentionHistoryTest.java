package dev.atelier.common.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.retention.LogInTime.Place;
import dev.atelier.common.retention.LogInTime.Row;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Events are logged, read by subscribers who are more or less far, parked, redacted, and dropped by
 * age, in random turns; after each retention everybody finds what is theirs.
 */
@RetentionTest
class RetentionHistoryTest {

    private static final int STEPS = 400;
    private static final Duration AGE = Duration.ofDays(3);

    @Autowired DatabaseClient database;
    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;

    @AfterEach
    void leave() {
        new LogInTime(database).unsubscribeAll();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsWhatSomebodyNeeds(long seed) {
        History history = new History(seed, new LogPartitions(database));

        history.run();

        assertThat(history.dropped).as("partitions dropped, seed %d", seed).isGreaterThan(3);
    }

    /** What carrying forward guards against. */
    @Test
    void losesSubjectsWhenNothingIsCarriedForward() {
        History history = new History(1, new Forgetful(database));

        assertThatThrownBy(history::run).hasMessageContaining("newest of each subject");
    }

    private final class History {

        private final long seed;
        private final Random random;
        private final LogPartitions partitions;
        private final LogInTime time = new LogInTime(database);
        private final List<UUID> subjects = Stream.generate(UUID::randomUUID).limit(20).toList();
        private final Map<UUID, Long> versions = new HashMap<>();
        private final List<Row> everything = new ArrayList<>();
        private final Map<String, Place> cursors = new HashMap<>();
        private final Map<String, List<Row>> received = new HashMap<>();
        private final Set<Place> parked = new HashSet<>();
        private final Set<UUID> redacted = new HashSet<>();
        private final Place start;
        private int dropped;

        History(long seed, LogPartitions partitions) {
            this.seed = seed;
            this.random = new Random(seed);
            this.partitions = partitions;
            this.start =
                    time.after(Place.BEGINNING).stream()
                            .map(Row::place)
                            .reduce((_, last) -> last)
                            .orElse(Place.BEGINNING);
            Stream.of("quick", "slow", "idle").forEach(name -> moveTo(name, start));
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(20)) {
                    case 0 -> keep();
                    case 1 -> redact();
                    case 2 -> park();
                    case 3 -> takeBack();
                    case 4 -> carryAPageOnly();
                    case 5, 6, 7 -> read("quick", 40);
                    case 8 -> read("slow", 20);
                    case 9 -> read("idle", random.nextInt(8) == 0 ? 100 : 0);
                    default -> append();
                }
            }
            takeBack();
            cursors.keySet().stream().sorted().forEach(name -> read(name, Integer.MAX_VALUE));
            time.pass(AGE.plusDays(2));
            keep();
            cursors.keySet().forEach(this::hasReceivedAllOnce);
        }

        private void append() {
            time.pass(Duration.ofMinutes(random.nextInt(12 * 60)));
            UUID subject = subjects.get(random.nextInt(subjects.size()));
            long version = versions.merge(subject, 1L, Long::sum);
            Place place = time.append(subject, version);
            redacted.remove(subject);
            everything.add(new Row(place, subject, version, ""));
        }

        private void read(String name, int limit) {
            List<Row> page = time.after(cursors.get(name)).stream().limit(limit).toList();
            received.get(name).addAll(page);
            if (!page.isEmpty()) {
                moveTo(name, page.getLast().place());
            }
        }

        private void moveTo(String name, Place place) {
            cursors.put(name, place);
            received.computeIfAbsent(name, _ -> new ArrayList<>());
            time.subscribe(name, place);
        }

        private void redact() {
            UUID subject = subjects.get(random.nextInt(subjects.size()));
            transaction.transactional(log.redact(subject, Map.of())).block();
            redacted.add(subject);
        }

        private void park() {
            List<Row> there = time.after(start);
            if (!there.isEmpty()) {
                Place place = there.get(random.nextInt(there.size())).place();
                parked.add(place);
                time.execute(
                        """
                        INSERT INTO parked_event (subscription, position, reason)
                        VALUES ('quick', %d, 'too large') ON CONFLICT DO NOTHING
                        """
                                .formatted(place.position()));
            }
        }

        private void takeBack() {
            parked.clear();
            time.execute("DELETE FROM parked_event");
        }

        /** As an instance that dies meanwhile. */
        private void carryAPageOnly() {
            partitions
                    .olderThan(time.keeping(AGE).age())
                    .filter(old -> old.heldBy() == null)
                    .next()
                    .flatMap(old -> partitions.carry(old.name(), 3))
                    .block();
            check();
        }

        private void keep() {
            Set<String> before = new TreeSet<>(time.partitions());
            RetentionMeters meters = new RetentionMeters(new SimpleMeterRegistry());
            new LogKeeper(partitions, meters, time.keeping(AGE)).round().block();
            time.partitions().forEach(before::remove);
            dropped += before.size();
            check();
        }

        private void check() {
            List<Row> there = time.after(start);
            assertThat(newest(there))
                    .as("newest of each subject, seed %d", seed)
                    .isEqualTo(versions);
            assertThat(places(there))
                    .as("order, and nothing twice, seed %d", seed)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .as("parked, seed %d", seed)
                    .containsAll(parked);
            cursors.forEach(this::findsAllThatIsToCome);
            assertThat(there)
                    .as("redacted, seed %d", seed)
                    .filteredOn(row -> redacted.contains(row.subject()))
                    .noneMatch(row -> row.data().contains("secret"));
        }

        private void findsAllThatIsToCome(String name, Place cursor) {
            List<Place> toCome =
                    places(everything).stream()
                            .filter(place -> place.compareTo(cursor) > 0)
                            .toList();
            assertThat(places(time.after(cursor)))
                    .as("to come for %s, seed %d", name, seed)
                    .isEqualTo(toCome);
        }

        private void hasReceivedAllOnce(String name) {
            assertThat(places(received.get(name)))
                    .as("received by %s, seed %d", name, seed)
                    .isEqualTo(places(everything));
        }

        private static List<Place> places(List<Row> rows) {
            return rows.stream().map(Row::place).toList();
        }

        private static Map<UUID, Long> newest(List<Row> rows) {
            return rows.stream().collect(Collectors.toMap(Row::subject, Row::sequence, Math::max));
        }
    }

    /** Goes through a partition, and carries nothing forward. */
    private static final class Forgetful extends LogPartitions {

        private final DatabaseClient database;

        Forgetful(DatabaseClient database) {
            super(database);
            this.database = database;
        }

        @Override
        Mono<Integer> carry(String partition, int rows) {
            return database.sql(
                            """
                            INSERT INTO event_log_progress (partition, transaction_id, position)
                            SELECT $1, transaction_id, position FROM %s
                             ORDER BY transaction_id DESC, position DESC LIMIT 1
                                ON CONFLICT DO NOTHING
                            """
                                    .formatted(partition))
                    .bind("$1", partition)
                    .fetch()
                    .rowsUpdated()
                    .thenReturn(0);
        }
    }
}
