package dev.atelier.faults.check;

import dev.atelier.faults.check.Evidence.Transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** The rules of events: each change makes one, and they say what the rows say. */
final class EventRules {

    /** What each type says of the statuses before and after; nobody comes from nothing twice. */
    private static final Map<String, Set<String>> STEPS =
            Map.of(
                    "participant.enrolled.v1",
                    Set.of("null > ENROLLED", "OFFERED > ENROLLED"),
                    "participant.waitlisted.v1",
                    Set.of("null > WAITLISTED"),
                    "participant.offered.v1",
                    Set.of("WAITLISTED > OFFERED"),
                    "participant.promoted.v1",
                    Set.of("WAITLISTED > ENROLLED"),
                    "participant.cancelled.v1",
                    Set.of(
                            "WAITLISTED > CANCELLED",
                            "OFFERED > CANCELLED",
                            "ENROLLED > CANCELLED"));

    private EventRules() {}

    /** Each version of a participant is one event, the last is the row, the history tells them. */
    static List<String> eventsEqualStates(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<UUID, List<Change>> changes = evidence.changesByParticipant();
        changes.keySet().stream()
                .filter(id -> !evidence.rows().containsKey(id))
                .forEach(id -> found.add("events of " + id + ", who does not exist"));
        evidence.rows()
                .forEach(
                        (id, row) ->
                                compare(
                                        row,
                                        changes.getOrDefault(id, List.of()),
                                        evidence.histories().getOrDefault(id, List.of()),
                                        found));
        return found;
    }

    private static void compare(
            Row row, List<Change> changes, List<String> history, List<String> found) {
        List<Long> versions = changes.stream().map(Change::version).toList();
        List<String> statuses = changes.stream().map(Change::status).toList();
        if (!versions.equals(upTo(row.version()))) {
            found.add("%s has the events %s".formatted(row, versions));
        } else if (!statuses.getLast().equals(row.status())) {
            found.add("%s has events that end with %s".formatted(row, changes.getLast()));
        }
        if (!statuses.equals(history)) {
            found.add("%s has the events %s and the history %s".formatted(row, statuses, history));
        }
    }

    private static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }

    /** Each event is a step that there is, and its type says which. */
    static List<String> eventsAreSteps(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<UUID, String> statuses = new HashMap<>();
        for (Transaction transaction : evidence.transactions()) {
            for (Change change : transaction.changes()) {
                String before = statuses.put(change.participant(), change.status());
                String step = before + " > " + change.status();
                if (!STEPS.getOrDefault(change.type(), Set.of()).contains(step)) {
                    found.add("%s: %s".formatted(change, step));
                }
            }
        }
        return found;
    }

    /** Events of seats come one by one, and count what the participants' events say. */
    static List<String> seatsAreThoseOfParticipants(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Map<UUID, Long> versions = new HashMap<>();
        Standing standing = new Standing();
        for (Transaction transaction : evidence.transactions()) {
            transaction.changes().forEach(standing::take);
            for (SeatsEvent seats : transaction.seats()) {
                long expected = versions.merge(seats.workshop(), 1L, Long::sum);
                if (seats.version() != expected || !counts(seats, standing)) {
                    found.add(
                            "%s, but it is version %d, with %d enrolled, %d offered, %d waiting"
                                    .formatted(
                                            seats,
                                            expected,
                                            standing.count(seats.workshop(), "ENROLLED"),
                                            standing.count(seats.workshop(), "OFFERED"),
                                            standing.count(seats.workshop(), "WAITLISTED")));
                }
            }
        }
        return found;
    }

    private static boolean counts(SeatsEvent seats, Standing standing) {
        return seats.enrolled() == standing.count(seats.workshop(), "ENROLLED")
                && seats.offered() == standing.count(seats.workshop(), "OFFERED")
                && seats.waitlisted() == standing.count(seats.workshop(), "WAITLISTED");
    }
}
