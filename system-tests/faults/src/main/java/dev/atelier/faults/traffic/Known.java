package dev.atelier.faults.traffic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What the clients of a run know together: participants to act on, and keys to use again. */
final class Known {

    /** Old keys are used again too, but the more recent ones are where it is hot. */
    private static final int KEYS = 50;

    private final List<Part> parts = new ArrayList<>();
    private final List<Keyed> keys = new ArrayList<>();

    /** A user takes part in a workshop, or did. */
    record Part(Person person, Workshop workshop, UUID participant) {}

    /** A sign-up that was sent with a key. */
    record Keyed(Person person, Workshop workshop, String key) {}

    synchronized void add(Person person, Workshop workshop, @Nullable UUID participant) {
        if (participant != null) {
            Part part = new Part(person, workshop, participant);
            if (!parts.contains(part)) {
                parts.add(part);
            }
        }
    }

    synchronized void add(Keyed keyed) {
        keys.add(keyed);
        if (keys.size() > KEYS) {
            keys.removeFirst();
        }
    }

    synchronized void forget(Part part) {
        parts.remove(part);
    }

    synchronized Optional<Part> part(Random random) {
        return any(parts, random);
    }

    synchronized Optional<Part> offered(Random random) {
        return any(parts.stream().filter(part -> part.workshop().offers()).toList(), random);
    }

    synchronized Optional<Keyed> key(Random random) {
        return any(keys, random);
    }

    private static <T> Optional<T> any(List<T> all, Random random) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
