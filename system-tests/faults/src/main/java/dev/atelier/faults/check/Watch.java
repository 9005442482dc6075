package dev.atelier.faults.check;

import dev.atelier.faults.arena.Database;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes again and again which transactions have ended. Two transactions that share no lock do not
 * see each other while both are open, and the log alone does not tell whether they were: this does.
 */
public final class Watch implements Endings, AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String LOOK = "SELECT clock_timestamp(), pg_current_snapshot()::text";

    private final ConcurrentSkipListMap<Instant, Snapshot> seen = new ConcurrentSkipListMap<>();
    private final Database database;
    private final Thread thread;
    private volatile boolean closed;

    private Watch(Database database) {
        this.database = database;
        this.thread = Thread.ofVirtual().unstarted(this::look);
    }

    public static Watch over(Database database) {
        Watch watch = new Watch(database);
        watch.thread.start();
        return watch;
    }

    @Override
    public boolean hadEnded(long transaction, Instant before) {
        var last = seen.floorEntry(before);
        return last != null && last.getValue().hasEnded(transaction);
    }

    private void look() {
        while (!closed) {
            try {
                database.rows(
                        LOOK,
                        row ->
                                seen.put(
                                        row.getTimestamp(1).toInstant(),
                                        Snapshot.parse(row.getString(2))));
            } catch (IllegalStateException _) {
                // Postgres is away, as it is meant to be now and then.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Which transactions are over: those below the first that may run, but for those that do. */
    record Snapshot(long oldestRunning, long nextToStart, Set<Long> running) {

        /** From Postgres's form, {@code 10:20:12,15}. */
        static Snapshot parse(String text) {
            String[] parts = text.split(":", -1);
            return new Snapshot(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Stream.of(parts[2].split(","))
                            .filter(id -> !id.isEmpty())
                            .map(Long::valueOf)
                            .collect(Collectors.toSet()));
        }

        boolean hasEnded(long transaction) {
            return transaction < oldestRunning
                    || transaction < nextToStart && !running.contains(transaction);
        }
    }
}
