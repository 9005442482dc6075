package dev.atelier.bench.rowlock;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A workshop and its seats, whose row is locked. */
public record Place(
        String status,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        String waitlistMode,
        List<Requirement> requirements,
        Seats seats) {

    /** How a sign-up ends: who has joined, where, and the seats that are left. */
    public record Joined(Participant participant, Place place, Seats seats) {}

    /**
     * Decides on a sign-up, by the rules of the platform.
     *
     * @param id of the participant that this becomes
     * @param here how many active participations the user has in this workshop
     * @param elsewhere how many seats the user holds at this time
     * @throws dev.atelier.common.problem.RefusedException when it is not to be
     */
    public Joined join(UUID id, SignUp signUp, long here, long elsewhere, Instant now) {
        RowLockRefusal.CLOSED.unless(isOpenAt(now));
        RowLockRefusal.ALREADY_JOINED.unless(here == 0);
        RowLockRefusal.NOT_ACKNOWLEDGED.unless(
                requirements.stream().noneMatch(need -> need.isMissingFrom(signUp)));
        RowLockRefusal.CONFLICT.unless(elsewhere == 0);
        boolean seat = seats.free() > 0 && seats.waitlisted() == 0;
        RowLockRefusal.FULL.unless(seat || !waitlistMode.equals("NONE"));
        Participant participant =
                Participant.of(
                        id, signUp, seat ? "ENROLLED" : "WAITLISTED", acknowledged(signUp), now);
        return new Joined(participant, this, seats.oneMore(seat));
    }

    private boolean isOpenAt(Instant now) {
        return status.equals("PUBLISHED")
                && (opensAt == null || !now.isBefore(opensAt))
                && now.isBefore(closesAt == null ? startsAt : closesAt);
    }

    private List<UUID> acknowledged(SignUp signUp) {
        return requirements.stream()
                .map(Requirement::id)
                .filter(signUp.acknowledged()::contains)
                .toList();
    }
}
