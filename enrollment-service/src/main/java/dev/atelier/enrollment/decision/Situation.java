package dev.atelier.enrollment.decision;

import dev.atelier.common.idempotency.IdempotentRequest;
import dev.atelier.enrollment.known.User;
import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.WorkshopId;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a batch of decisions may look at, read under the locks that keep it true until the
 * decision is written.
 *
 * @param places the workshops that the commands are about, as far as they are known
 * @param users those who are registered, of the locked
 * @param locked the users whose participations nobody else changes meanwhile
 * @param participants all active ones of the locked users, and whatever else the commands name
 * @param titles of the workshops that these are in
 * @param answered what requests with the same keys have led to before
 */
public record Situation(
        Map<WorkshopId, Place> places,
        Map<UserId, User> users,
        Set<UserId> locked,
        List<Participant> participants,
        Map<WorkshopId, String> titles,
        List<Answered> answered,
        Instant now) {

    /** A request that was answered with this participant. */
    public record Answered(IdempotentRequest request, ParticipantId participant) {}
}
