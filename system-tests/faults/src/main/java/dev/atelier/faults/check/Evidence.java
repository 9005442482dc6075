package dev.atelier.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.atelier.faults.arena.Database;
import dev.atelier.faults.traffic.Exchange;
import dev.atelier.faults.traffic.Fate;
import dev.atelier.faults.traffic.Kind;
import dev.atelier.faults.traffic.Scene;
import dev.atelier.faults.traffic.Workshop;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that is known of a run when it is over: what clients asked and heard, and what the database
 * says.
 *
 * @param exchanges requests and their ends
 * @param transactions what sign-up has logged, in the order of commit as far as transactions share
 *     a lock
 * @param rows participants, by id
 * @param histories the statuses that a participant's history tells of, by participant
 * @param keys the participant that a user's idempotency key stands for
 * @param leftovers what still moved when it should have come to rest, and letters that nobody took
 * @param capacities all that a workshop has had, by its version, from workshop-service's log
 */
public record Evidence(
        Map<UUID, Workshop> workshops,
        List<Exchange> exchanges,
        Endings endings,
        List<Transaction> transactions,
        Map<UUID, Row> rows,
        Map<UUID, List<String>> histories,
        Map<Key, UUID> keys,
        Map<UUID, SortedMap<Long, Integer>> capacities,
        List<String> leftovers,
        Database database) {

    private static final String CHANGES =
            """
            SELECT transaction_id::text::bigint AS transaction, recorded_at, type, subject,
                   sequence, (data ->> 'workshopId')::uuid AS workshop,
                   (data ->> 'userId')::uuid AS user_id, data ->> 'status' AS status,
                   data ->> 'cancelledBy' AS cancelled_by,
                   data -> 'needsAttention' @> '["SCHEDULE_CONFLICT"]' AS conflicted
              FROM enrollments.event_log
             WHERE type LIKE 'participant.%' AND (data ->> 'workshopId')::uuid = ANY (?)
             ORDER BY transaction_id, position
            """;

    private static final String SEATS =
            """
            SELECT transaction_id::text::bigint AS transaction, subject, sequence,
                   (data ->> 'capacity')::integer AS capacity,
                   (data ->> 'enrolled')::integer AS enrolled,
                   (data ->> 'offered')::integer AS offered,
                   (data ->> 'waitlisted')::integer AS waitlisted
              FROM enrollments.event_log
             WHERE type = 'seats.changed.v1' AND subject = ANY (?)
             ORDER BY transaction_id, position
            """;

    private static final String ROWS =
            """
            SELECT id, workshop_id, user_id, status, cancellation_reason, cancelled_by, version,
                   created_at
              FROM enrollments.participant
             WHERE workshop_id = ANY (?)
            """;

    /** Without those that tell that someone was passed over, which changes nothing. */
    private static final String HISTORIES =
            """
            SELECT participant_id, to_status
              FROM enrollments.participant_history
             WHERE participant_id IN
                       (SELECT id FROM enrollments.participant WHERE workshop_id = ANY (?))
               AND NOT (from_status IS NOT DISTINCT FROM 'WAITLISTED' AND to_status = 'WAITLISTED')
             ORDER BY position
            """;

    private static final String KEYS =
            "SELECT caller, key, resource FROM enrollments.idempotency_key WHERE caller = ANY (?)";

    private static final String CAPACITIES =
            """
            SELECT subject, sequence, (data ->> 'capacity')::integer AS capacity
              FROM workshops.event_log
             WHERE subject = ANY (?)
            """;

    /** What was logged at once. */
    record Transaction(long id, List<Change> changes, List<SeatsEvent> seats) {}

    /** An idempotency key belongs to a caller. */
    record Key(UUID user, String key) {}

    /** Reads what the scene's workshops and people have left behind. */
    public static Evidence gather(
            Scene scene,
            List<Exchange> exchanges,
            Watch watch,
            List<String> leftovers,
            Database database) {
        Set<UUID> workshops = scene.workshopIds();
        return new Evidence(
                scene.workshopsById(),
                exchanges,
                watch,
                transactions(
                        database.rows(CHANGES, Evidence::change, workshops),
                        database.rows(SEATS, Evidence::seats, workshops)),
                byId(database.rows(ROWS, Evidence::row, workshops)),
                histories(database, workshops),
                keys(database, scene.userIds()),
                capacities(database, workshops),
                leftovers,
                database);
    }

    private static Map<UUID, Row> byId(List<Row> rows) {
        return rows.stream().collect(toMap(Row::id, Function.identity()));
    }

    private static Map<UUID, List<String>> histories(Database database, Set<UUID> workshops) {
        return database
                .rows(
                        HISTORIES,
                        row -> Map.entry(id(row, "participant_id"), row.getString("to_status")),
                        workshops)
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    private static Map<Key, UUID> keys(Database database, Set<UUID> users) {
        return database
                .rows(
                        KEYS,
                        row ->
                                Map.entry(
                                        new Key(id(row, "caller"), row.getString("key")),
                                        id(row, "resource")),
                        users)
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<UUID, SortedMap<Long, Integer>> capacities(
            Database database, Set<UUID> workshops) {
        Map<UUID, SortedMap<Long, Integer>> capacities = new HashMap<>();
        database.rows(
                CAPACITIES,
                row ->
                        capacities
                                .computeIfAbsent(id(row, "subject"), _ -> new TreeMap<>())
                                .put(row.getLong("sequence"), row.getInt("capacity")),
                workshops);
        return capacities;
    }

    private static List<Transaction> transactions(List<Change> changes, List<SeatsEvent> seats) {
        Map<Long, List<Change>> changed = changes.stream().collect(groupingBy(Change::transaction));
        Map<Long, List<SeatsEvent>> counted =
                seats.stream().collect(groupingBy(SeatsEvent::transaction));
        return Stream.concat(changed.keySet().stream(), counted.keySet().stream())
                .distinct()
                .sorted()
                .map(
                        id ->
                                new Transaction(
                                        id,
                                        changed.getOrDefault(id, List.of()),
                                        counted.getOrDefault(id, List.of())))
                .toList();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("transaction"),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("type"),
                id(row, "subject"),
                row.getLong("sequence"),
                id(row, "workshop"),
                id(row, "user_id"),
                row.getString("status"),
                row.getString("cancelled_by"),
                row.getBoolean("conflicted"));
    }

    private static SeatsEvent seats(ResultSet row) throws SQLException {
        return new SeatsEvent(
                row.getLong("transaction"),
                id(row, "subject"),
                row.getLong("sequence"),
                row.getInt("capacity"),
                row.getInt("enrolled"),
                row.getInt("offered"),
                row.getInt("waitlisted"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                id(row, "id"),
                id(row, "workshop_id"),
                id(row, "user_id"),
                row.getString("status"),
                row.getString("cancellation_reason"),
                row.getString("cancelled_by"),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant());
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    List<Exchange> exchanges(Kind kind, Fate fate) {
        return exchanges.stream().filter(exchange -> exchange.is(kind, fate)).toList();
    }

    /** All events of each participant, in the order of commit. */
    Map<UUID, List<Change>> changesByParticipant() {
        Map<UUID, List<Change>> changes = new LinkedHashMap<>();
        transactions.stream()
                .flatMap(transaction -> transaction.changes().stream())
                .forEach(
                        change ->
                                changes.computeIfAbsent(
                                                change.participant(), _ -> new ArrayList<>())
                                        .add(change));
        return changes;
    }

    boolean overlap(UUID one, UUID other) {
        return workshop(one).overlaps(workshop(other));
    }

    private Workshop workshop(UUID id) {
        return Objects.requireNonNull(workshops.get(id), id::toString);
    }
}
