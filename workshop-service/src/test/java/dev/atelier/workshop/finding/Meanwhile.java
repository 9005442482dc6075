package dev.atelier.workshop.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.RealParts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Others who work on an organizer's workshops while somebody reads the list of them. Each other has
 * a connection and workshops of their own, in transactions that overlap with those of the rest.
 */
final class Meanwhile implements AutoCloseable {

    /** In every workshop's title. */
    static final String WORD = "kiln";

    private static final int OTHERS = 3;
    private static final int WORKSHOPS_EACH = 15;
    private static final int QUEUED_CHANGES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ADD =
            """
            WITH added AS (
                INSERT INTO workshop (id, version, status, title, summary, language, starts_at,
                                      ends_at, min_participants, waitlist_mode, offer_ttl_seconds,
                                      created_at, updated_at)
                SELECT id, 1, 'PUBLISHED', title, summary, 'en', starts_at,
                       starts_at + interval '1 hour', 0, 'AUTO', 60, now(), now()
                  FROM (%s) AS place
                RETURNING id)
            INSERT INTO organizer (id, workshop_id, user_id, role, status, since)
            SELECT gen_random_uuid(), id, '%s', 'LEAD', 'ACTIVE', now() FROM added
            """;

    private static final String PLACE =
            """
            SELECT ?::uuid AS id, 'Kiln ' || chr(65 + ?) AS title,
                   repeat('kiln ', ?) || 'day' AS summary,
                   date_trunc('hour', now()) + ? * interval '1 hour' AS starts_at
            """;

    private static final String CHANGE =
            """
            UPDATE workshop
               SET version = version + 1, venue = 'Room ' || version, %s
              FROM (%s) AS place
             WHERE workshop.id = place.id
            """;

    private static final String DELETE = "DELETE FROM workshop WHERE id = ?";

    private static final String TITLE = "title = place.title";
    private static final String SUMMARY = "summary = place.summary";
    private static final String START =
            "starts_at = place.starts_at, ends_at = place.starts_at + interval '1 hour'";

    /** What gives a workshop its place in a list. */
    enum Order {
        START(Meanwhile.TITLE + ", " + SUMMARY),
        TITLE(Meanwhile.START + ", " + SUMMARY),
        WORDS(Meanwhile.START);

        private final String unrelated;

        Order(String unrelated) {
            this.unrelated = unrelated;
        }

        static Order of(String sort) {
            return switch (sort) {
                case "title" -> TITLE;
                case "relevance" -> WORDS;
                default -> START;
            };
        }
    }

    private final UUID organizer;
    private final Order order;
    private final BlockingQueue<Boolean> allowed = new ArrayBlockingQueue<>(QUEUED_CHANGES);
    private final ExecutorService threads = Executors.newFixedThreadPool(OTHERS);
    private final List<Other> others;
    private final List<Future<?>> work;

    Meanwhile(UUID organizer, Order order, long seed) {
        this.organizer = organizer;
        this.order = order;
        this.others =
                IntStream.range(0, OTHERS)
                        .mapToObj(number -> new Other(new Random(seed * OTHERS + number)))
                        .toList();
        this.work = others.stream().<Future<?>>map(threads::submit).toList();
    }

    /** Lets them make that many changes, and waits for most of those that were allowed before. */
    void allow(int changes) {
        try {
            for (int change = 0; change < changes; change++) {
                assertThat(allowed.offer(true, PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("the others go on")
                        .isTrue();
            }
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Those that were there all along and whose place did not change. */
    List<UUID> stayed() {
        return others.stream().flatMap(other -> other.staying.stream()).toList();
    }

    /** Those that there are now. */
    List<UUID> all() {
        return others.stream().flatMap(Other::own).toList();
    }

    /** Ends their work, and fails when some of it did. */
    @Override
    public void close() {
        threads.shutdownNow();
        for (Future<?> other : work) {
            try {
                other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException | InterruptedException exception) {
                throw new IllegalStateException(exception);
            } catch (TimeoutException exception) {
                throw new AssertionError("they do not end", exception);
            }
        }
    }

    static Connection connect() throws SQLException {
        Connection connection = RealParts.database("workshop-service").connect();
        connection.setSchema("workshops");
        return connection;
    }

    /** One of them. */
    private final class Other implements Callable<Void> {

        private final Random random;
        private final List<UUID> staying = new ArrayList<>();
        private final List<UUID> moving = new ArrayList<>();
        private final List<UUID> leaving = new ArrayList<>();

        Other(Random random) {
            this.random = random;
            try (Connection connection = connect()) {
                for (List<UUID> kind : List.of(staying, moving, leaving)) {
                    for (int count = 0; count < WORKSHOPS_EACH; count++) {
                        add(connection, kind);
                    }
                }
            } catch (SQLException exception) {
                throw new IllegalStateException(exception);
            }
        }

        Stream<UUID> own() {
            return Stream.of(staying, moving, leaving).flatMap(List::stream);
        }

        @Override
        public Void call() throws SQLException {
            try (Connection connection = connect()) {
                connection.setAutoCommit(false);
                while (isAllowed()) {
                    changeSomething(connection);
                    if (random.nextInt(3) == 0) {
                        connection.commit();
                    }
                }
                connection.commit();
            }
            return null;
        }

        private boolean isAllowed() {
            try {
                return allowed.take();
            } catch (InterruptedException _) {
                return false;
            }
        }

        private void changeSomething(Connection connection) throws SQLException {
            switch (random.nextInt(5)) {
                case 0 -> add(connection, moving);
                case 1 -> delete(connection);
                case 2 -> change(connection, anyOf(staying), order.unrelated);
                default ->
                        change(connection, anyOf(moving), String.join(", ", TITLE, SUMMARY, START));
            }
        }

        private void add(Connection connection, List<UUID> kind) throws SQLException {
            UUID id = UUID.randomUUID();
            place(connection, ADD.formatted(PLACE, organizer), id);
            kind.add(id);
        }

        private void change(Connection connection, UUID id, String columns) throws SQLException {
            place(connection, CHANGE.formatted(columns, PLACE), id);
        }

        private void delete(Connection connection) throws SQLException {
            if (leaving.isEmpty()) {
                return;
            }
            UUID id = leaving.remove(random.nextInt(leaving.size()));
            try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
                statement.setObject(1, id);
                statement.executeUpdate();
            }
        }

        /** Runs a statement that gives a workshop any place. */
        private void place(Connection connection, String sql, UUID id) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, id);
                statement.setInt(2, random.nextInt(5));
                statement.setInt(3, random.nextInt(4));
                statement.setInt(4, 1 + random.nextInt(8));
                statement.executeUpdate();
            }
        }

        private UUID anyOf(List<UUID> ids) {
            return ids.get(random.nextInt(ids.size()));
        }
    }
}
