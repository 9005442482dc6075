package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Change;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** What has happened to participants, why, and by whom. */
@Repository
public class ParticipantHistory {

    private static final String ADD =
            """
            INSERT INTO participant_history
                   (participant_id, from_status, to_status, reason, changed_by, changed_at)
            SELECT participant_id, from_status, to_status, reason, changed_by,
                   changed_at::timestamptz
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
                   WITH ORDINALITY
                   AS change (participant_id, from_status, to_status, reason, changed_by,
                              changed_at, place)
             ORDER BY place
            """;

    /** It names no workshop: organizers read it, whose business the other one is not. */
    private static final String PASSED_OVER =
            "Passed over, for a seat in another workshop at that time.";

    /** Once for each time that someone starts to be passed over, not for each seat. */
    private static final String ADD_PASSED_OVER =
            """
            INSERT INTO participant_history
                   (participant_id, from_status, to_status, reason, changed_by, changed_at)
            SELECT passed.id, 'WAITLISTED', 'WAITLISTED', $3, 'SYSTEM', now()
              FROM unnest($1::uuid[], $2::bigint[]) AS promoted (workshop_id, up_to)
                   JOIN participant passed
                     ON passed.workshop_id = promoted.workshop_id AND passed.position < up_to
                    AND passed.status = 'WAITLISTED'
                   JOIN known_workshop wanted ON wanted.id = promoted.workshop_id
             WHERE EXISTS (
                       SELECT FROM participant other
                        WHERE other.user_id = passed.user_id
                          AND other.workshop_id <> passed.workshop_id
                          AND other.during && wanted.during
                          AND other.status IN ('OFFERED', 'ENROLLED'))
               AND $3 IS DISTINCT FROM (
                       SELECT last.reason
                         FROM participant_history last
                        WHERE last.participant_id = passed.id
                        ORDER BY last.position DESC
                        LIMIT 1)
             ORDER BY passed.position
            """;

    private static final String OF =
            """
            SELECT position, from_status, to_status, reason, changed_by, changed_at
              FROM participant_history
             WHERE participant_id = $1 AND position > $2
             ORDER BY position
             LIMIT $3
            """;

    private static final String FORGET_REASONS =
            """
            UPDATE participant_history
               SET reason = NULL
             WHERE participant_id IN (SELECT id FROM participant WHERE user_id = $1)
            """;

    private final DatabaseClient database;

    ParticipantHistory(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(List<Change> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(ADD)
                .bind(
                        "$1",
                        changes.stream()
                                .map(change -> change.participant().id().value())
                                .toArray(UUID[]::new))
                .bind("$2", texts(changes, change -> name(change.before())))
                .bind("$3", texts(changes, change -> change.participant().status().name()))
                .bind("$4", texts(changes, Change::reason))
                .bind("$5", texts(changes, change -> change.by().name()))
                .bind("$6", texts(changes, change -> change.participant().updatedAt().toString()))
                .then();
    }

    /**
     * Notes whom the seats went past that were just given.
     *
     * @param promotedUpTo for each workshop the position of the last who was given one
     */
    Mono<Void> addPassedOver(Map<WorkshopId, Long> promotedUpTo) {
        if (promotedUpTo.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<WorkshopId, Long>> promoted = List.copyOf(promotedUpTo.entrySet());
        return database.sql(ADD_PASSED_OVER)
                .bind(
                        "$1",
                        promoted.stream().map(entry -> entry.getKey().value()).toArray(UUID[]::new))
                .bind("$2", promoted.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .bind("$3", PASSED_OVER)
                .then();
    }

    /**
     * What has happened to the participant, the oldest first.
     *
     * @param after the position before the first; 0 for the start
     */
    public Mono<List<Entry>> of(ParticipantId participant, long after, int limit) {
        return database.sql(OF)
                .bind("$1", participant.value())
                .bind("$2", after)
                .bind("$3", limit)
                .map(ParticipantHistory::entry)
                .all()
                .collectList();
    }

    /** Deletes all reasons about the user, which may be free text. */
    public Mono<Void> forgetReasons(UserId user) {
        return database.sql(FORGET_REASONS).bind("$1", user.value()).then();
    }

    /**
     * Something that happened to a participant.
     *
     * @param position in the history
     * @param from null when they had just come; the same as {@code to} when they were passed over
     */
    public record Entry(
            long position,
            @Nullable ParticipantStatus from,
            ParticipantStatus to,
            @Nullable String reason,
            By by,
            Instant at) {}

    private static Entry entry(Readable row) {
        String from = row.get("from_status", String.class);
        return new Entry(
                value(row, "position", Long.class),
                from == null ? null : ParticipantStatus.valueOf(from),
                ParticipantStatus.valueOf(value(row, "to_status", String.class)),
                row.get("reason", String.class),
                By.valueOf(value(row, "changed_by", String.class)),
                value(row, "changed_at", Instant.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static @Nullable String name(@Nullable ParticipantStatus status) {
        return status == null ? null : status.name();
    }

    private static @Nullable String[] texts(
            List<Change> changes, Function<Change, @Nullable String> value) {
        return changes.stream().map(value).toArray(String[]::new);
    }
}
