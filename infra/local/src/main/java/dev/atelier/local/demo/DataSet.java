package dev.atelier.local.demo;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The people and workshops of the demo, as they stand in {@code data-set.json}.
 *
 * @param requirements what a workshop may need, by code
 * @param organizers who publishes workshops
 * @param guests who signs up for them
 * @param cast who plays in the story, and signs up for nothing else
 * @param stage the workshop of the story, new in every run
 * @param workshops what stays behind
 */
record DataSet(
        Map<String, Requirement> requirements,
        List<Person> organizers,
        List<Person> guests,
        List<Person> cast,
        Workshop stage,
        List<Workshop> workshops) {

    /** What a workshop may need. */
    record Requirement(String kind, String description) {}

    /** Somebody who takes part, with the name that {@code ./atelier token} knows. */
    record Person(
            String name,
            String displayName,
            String timeZone,
            String locale,
            List<String> capabilities) {

        /** The body that registers the person. */
        Map<String, Object> profile() {
            return Map.of(
                    "displayName",
                    displayName,
                    "email",
                    name + "@atelier.example",
                    "timeZone",
                    timeZone,
                    "locale",
                    locale,
                    "capabilities",
                    capabilities);
        }
    }

    /**
     * A workshop, dated relative to the day on which the demo runs.
     *
     * @param organizer the organizer's name
     * @param startsInDays counted on the calendar of its time zone
     * @param at the time of day there
     * @param lasts an ISO 8601 duration
     * @param waitlist AUTO, OFFER or NONE
     * @param needs codes of its mandatory requirements for participants
     * @param welcomes codes of the optional ones
     * @param organizersNeed codes of what its organizers need
     * @param opensInDays when enrollment opens; at once when absent
     * @param guests the names of those who sign up
     */
    record Workshop(
            String organizer,
            String title,
            String summary,
            String description,
            String language,
            String format,
            @Nullable String venue,
            @Nullable String onlineUrl,
            int startsInDays,
            LocalTime at,
            Duration lasts,
            ZoneId timeZone,
            int capacity,
            @Nullable Integer minParticipants,
            String waitlist,
            @Nullable List<String> needs,
            @Nullable List<String> welcomes,
            @Nullable List<String> organizersNeed,
            @Nullable Integer opensInDays,
            List<String> guests) {

        Instant start(Clock clock) {
            return ZonedDateTime.now(clock.withZone(timeZone))
                    .plusDays(startsInDays)
                    .with(at)
                    .toInstant();
        }
    }

    static DataSet load() {
        try (InputStream json = DataSet.class.getResourceAsStream("data-set.json")) {
            return new JsonMapper().readValue(json, DataSet.class);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The workshops that a person organizes. */
    List<Workshop> by(Person organizer) {
        return workshops.stream()
                .filter(workshop -> workshop.organizer().equals(organizer.name()))
                .toList();
    }

    /**
     * The body that creates a workshop.
     *
     * @param start when it starts
     */
    Map<String, Object> document(Workshop workshop, Instant start, Clock clock) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", workshop.title());
        document.put("summary", workshop.summary());
        document.put("description", workshop.description());
        document.put("language", workshop.language());
        document.put("format", workshop.format());
        putIfPresent(document, "venue", workshop.venue());
        putIfPresent(document, "onlineUrl", workshop.onlineUrl());
        document.put("startsAt", start.toString());
        document.put("endsAt", start.plus(workshop.lasts()).toString());
        document.put("timeZone", workshop.timeZone().getId());
        document.put("enrollmentOpensAt", opening(workshop, clock).toString());
        document.put("enrollmentClosesAt", start.toString());
        document.put("capacity", workshop.capacity());
        putIfPresent(document, "minParticipants", workshop.minParticipants());
        document.put("waitlist", waitlist(workshop.waitlist()));
        document.put("requirements", requirements(workshop));
        return document;
    }

    private static Instant opening(Workshop workshop, Clock clock) {
        Integer days = workshop.opensInDays();
        Duration until = days == null ? Duration.ofHours(-1) : Duration.ofDays(days);
        return Instant.ofEpochSecond(clock.instant().plus(until).getEpochSecond());
    }

    private static Map<String, Object> waitlist(String mode) {
        return mode.equals("OFFER")
                ? Map.of("mode", mode, "offerTtl", "PT24H")
                : Map.of("mode", mode);
    }

    private List<Map<String, Object>> requirements(Workshop workshop) {
        List<Map<String, Object>> all = new ArrayList<>();
        orNone(workshop.needs()).forEach(code -> all.add(requirement(code, "PARTICIPANT", true)));
        orNone(workshop.welcomes())
                .forEach(code -> all.add(requirement(code, "PARTICIPANT", false)));
        orNone(workshop.organizersNeed())
                .forEach(code -> all.add(requirement(code, "ORGANIZER", true)));
        return all;
    }

    private Map<String, Object> requirement(String code, String audience, boolean mandatory) {
        Requirement requirement = requirements.get(code);
        if (requirement == null) {
            throw new IllegalStateException("data-set.json knows no requirement " + code);
        }
        return Map.of(
                "code",
                code,
                "kind",
                requirement.kind(),
                "audience",
                audience,
                "description",
                requirement.description(),
                "mandatory",
                mandatory);
    }

    private static List<String> orNone(@Nullable List<String> codes) {
        return codes == null ? List.of() : codes;
    }

    private static void putIfPresent(
            Map<String, Object> document, String field, @Nullable Object value) {
        if (value != null) {
            document.put(field, value);
        }
    }
}
