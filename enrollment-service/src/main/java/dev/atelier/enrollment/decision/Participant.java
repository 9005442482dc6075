package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.UserId;
import dev.atelier.enrollment.known.Workshop;
import dev.atelier.enrollment.known.WorkshopId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One user's participation in one workshop, made anew at every sign-up.
 *
 * @param position in the order in which people came to the workshop; {@link #NEWEST} until it is
 *     written
 * @param during when it keeps the user busy, once it holds a seat
 * @param conflicted whether a reschedule has made it overlap another seat of the user's
 * @param acknowledged the requirements that the user has been made aware of
 * @param offerExpiresAt set while a seat is offered
 * @param cancellation set when it is cancelled
 * @param version rises by one with every change that others hear of
 */
public record Participant(
        ParticipantId id,
        WorkshopId workshop,
        UserId user,
        long position,
        ParticipantStatus status,
        Span during,
        boolean conflicted,
        List<UUID> acknowledged,
        @Nullable Instant offerExpiresAt,
        @Nullable Cancellation cancellation,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The position of whoever comes now. */
    public static final long NEWEST = Long.MAX_VALUE;

    /** Who ended a participation, and why. The reason is for those concerned, not for events. */
    public record Cancellation(@Nullable String reason, By by) {

        static final Cancellation OFFER_DECLINED =
                new Cancellation("The offer was declined.", By.PARTICIPANT);
        static final Cancellation OFFER_EXPIRED = new Cancellation("The offer expired.", By.SYSTEM);
        static final Cancellation WORKSHOP_CANCELLED =
                new Cancellation("The workshop was cancelled.", By.ORGANIZER);

        /** The user has left Atelier. */
        public static final Cancellation USER_ERASED =
                new Cancellation("The account was erased.", By.PARTICIPANT);
    }

    /** Whose doing a change was. */
    public enum By {
        PARTICIPANT,
        ORGANIZER,
        SYSTEM
    }

    static Participant signedUp(
            ParticipantId id,
            Workshop workshop,
            UserId user,
            ParticipantStatus status,
            List<UUID> acknowledged,
            Instant now) {
        return new Participant(
                id,
                workshop.id(),
                user,
                NEWEST,
                status,
                Span.of(workshop),
                false,
                acknowledged,
                null,
                null,
                1,
                now,
                now);
    }

    Participant enrolled(Instant now) {
        return become(ParticipantStatus.ENROLLED, null, null, now);
    }

    Participant offered(Instant until, Instant now) {
        return become(ParticipantStatus.OFFERED, until, null, now);
    }

    Participant cancelled(Cancellation why, Instant now) {
        return become(ParticipantStatus.CANCELLED, null, why, now);
    }

    Participant attended(boolean attended, Instant now) {
        ParticipantStatus next = attended ? ParticipantStatus.ATTENDED : ParticipantStatus.MISSED;
        return become(next, null, null, now);
    }

    Participant conflicted(boolean value, Instant now) {
        return new Participant(
                id,
                workshop,
                user,
                position,
                status,
                during,
                value,
                acknowledged,
                offerExpiresAt,
                cancellation,
                version + 1,
                createdAt,
                now);
    }

    /** The same at another time; nobody else hears of it, so it is the same version. */
    Participant movedTo(Span other) {
        return new Participant(
                id,
                workshop,
                user,
                position,
                status,
                other,
                conflicted,
                acknowledged,
                offerExpiresAt,
                cancellation,
                version,
                createdAt,
                updatedAt);
    }

    private Participant become(
            ParticipantStatus next,
            @Nullable Instant offeredUntil,
            @Nullable Cancellation why,
            Instant now) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException(status + " cannot become " + next);
        }
        return new Participant(
                id,
                workshop,
                user,
                position,
                next,
                during,
                conflicted && next.holdsSeat(),
                acknowledged,
                offeredUntil,
                why,
                version + 1,
                createdAt,
                now);
    }
}
