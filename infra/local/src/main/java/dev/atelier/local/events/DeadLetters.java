package dev.atelier.local.events;

import dev.atelier.local.events.Queues.Message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/** The dead letters of one queue. */
class DeadLetters {

    /** While they are looked at or moved; whoever is interrupted leaves them hidden for as long. */
    private static final Duration HIDDEN = Duration.ofSeconds(30);

    private final Queues queues;
    private final String queue;
    private final String deadLetterQueue;

    DeadLetters(Queues queues, String queue, String deadLetterQueue) {
        this.queues = queues;
        this.queue = queue;
        this.deadLetterQueue = deadLetterQueue;
    }

    int count() {
        Queues.Depth depth = queues.depth(deadLetterQueue);
        return depth.waiting() + depth.inFlight();
    }

    /** At most that many; they stay where they are. */
    List<DeadLetter> look(int limit) {
        List<Message> held = new ArrayList<>();
        try {
            hold(held, limit, _ -> false);
            return held.stream().map(DeadLetter::new).toList();
        } finally {
            putBack(held);
        }
    }

    /**
     * Moves all that are there now to the queue where they died. One that dies again meanwhile
     * stays for the next time.
     *
     * @param progress is told what was moved, and as how manieth
     * @return how many were moved
     */
    int redrive(ObjIntConsumer<DeadLetter> progress) {
        int there = count();
        int moved = 0;
        List<Message> some = queues.receive(deadLetterQueue, HIDDEN);
        while (moved < there && !some.isEmpty()) {
            for (Message message : some) {
                move(message);
                progress.accept(new DeadLetter(message), ++moved);
            }
            some = moved < there ? queues.receive(deadLetterQueue, HIDDEN) : List.of();
        }
        return moved;
    }

    /** Moves one, by its event's id or its message's. */
    Optional<DeadLetter> redrive(String id) {
        List<Message> held = new ArrayList<>();
        try {
            Predicate<Message> wanted = message -> new DeadLetter(message).isCalled(id);
            hold(held, Integer.MAX_VALUE, wanted);
            Optional<Message> found = held.stream().filter(wanted).findFirst();
            found.ifPresent(this::move);
            found.ifPresent(held::remove);
            return found.map(DeadLetter::new);
        } finally {
            putBack(held);
        }
    }

    /** Who is interrupted in between has it twice, which is harmless, and never not at all. */
    private void move(Message message) {
        queues.send(queue, message);
        queues.delete(deadLetterQueue, message);
    }

    /** Takes messages until there are enough, none is left, or the one is among them. */
    private void hold(List<Message> held, int limit, Predicate<Message> last) {
        List<Message> some = queues.receive(deadLetterQueue, HIDDEN);
        while (!some.isEmpty()) {
            held.addAll(some);
            boolean enough = held.size() >= limit || some.stream().anyMatch(last);
            some = enough ? List.of() : queues.receive(deadLetterQueue, HIDDEN);
        }
    }

    private void putBack(List<Message> held) {
        held.forEach(message -> queues.putBack(deadLetterQueue, message));
    }
}
