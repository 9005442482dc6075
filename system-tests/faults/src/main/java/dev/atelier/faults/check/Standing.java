package dev.atelier.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How things stood at some point of the log: what each participant was then, in the order in which
 * they came. Whoever replays the log takes in one change after the other.
 */
final class Standing {

    private final Map<UUID, Map<UUID, Change>> ofWorkshop = new HashMap<>();
    private final Map<UUID, Map<UUID, Change>> ofUser = new HashMap<>();
    private final Map<UUID, List<Change>> released = new HashMap<>();

    void take(Change change) {
        Map<UUID, Change> participants =
                ofWorkshop.computeIfAbsent(change.workshop(), _ -> new LinkedHashMap<>());
        Change before = participants.put(change.participant(), change);
        Map<UUID, Change> own = ofUser.computeIfAbsent(change.user(), _ -> new LinkedHashMap<>());
        own.put(change.participant(), change);
        if (before != null && before.holdsSeat() && !change.holdsSeat()) {
            released.computeIfAbsent(change.user(), _ -> new ArrayList<>()).add(change);
        }
        if (!change.isActive()) {
            participants.remove(change.participant());
            own.remove(change.participant());
        }
    }

    /** Seats of the workshop that are taken. */
    int taken(UUID workshop) {
        return (int) inWorkshop(workshop).filter(Change::holdsSeat).count();
    }

    int count(UUID workshop, String status) {
        return (int) inWorkshop(workshop).filter(one -> one.status().equals(status)).count();
    }

    /** Those who wait for the workshop, who came first first. */
    List<Change> waiting(UUID workshop) {
        return inWorkshop(workshop).filter(Change::waits).toList();
    }

    /** The user's participants that are waiting or have a seat. */
    List<Change> active(UUID user) {
        return List.copyOf(ofUser.getOrDefault(user, Map.of()).values());
    }

    /** What has taken a seat from the user, or given it up for them, so far. */
    List<Change> released(UUID user) {
        return released.getOrDefault(user, List.of());
    }

    private Stream<Change> inWorkshop(UUID workshop) {
        return ofWorkshop.getOrDefault(workshop, Map.of()).values().stream();
    }
}
