package dev.atelier.faults.check;

import dev.atelier.faults.check.Evidence.Transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rules of seats, at every point of the log. */
final class SeatRules {

    private SeatRules() {}

    /**
     * Whoever gets a seat finds room. A capacity below what is taken takes nobody's seat, and gives
     * none out. A transaction may have heard of one new capacity; what it decided before that went
     * by the old one.
     */
    static List<String> neverAboveCapacity(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<UUID, Integer> capacities = new HashMap<>();
        evidence.capacities()
                .forEach((workshop, all) -> capacities.put(workshop, all.get(all.firstKey())));
        Standing standing = new Standing();
        for (Transaction transaction : evidence.transactions()) {
            Map<UUID, Integer> before = Map.copyOf(capacities);
            transaction
                    .seats()
                    .forEach(seats -> capacities.put(seats.workshop(), seats.capacity()));
            for (Change change : transaction.changes()) {
                int taken = standing.taken(change.workshop());
                standing.take(change);
                int now = standing.taken(change.workshop());
                int room =
                        Math.max(
                                before.getOrDefault(change.workshop(), 0),
                                capacities.getOrDefault(change.workshop(), 0));
                if (now > taken && now > room) {
                    found.add("%s: %d seats taken of %d".formatted(change, now, room));
                }
            }
        }
        return found;
    }

    /** Nobody holds two seats at the same time, unless a reschedule has made it so. */
    static List<String> noOverlap(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Standing standing = new Standing();
        for (Transaction transaction : evidence.transactions()) {
            for (Change change : transaction.changes()) {
                standing.take(change);
                if (change.holdsSeat() && !change.conflicted()) {
                    standing.active(change.user()).stream()
                            .filter(other -> clashes(evidence, other, change.workshop()))
                            .filter(other -> !other.conflicted())
                            .forEach(other -> found.add(change + " although there was " + other));
                }
            }
        }
        return found;
    }

    /** A user is active at most once in a workshop. */
    static List<String> oneActiveParticipant(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Standing standing = new Standing();
        for (Transaction transaction : evidence.transactions()) {
            for (Change change : transaction.changes()) {
                standing.take(change);
                List<Change> active =
                        standing.active(change.user()).stream()
                                .filter(each -> each.workshop().equals(change.workshop()))
                                .toList();
                if (active.size() > 1) {
                    found.add(change + " and at the same time " + active);
                }
            }
        }
        return found;
    }

    /**
     * Nobody gets a seat who came after someone who waits and could take it. Whether they could is
     * what the decision could know: a seat elsewhere that was given up at the same time, under
     * other locks, counts only if that had ended before the decision began.
     */
    static List<String> nobodyOvertaken(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Standing standing = new Standing();
        for (Transaction transaction : evidence.transactions()) {
            for (Change change : transaction.changes()) {
                if (change.holdsSeat() && !hadSeat(standing, change)) {
                    ahead(standing, change).stream()
                            .filter(waiting -> couldTakeSeat(evidence, standing, waiting, change))
                            .forEach(waiting -> found.add(change + " overtook " + waiting));
                }
                standing.take(change);
            }
        }
        return found;
    }

    private static boolean hadSeat(Standing standing, Change change) {
        return standing.active(change.user()).stream()
                .filter(before -> before.participant().equals(change.participant()))
                .anyMatch(Change::holdsSeat);
    }

    /** Those who wait and came before; who comes just now came after all of them. */
    private static List<Change> ahead(Standing standing, Change change) {
        return standing.waiting(change.workshop()).stream()
                .takeWhile(waiting -> !waiting.participant().equals(change.participant()))
                .toList();
    }

    private static boolean couldTakeSeat(
            Evidence evidence, Standing standing, Change waiting, Change given) {
        boolean hasClash =
                standing.active(waiting.user()).stream()
                        .anyMatch(other -> clashes(evidence, other, given.workshop()));
        return !hasClash
                && standing.released(waiting.user()).stream()
                        .filter(gone -> !gone.workshop().equals(given.workshop()))
                        .filter(gone -> evidence.overlap(gone.workshop(), given.workshop()))
                        .allMatch(gone -> wasKnown(evidence, gone, given));
    }

    private static boolean wasKnown(Evidence evidence, Change gone, Change given) {
        return gone.transaction() == given.transaction()
                || evidence.endings().hadEnded(gone.transaction(), given.begun());
    }

    private static boolean clashes(Evidence evidence, Change other, UUID workshop) {
        return other.holdsSeat()
                && !other.workshop().equals(workshop)
                && evidence.overlap(other.workshop(), workshop);
    }
}
