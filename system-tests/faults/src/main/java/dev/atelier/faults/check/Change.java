package dev.atelier.faults.check;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * An event of a participant, from sign-up's log.
 *
 * @param transaction the one that has logged it
 * @param begun when that transaction had begun
 * @param status after the change
 * @param cancelledBy null unless that is the status
 * @param conflicted whether a reschedule has made it overlap another seat
 */
record Change(
        long transaction,
        Instant begun,
        String type,
        UUID participant,
        long version,
        UUID workshop,
        UUID user,
        String status,
        @Nullable String cancelledBy,
        boolean conflicted) {

    boolean holdsSeat() {
        return status.equals("ENROLLED") || status.equals("OFFERED");
    }

    boolean waits() {
        return status.equals("WAITLISTED");
    }

    boolean isActive() {
        return waits() || holdsSeat();
    }

    @Override
    public String toString() {
        return "%s, version %d of %s, of user %s in workshop %s, transaction %d"
                .formatted(type, version, participant, user, workshop, transaction);
    }
}
