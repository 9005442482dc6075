package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.ParticipantId;
import dev.atelier.enrollment.decision.ParticipantStatus;
import dev.atelier.enrollment.decision.Span;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import io.r2dbc.spi.Readable;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** How a participant is read from a row that has {@link #COLUMNS}. */
public final class ParticipantRow {

    /** To be selected from {@code participant}. */
    public static final String COLUMNS =
            """
            participant.id, participant.workshop_id, participant.user_id, participant.position,
            participant.status, lower(participant.during) AS starts_at,
            upper(participant.during) AS ends_at, participant.conflicted,
            participant.acknowledged, participant.offer_expires_at,
            participant.cancellation_reason, participant.cancelled_by, participant.version,
            participant.created_at, participant.updated_at
            """;

    private ParticipantRow() {}

    public static Participant participant(Readable row) {
        return new Participant(
                new ParticipantId(value(row, "id", UUID.class)),
                new WorkshopId(value(row, "workshop_id", UUID.class)),
                new UserId(value(row, "user_id", UUID.class)),
                value(row, "position", Long.class),
                ParticipantStatus.valueOf(value(row, "status", String.class)),
                new Span(
                        value(row, "starts_at", Instant.class),
                        value(row, "ends_at", Instant.class)),
                value(row, "conflicted", Boolean.class),
                List.of(value(row, "acknowledged", UUID[].class)),
                row.get("offer_expires_at", Instant.class),
                cancellation(row),
                value(row, "version", Long.class),
                value(row, "created_at", Instant.class),
                value(row, "updated_at", Instant.class));
    }

    private static @Nullable Cancellation cancellation(Readable row) {
        String by = row.get("cancelled_by", String.class);
        return by == null
                ? null
                : new Cancellation(row.get("cancellation_reason", String.class), By.valueOf(by));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
