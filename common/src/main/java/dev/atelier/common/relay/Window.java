package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.LoggedEvent.Cursor;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * What was read of the log and is not sent yet. Each subject stands in a line of its own, of which
 * only the head is ever on its way; so a subject that fails holds back itself, and what was read
 * after it overtakes it.
 *
 * <p>It remembers what is unsent, never what is sent: however far the others are ahead, it costs no
 * more memory, and the cursor stays before the oldest event that is unsent.
 */
final class Window {

    private final Map<UUID, Line> lines = new LinkedHashMap<>();

    /** The place of each unsent event, in the log's order, and the place before it. */
    private final SequencedMap<Cursor, Cursor> unsent = new LinkedHashMap<>();

    private final WakeUp changes = new WakeUp();
    private final int capacity;
    private final Backoff backoff;
    private Cursor end;
    private boolean isClosed;

    /**
     * @param start after which place the first event is read
     * @param capacity how many events it holds
     */
    Window(Cursor start, int capacity, Backoff backoff) {
        this.end = start;
        this.capacity = capacity;
        this.backoff = backoff;
    }

    /** Tells of events that came, went or failed; woken by whoever has changed something. */
    WakeUp changes() {
        return changes;
    }

    /** Whether so many more are too many now. An empty one takes them, whatever its capacity. */
    synchronized boolean isTooFullFor(int events) {
        return !unsent.isEmpty() && unsent.size() + events > capacity;
    }

    /** The last place that was read. */
    synchronized Cursor end() {
        return end;
    }

    /** Up to here nothing is unsent. */
    synchronized Cursor cursor() {
        return unsent.isEmpty() ? end : unsent.firstEntry().getValue();
    }

    /** Takes the next event of the log. */
    synchronized void add(Message message) {
        LoggedEvent event = message.event();
        lines.computeIfAbsent(event.subject(), _ -> new Line()).waiting.add(message);
        unsent.put(event.cursor(), end);
        end = event.cursor();
    }

    /** Leaves out the next event of the log, which nobody wants. */
    synchronized void skip(LoggedEvent event) {
        end = event.cursor();
    }

    /**
     * The next batch, its events on their way from now on; empty when nothing can be sent now. What
     * has failed before goes alone: should it be the reason why a call fails, it is no other's.
     */
    synchronized List<Message> take(long now) {
        Batch batch = new Batch();
        if (isClosed) {
            return batch.messages();
        }
        for (Line line : lines.values()) {
            if (line.isReady(now)) {
                boolean alone = line.failures > 0;
                if (batch.isFullFor(line.head()) || alone && !batch.isEmpty()) {
                    break;
                }
                batch.add(line.head());
                line.isOnItsWay = true;
                if (alone) {
                    break;
                }
            }
        }
        return batch.messages();
    }

    /** The event has left, for the queue or to be set aside. */
    synchronized void remove(LoggedEvent event) {
        Line line = Objects.requireNonNull(lines.get(event.subject()));
        line.waiting.remove();
        line.isOnItsWay = false;
        line.failures = 0;
        line.retryAt = 0;
        if (line.waiting.isEmpty()) {
            lines.remove(event.subject());
        }
        unsent.remove(event.cursor());
    }

    /**
     * The event is to be tried again, later and after those who wait: it may be the reason why
     * calls fail, and the next call must not be its own time and again.
     *
     * @return how often it has failed
     */
    synchronized int retryLater(LoggedEvent event, long now) {
        Line line = Objects.requireNonNull(lines.remove(event.subject()));
        lines.put(event.subject(), line);
        line.isOnItsWay = false;
        line.failures++;
        line.retryAt = now + backoff.after(line.failures).toMillis();
        return line.failures;
    }

    /** Lets nothing more be sent. */
    synchronized void close() {
        isClosed = true;
    }

    /** Whether it is closed, and nothing is on its way any more. */
    synchronized boolean isSettled() {
        return isClosed && lines.values().stream().noneMatch(line -> line.isOnItsWay);
    }

    /** When something can be sent, which may be now; never, while all is on its way. */
    synchronized OptionalLong nextAt() {
        if (isClosed) {
            return OptionalLong.empty();
        }
        return lines.values().stream()
                .filter(line -> !line.isOnItsWay)
                .mapToLong(line -> line.retryAt)
                .min();
    }

    /** How many subjects have an event that has failed. */
    synchronized int failing() {
        return (int) lines.values().stream().filter(line -> line.failures > 0).count();
    }

    /** One subject's unsent events, in their order. */
    private static final class Line {

        final Queue<Message> waiting = new ArrayDeque<>();
        boolean isOnItsWay;
        int failures;
        long retryAt;

        Message head() {
            return waiting.element();
        }

        boolean isReady(long now) {
            return !isOnItsWay && retryAt <= now;
        }
    }
}
