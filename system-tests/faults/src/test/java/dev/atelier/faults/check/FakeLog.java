package dev.atelier.faults.check;

import dev.atelier.faults.arena.Database;
import dev.atelier.faults.check.Evidence.Transaction;
import dev.atelier.faults.traffic.Exchange;
import dev.atelier.faults.traffic.Scene;
import dev.atelier.faults.traffic.Workshop;
import dev.atelier.faults.traffic.Workshop.Waitlist;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A log of sign-up that is written by hand. Everybody and everything goes by a name. */
final class FakeLog {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    private final Map<UUID, Workshop> workshops = new HashMap<>();
    private final Map<UUID, SortedMap<Long, Integer>> capacities = new HashMap<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<UUID, Row> rows = new HashMap<>();
    private final Map<UUID, List<String>> histories = new HashMap<>();
    private final Map<Evidence.Key, UUID> keys = new HashMap<>();
    private final Map<UUID, Long> versions = new HashMap<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private Endings endings = (_, _) -> true;

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A workshop of two hours. */
    FakeLog workshop(String name, int hour, int capacity) {
        workshops.put(
                id(name), new Workshop(id(name), Scene.plan(hour, 2, capacity, Waitlist.AUTO)));
        capacities.put(id(name), new TreeMap<>(Map.of(1L, capacity)));
        return this;
    }

    FakeLog endings(Endings other) {
        endings = other;
        return this;
    }

    /** One transaction that changes one participant: {@code "ada ENROLLED in weaving"}. */
    FakeLog change(String sentence) {
        String[] words = sentence.split(" ");
        return transaction(List.of(change(words[0], words[1], words[3])), List.of());
    }

    /** One transaction that hears of another capacity, and before that changes a participant. */
    FakeLog changeAndCapacity(String sentence, int capacity) {
        String[] words = sentence.split(" ");
        return transaction(
                List.of(change(words[0], words[1], words[3])), List.of(seats(words[3], capacity)));
    }

    FakeLog capacity(String workshop, int capacity) {
        return transaction(List.of(), List.of(seats(workshop, capacity)));
    }

    FakeLog answered(Exchange exchange) {
        exchanges.add(exchange);
        return this;
    }

    FakeLog key(String user, String key, String participant) {
        keys.put(new Evidence.Key(id(user), key), id(participant));
        return this;
    }

    /** Loses the row of a participant. */
    FakeLog without(String user, String workshop) {
        rows.remove(participant(user, workshop));
        return this;
    }

    static UUID participant(String user, String workshop) {
        return id(user + " in " + workshop);
    }

    Evidence evidence() {
        return new Evidence(
                workshops,
                exchanges,
                endings,
                transactions,
                rows,
                histories,
                keys,
                capacities,
                List.of(),
                new Database(null));
    }

    private Change change(String user, String status, String workshop) {
        UUID participant = participant(user, workshop);
        long version = versions.merge(participant, 1L, Long::sum);
        rows.put(
                participant,
                new Row(
                        participant,
                        id(workshop),
                        id(user),
                        status,
                        null,
                        status.equals("CANCELLED") ? "PARTICIPANT" : null,
                        version,
                        now()));
        histories.computeIfAbsent(participant, _ -> new ArrayList<>()).add(status);
        return new Change(
                next(),
                now(),
                type(status, version),
                participant,
                version,
                id(workshop),
                id(user),
                status,
                null,
                false);
    }

    private static String type(String status, long version) {
        return switch (status) {
            case "ENROLLED" -> version == 1 ? "participant.enrolled.v1" : "participant.promoted.v1";
            default -> "participant." + status.toLowerCase(Locale.ROOT) + ".v1";
        };
    }

    private SeatsEvent seats(String workshop, int capacity) {
        return new SeatsEvent(next(), id(workshop), 1, capacity, 0, 0, 0);
    }

    private FakeLog transaction(List<Change> changes, List<SeatsEvent> seats) {
        transactions.add(new Transaction(next(), changes, seats));
        return this;
    }

    private long next() {
        return transactions.size() + 1;
    }

    private Instant now() {
        return NOON.plusSeconds(next());
    }
}
