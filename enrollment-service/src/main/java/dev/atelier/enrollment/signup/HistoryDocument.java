package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.deciding.ParticipantHistory;
import dev.atelier.enrollment.decision.Participant.By;
import dev.atelier.enrollment.decision.ParticipantStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that happened to a participant, in the API.
 *
 * @param from null when they had just come; the same as {@code to} when a seat went past them
 */
public record HistoryDocument(
        @Nullable ParticipantStatus from,
        ParticipantStatus to,
        @Nullable String reason,
        By by,
        Instant at) {

    public static HistoryDocument of(ParticipantHistory.Entry entry) {
        return new HistoryDocument(
                entry.from(), entry.to(), entry.reason(), entry.by(), entry.at());
    }
}
