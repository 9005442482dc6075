package dev.atelier.faults.check;

import dev.atelier.faults.arena.Arena;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** When all that was under way has arrived: messages, projections, promotions, expiries. */
record Calm(Arena arena, Duration patience) {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Between two looks at one thing another may move. */
    private static final int LOOKS = 2;

    /** Waits until it is calm, and goes on when that takes too long: the checks will tell. */
    void await(Collection<UUID> workshops) {
        long end = System.nanoTime() + patience.toNanos();
        int calm = 0;
        while (calm < LOOKS && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            calm = isCalm(workshops) ? calm + 1 : 0;
        }
    }

    private boolean isCalm(Collection<UUID> workshops) {
        return Arena.allQueues().stream().allMatch(queue -> arena.queues().size(queue) == 0)
                && StateRules.due(arena.database(), workshops).isEmpty()
                && StateRules.disagreements(arena.database()).isEmpty();
    }

    /** Messages that are there still, or were given up on. */
    List<String> leftovers() {
        List<String> leftovers = new ArrayList<>();
        Stream.concat(Arena.allQueues().stream(), Arena.deadLetterQueues().stream())
                .forEach(
                        queue -> {
                            int size = arena.queues().size(queue);
                            if (size > 0) {
                                leftovers.add("%s has %d messages".formatted(queue, size));
                            }
                        });
        return leftovers;
    }
}
