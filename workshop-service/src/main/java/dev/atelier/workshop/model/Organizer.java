package dev.atelier.workshop.model;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.OrganizerRefusal.IllegalStep;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One user's part in running one workshop.
 *
 * @param standby whether they stand by instead of acting whenever they are there
 * @param reason why they are in this status, for the other organizers only
 * @param replaces for whom they jumped in, until that one is back
 * @param since when they got this status
 */
public record Organizer(
        OrganizerId id,
        UserId userId,
        Role role,
        boolean standby,
        Status status,
        @Nullable String reason,
        @Nullable OrganizerId replaces,
        Instant since) {

    /** Who leads and who helps. */
    public enum Role {
        LEAD,
        CO
    }

    /**
     * How far one is part of it.
     *
     * <pre>
     *                accept             fall out
     *   INVITED ───────────▶ ACTIVE ─────────────▶ UNAVAILABLE
     *     │  │                 ▲ ▲                  │  │   ▲
     *     │  │         jump in │ └──────return──────┘  │   │
     *     │  │                 │     return to standby │   │
     *     │  └───accept────▶ STANDBY ◀─────────────────┘   │
     *     │      standby        └────────fall out──────────┘
     *     │
     *     └──decline──▶ DECLINED
     *
     *            ACTIVE, STANDBY, UNAVAILABLE ──step down──▶ STEPPED_DOWN
     *   INVITED, ACTIVE, STANDBY, UNAVAILABLE ──vanish──────▶ STEPPED_DOWN
     * </pre>
     */
    public enum Status {
        INVITED,
        ACTIVE,
        STANDBY,
        UNAVAILABLE,
        DECLINED,
        STEPPED_DOWN;

        private static final Map<Status, Map<Step, Status>> TRANSITIONS =
                Map.of(
                        INVITED,
                        Map.of(
                                Step.ACCEPT, ACTIVE,
                                Step.ACCEPT_STANDBY, STANDBY,
                                Step.DECLINE, DECLINED,
                                Step.VANISH, STEPPED_DOWN),
                        ACTIVE,
                        Map.of(
                                Step.FALL_OUT, UNAVAILABLE,
                                Step.STEP_DOWN, STEPPED_DOWN,
                                Step.VANISH, STEPPED_DOWN),
                        STANDBY,
                        Map.of(
                                Step.JUMP_IN, ACTIVE,
                                Step.FALL_OUT, UNAVAILABLE,
                                Step.STEP_DOWN, STEPPED_DOWN,
                                Step.VANISH, STEPPED_DOWN),
                        UNAVAILABLE,
                        Map.of(
                                Step.RETURN, ACTIVE,
                                Step.RETURN_TO_STANDBY, STANDBY,
                                Step.STEP_DOWN, STEPPED_DOWN,
                                Step.VANISH, STEPPED_DOWN),
                        DECLINED,
                        Map.of(),
                        STEPPED_DOWN,
                        Map.of());

        private static final Set<Status> FORMER = Set.of(DECLINED, STEPPED_DOWN);

        /** Whether this is part of the present and not of the history. */
        public boolean isCurrent() {
            return !FORMER.contains(this);
        }

        /**
         * The status that a step leads to.
         *
         * @throws RefusedException when it cannot be taken from here
         */
        Status after(Step step) {
            Status next = TRANSITIONS.getOrDefault(this, Map.of()).get(step);
            if (next == null) {
                throw new RefusedException(new IllegalStep(this, step));
            }
            return next;
        }
    }

    /** What an organizer can do about their part. */
    enum Step {
        ACCEPT,
        ACCEPT_STANDBY,
        DECLINE,
        FALL_OUT,
        RETURN,
        RETURN_TO_STANDBY,
        JUMP_IN,
        STEP_DOWN,
        /** Not taken by anybody: the user is erased. */
        VANISH
    }

    /** Who drafts a workshop leads it. */
    public static Organizer lead(OrganizerId id, UserId user, Instant since) {
        return new Organizer(id, user, Role.LEAD, false, Status.ACTIVE, null, null, since);
    }

    /**
     * Who is asked to take part.
     *
     * @param standby whether to stand by only
     */
    public static Organizer invited(
            OrganizerId id, UserId user, Role role, boolean standby, Instant since) {
        return new Organizer(id, user, role, standby, Status.INVITED, null, null, since);
    }

    public boolean is(Status other) {
        return status == other;
    }

    public boolean isCurrent() {
        return status.isCurrent();
    }

    Organizer accept(Instant now) {
        return after(standby ? Step.ACCEPT_STANDBY : Step.ACCEPT, null, now);
    }

    Organizer decline(Instant now) {
        return after(Step.DECLINE, null, now);
    }

    Organizer fallOut(String why, Instant now) {
        return after(Step.FALL_OUT, why, now);
    }

    /** Takes the part up again that they had before, whoever jumped in for them. */
    Organizer comeBack(Instant now) {
        return after(standby ? Step.RETURN_TO_STANDBY : Step.RETURN, null, now);
    }

    /** From now on they act, and no longer stand by. */
    Organizer jumpIn(OrganizerId gap, Instant now) {
        return new Organizer(id, userId, role, false, status.after(Step.JUMP_IN), null, gap, now);
    }

    Organizer stepDown(Instant now) {
        return after(Step.STEP_DOWN, null, now);
    }

    Organizer vanish(Instant now) {
        return after(Step.VANISH, null, now);
    }

    /** Whether someone is needed in their place: they would act if they were there. */
    boolean leavesGap() {
        return !standby && (is(Status.UNAVAILABLE) || is(Status.STEPPED_DOWN));
    }

    /** The same, but no longer in place of one who is back. */
    Organizer noLongerFor(OrganizerId returned) {
        return returned.equals(replaces)
                ? new Organizer(id, userId, role, standby, status, reason, null, since)
                : this;
    }

    private Organizer after(Step step, @Nullable String why, Instant now) {
        return new Organizer(id, userId, role, standby, status.after(step), why, replaces, now);
    }
}
