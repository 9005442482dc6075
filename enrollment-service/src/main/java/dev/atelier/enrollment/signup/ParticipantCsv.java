package dev.atelier.enrollment.signup;

import dev.atelier.enrollment.deciding.Attention;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Participant.Cancellation;
import dev.atelier.enrollment.decision.ParticipantStatus;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Writes participants as lines of CSV (RFC 4180), for spreadsheets: a text that a spreadsheet would
 * take for a formula gets an apostrophe in front. It counts who waits, so each list of participants
 * has one of its own.
 */
final class ParticipantCsv {

    static final String HEADER =
            line(
                    "id",
                    "workshopId",
                    "userId",
                    "status",
                    "waitlistPosition",
                    "offerExpiresAt",
                    "acknowledgedRequirements",
                    "cancellationReason",
                    "cancelledBy",
                    "needsAttention",
                    "version",
                    "createdAt",
                    "updatedAt");

    private static final String BEGINS_FORMULA = "=+-@\t\r";
    private static final String NEEDS_QUOTES = "\",\r\n";

    private int waiting;

    /** The line of whoever comes next in the order in which they came. */
    String line(Participant participant) {
        boolean waits = participant.status() == ParticipantStatus.WAITLISTED;
        Cancellation cancellation = participant.cancellation();
        return line(
                participant.id().value(),
                participant.workshop().value(),
                participant.user().value(),
                participant.status(),
                waits ? ++waiting : null,
                participant.offerExpiresAt(),
                words(participant.acknowledged()),
                cancellation == null ? null : cancellation.reason(),
                cancellation == null ? null : cancellation.by(),
                words(Attention.of(participant)),
                participant.version(),
                participant.createdAt(),
                participant.updatedAt());
    }

    private static String words(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String line(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(ParticipantCsv::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean isFormula = !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0;
        String harmless = isFormula ? "'" + text : text;
        return harmless.chars().anyMatch(sign -> NEEDS_QUOTES.indexOf(sign) >= 0)
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
