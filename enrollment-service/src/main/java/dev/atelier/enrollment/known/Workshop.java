package dev.atelier.enrollment.known;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * A workshop that has been published, as far as sign-up cares.
 *
 * @param opensAt when enrollment opens; null for from the start on
 * @param closesAt when enrollment closes; null for when the workshop starts
 * @param offerTtl how long a seat is offered, when it is not given at once
 * @param details what those who take part are shown
 */
public record Workshop(
        WorkshopId id,
        String title,
        Status status,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        int capacity,
        WaitlistMode waitlistMode,
        List<Requirement> requirements,
        List<Organizer> organizers,
        Duration offerTtl,
        Details details) {

    /**
     * What a decision does not look at. Of a workshop that has not been heard of since these were
     * kept, all of it is null.
     *
     * @param timeZone as it was told, since it may be of a newer tz database than this service's
     * @param changedAt when the workshop became what it is
     */
    public record Details(
            @Nullable String summary,
            @Nullable String venue,
            @Nullable URI onlineUrl,
            @Nullable String timeZone,
            @Nullable Instant changedAt) {

        public static final Details NONE = new Details(null, null, null, null, null);
    }

    /** Where the workshop is in its life; drafts are not known here. */
    public enum Status {
        PUBLISHED,
        CANCELLED,
        COMPLETED
    }

    /** What happens with a seat that becomes free. */
    public enum WaitlistMode {
        /** It goes to the first who waits. */
        AUTO,
        /** The first who waits is asked. */
        OFFER,
        /** Nobody waits. */
        NONE
    }

    /** Whether a sign-up is taken at this time. */
    public boolean isOpenAt(Instant now) {
        return status == Status.PUBLISHED
                && (opensAt == null || !now.isBefore(opensAt))
                && (closesAt == null || now.isBefore(closesAt))
                && !hasStartedAt(now);
    }

    public boolean hasStartedAt(Instant now) {
        return !now.isBefore(startsAt);
    }

    /**
     * Whether the user may manage the workshop's participants now: where nobody is active, who
     * stands by may.
     */
    public boolean isManagedBy(UserId user) {
        String managing = has("ACTIVE", _ -> true) ? "ACTIVE" : "STANDBY";
        return has(managing, organizer -> organizer.userId().equals(user.value()));
    }

    private boolean has(String status, Predicate<Organizer> who) {
        return organizers.stream()
                .filter(organizer -> organizer.status().equals(status))
                .anyMatch(who);
    }

    /** What participants are made aware of before they sign up. */
    public List<Requirement> participantRequirements() {
        return requirements.stream()
                .filter(requirement -> requirement.audience().equals("PARTICIPANT"))
                .toList();
    }
}
