package dev.atelier.local.demo;

import dev.atelier.local.demo.DataSet.Workshop;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What people do with workshops, in terms of the HTTP contract. */
class Workshops {

    private static final String PATH = "/workshops";

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    private final DataSet data;
    private final Clock clock;

    Workshops(DataSet data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /** All of an organizer's workshops, drafts and past ones too. */
    List<JsonNode> of(Caller organizer) {
        return organizer.all(PATH + "?organizer=me&limit=100");
    }

    /** Creates a workshop and publishes it. */
    JsonNode publish(Workshop workshop, Instant start, Caller organizer) {
        JsonNode draft = organizer.create(PATH, data.document(workshop, start, clock)).body();
        return publish(draft, organizer);
    }

    JsonNode publish(JsonNode draft, Caller organizer) {
        return organizer.post(path(draft) + "/publish").expect(200).body();
    }

    boolean isUpcoming(JsonNode workshop) {
        return start(workshop).isAfter(clock.instant());
    }

    /** Asks for a seat. */
    static Answer signUp(JsonNode workshop, List<String> acknowledged, Caller caller) {
        return caller.post(
                path(workshop) + "/participants", Map.of("acknowledgedRequirements", acknowledged));
    }

    /** The ids of the requirements that a participant is made aware of. */
    static List<String> requirements(JsonNode workshop) {
        List<String> ids = new ArrayList<>();
        for (JsonNode requirement : workshop.path("requirements")) {
            if (requirement.path("audience").asString("").equals("PARTICIPANT")) {
                ids.add(requirement.path("id").asString());
            }
        }
        return ids;
    }

    static String path(JsonNode workshop) {
        return PATH + "/" + workshop.path("id").asString();
    }

    static String title(JsonNode workshop) {
        return workshop.path("title").asString("");
    }

    static Instant start(JsonNode workshop) {
        return Instant.parse(workshop.path("startsAt").asString());
    }

    /** When, for people: the time on the clock there. */
    static String occasion(JsonNode workshop) {
        ZoneId zone = ZoneId.of(workshop.path("timeZone").asString());
        return DAY_AND_TIME.format(start(workshop).atZone(zone)) + " " + zone.getId();
    }
}
