package dev.atelier.workshop.lifecycle;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Content;
import dev.atelier.workshop.model.Format;
import dev.atelier.workshop.model.OrganizerId;
import dev.atelier.workshop.model.Place;
import dev.atelier.workshop.model.Requirement;
import dev.atelier.workshop.model.Schedule;
import dev.atelier.workshop.model.Seating;
import dev.atelier.workshop.model.Topic;
import dev.atelier.workshop.model.Violations;
import dev.atelier.workshop.model.Waitlist;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A workshop as organizers write it. What has a form of its own comes as text, so that every wrong
 * field is named at once.
 */
record WorkshopDocument(
        @Nullable String title,
        @Nullable String summary,
        @Nullable String description,
        @Nullable String language,
        @Nullable String format,
        @Nullable String venue,
        @Nullable String onlineUrl,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable String timeZone,
        @Nullable String enrollmentOpensAt,
        @Nullable String enrollmentClosesAt,
        @Nullable Integer capacity,
        @Nullable Integer minParticipants,
        @Nullable WaitlistDocument waitlist,
        @Nullable List<@Nullable RequirementDocument> requirements) {

    /**
     * What it says.
     *
     * @param organizers the workshop's, who may bring requirements along
     * @throws RefusedException naming everything in it that is wrong
     */
    Content content(Set<OrganizerId> organizers) {
        Violations violations = new Violations();
        Content content = content(violations);
        content.checkBringers(organizers, violations);
        violations.requireNone();
        return content;
    }

    /**
     * What it says, whoever may bring requirements along.
     *
     * @throws RefusedException naming everything in it that is wrong
     */
    Content content() {
        Violations violations = new Violations();
        Content content = content(violations);
        violations.requireNone();
        return content;
    }

    private Content content(Violations violations) {
        Content content =
                new Content(
                        topic(violations),
                        place(violations),
                        schedule(violations),
                        seating(violations),
                        requirements(violations));
        content.check(violations);
        return content;
    }

    private Topic topic(Violations violations) {
        String tag =
                violations.read(
                        language,
                        "/language",
                        WorkshopDocument::languageTag,
                        "must be a BCP 47 language tag such as en or de-CH");
        return new Topic(
                Objects.requireNonNullElse(title, ""),
                summary,
                description,
                Objects.requireNonNullElse(tag, Topic.DEFAULT_LANGUAGE));
    }

    private Place place(Violations violations) {
        return new Place(
                violations.choice(format, "/format", Format.class),
                venue,
                violations.read(onlineUrl, "/onlineUrl", URI::create, "must be a web address"));
    }

    private Schedule schedule(Violations violations) {
        return new Schedule(
                instant(startsAt, "/startsAt", violations),
                instant(endsAt, "/endsAt", violations),
                violations.read(
                        timeZone,
                        "/timeZone",
                        WorkshopDocument::zone,
                        "must be an IANA time zone such as Europe/Berlin"),
                instant(enrollmentOpensAt, "/enrollmentOpensAt", violations),
                instant(enrollmentClosesAt, "/enrollmentClosesAt", violations));
    }

    private Seating seating(Violations violations) {
        return new Seating(
                capacity,
                Objects.requireNonNullElse(minParticipants, 0),
                waitlist == null ? Waitlist.DEFAULT : waitlist.waitlist(violations));
    }

    private List<Requirement> requirements(Violations violations) {
        List<@Nullable RequirementDocument> given =
                Objects.requireNonNullElse(requirements, List.of());
        return IntStream.range(0, given.size())
                .mapToObj(
                        index ->
                                Optional.ofNullable(given.get(index))
                                        .orElse(RequirementDocument.EMPTY)
                                        .requirement("/requirements/" + index, violations))
                .toList();
    }

    private static @Nullable Instant instant(
            @Nullable String text, String pointer, Violations violations) {
        return violations.read(text, pointer, Timestamp::parse, Timestamp.FORM);
    }

    /** In its canonical form. */
    private static String languageTag(String text) {
        try {
            String tag = new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
            if (text.isEmpty() || tag.length() > 35) {
                throw new IllegalArgumentException(text);
            }
            return tag;
        } catch (IllformedLocaleException exception) {
            throw new IllegalArgumentException(exception);
        }
    }

    /** By its place on earth, as an offset alone knows no daylight saving. */
    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return ZoneId.of(text);
    }

    /** What becomes of those for whom there is no seat. */
    record WaitlistDocument(@Nullable String mode, @Nullable String offerTtl) {

        private Waitlist waitlist(Violations violations) {
            Waitlist.Mode mode =
                    violations.choice(this.mode, "/waitlist/mode", Waitlist.Mode.class);
            Duration ttl =
                    violations.read(
                            offerTtl,
                            "/waitlist/offerTtl",
                            Duration::parse,
                            "must be an ISO 8601 duration such as PT24H");
            return new Waitlist(
                    Objects.requireNonNullElse(mode, Waitlist.DEFAULT.mode()),
                    Objects.requireNonNullElse(ttl, Waitlist.DEFAULT.offerTtl()));
        }
    }
}
