package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Decision.Written;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Participant.Cancellation;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes participants, many with one statement. Seats are given up before newcomers take others;
 * the constraint on overlaps looks when a statement has ended.
 */
@Repository
class ParticipantWriter {

    private static final String INSERT =
            """
            INSERT INTO participant
                   (id, workshop_id, user_id, status, during, conflicted, acknowledged,
                    offer_expires_at, cancellation_reason, cancelled_by, version, created_at,
                    updated_at)
            SELECT id, workshop_id, user_id, status,
                   tstzrange(starts_at::timestamptz, ends_at::timestamptz), conflicted,
                   acknowledged::uuid[], offer_expires_at::timestamptz, reason, cancelled_by,
                   version, created_at::timestamptz, updated_at::timestamptz
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[],
                          $7::boolean[], $8::text[], $9::text[], $10::text[], $11::text[],
                          $12::bigint[], $13::text[], $14::text[])
                   WITH ORDINALITY
                   AS new (id, workshop_id, user_id, status, starts_at, ends_at, conflicted,
                           acknowledged, offer_expires_at, reason, cancelled_by, version,
                           created_at, updated_at, place)
             ORDER BY place
            """;

    private static final String UPDATE =
            """
            UPDATE participant
               SET status = changed.status,
                   during = tstzrange(starts_at::timestamptz, ends_at::timestamptz),
                   conflicted = changed.conflicted,
                   offer_expires_at = changed.offer_expires_at::timestamptz,
                   cancellation_reason = reason, cancelled_by = changed.cancelled_by,
                   version = changed.version, updated_at = changed.updated_at::timestamptz
              FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[],
                          $6::boolean[], $7::text[], $8::text[], $9::text[], $10::bigint[],
                          $11::text[])
                   AS changed (id, version_before, status, starts_at, ends_at, conflicted,
                               offer_expires_at, reason, cancelled_by, version, updated_at)
             WHERE participant.id = changed.id AND participant.version = version_before
            """;

    private final DatabaseClient database;

    ParticipantWriter(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> write(List<Written> participants) {
        Map<Boolean, List<Written>> byNew =
                participants.stream()
                        .collect(Collectors.partitioningBy(one -> one.versionBefore() == 0));
        return update(byNew.getOrDefault(false, List.of()))
                .then(Mono.defer(() -> insert(byNew.getOrDefault(true, List.of()))));
    }

    private Mono<Void> insert(List<Written> written) {
        if (written.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(INSERT)
                .bind("$1", ids(written, participant -> participant.id().value()))
                .bind("$2", ids(written, participant -> participant.workshop().value()))
                .bind("$3", ids(written, participant -> participant.user().value()))
                .bind("$4", texts(written, participant -> participant.status().name()))
                .bind("$5", texts(written, participant -> participant.during().start().toString()))
                .bind("$6", texts(written, participant -> participant.during().end().toString()))
                .bind("$7", flags(written))
                .bind("$8", texts(written, ParticipantWriter::acknowledged))
                .bind("$9", texts(written, participant -> text(participant.offerExpiresAt())))
                .bind("$10", texts(written, ParticipantWriter::reason))
                .bind("$11", texts(written, ParticipantWriter::cancelledBy))
                .bind("$12", versions(written))
                .bind("$13", texts(written, participant -> participant.createdAt().toString()))
                .bind("$14", texts(written, participant -> participant.updatedAt().toString()))
                .then();
    }

    private Mono<Void> update(List<Written> written) {
        if (written.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(UPDATE)
                .bind("$1", ids(written, participant -> participant.id().value()))
                .bind("$2", written.stream().map(Written::versionBefore).toArray(Long[]::new))
                .bind("$3", texts(written, participant -> participant.status().name()))
                .bind("$4", texts(written, participant -> participant.during().start().toString()))
                .bind("$5", texts(written, participant -> participant.during().end().toString()))
                .bind("$6", flags(written))
                .bind("$7", texts(written, participant -> text(participant.offerExpiresAt())))
                .bind("$8", texts(written, ParticipantWriter::reason))
                .bind("$9", texts(written, ParticipantWriter::cancelledBy))
                .bind("$10", versions(written))
                .bind("$11", texts(written, participant -> participant.updatedAt().toString()))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == written.size())
                .switchIfEmpty(
                        Mono.error(
                                () ->
                                        new OptimisticLockingFailureException(
                                                "participants changed under their users' locks")))
                .then();
    }

    private static UUID[] ids(List<Written> written, Function<Participant, UUID> value) {
        return written.stream().map(Written::participant).map(value).toArray(UUID[]::new);
    }

    private static @Nullable String[] texts(
            List<Written> written, Function<Participant, @Nullable String> value) {
        return written.stream().map(Written::participant).map(value).toArray(String[]::new);
    }

    private static Boolean[] flags(List<Written> written) {
        return written.stream().map(one -> one.participant().conflicted()).toArray(Boolean[]::new);
    }

    private static Long[] versions(List<Written> written) {
        return written.stream().map(one -> one.participant().version()).toArray(Long[]::new);
    }

    /** As Postgres writes an array, since arrays of different lengths make no array. */
    private static String acknowledged(Participant participant) {
        return participant.acknowledged().stream()
                .map(UUID::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String reason(Participant participant) {
        Cancellation cancellation = participant.cancellation();
        return cancellation == null ? null : cancellation.reason();
    }

    private static @Nullable String cancelledBy(Participant participant) {
        Cancellation cancellation = participant.cancellation();
        return cancellation == null ? null : cancellation.by().name();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
