package dev.atelier.local.demo;

import dev.atelier.local.demo.DataSet.Person;
import dev.atelier.local.demo.DataSet.Workshop;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The workshops that stay behind: published once, and anew when they are over. */
class Catalogue {

    private final DataSet data;
    private final Company company;
    private final Workshops workshops;
    private final Teller teller;
    private final Clock clock;

    Catalogue(DataSet data, Company company, Workshops workshops, Teller teller, Clock clock) {
        this.data = data;
        this.company = company;
        this.workshops = workshops;
        this.teller = teller;
        this.clock = clock;
    }

    /** Publishes what is not there yet, and lets the guests sign up. */
    void fill() {
        teller.chapter("Organizers publish workshops");
        Map<Workshop, JsonNode> published = new LinkedHashMap<>();
        for (Person organizer : data.organizers()) {
            publishAll(company.member(organizer.name()), published);
        }
        teller.chapter("Guests sign up");
        Map<String, Integer> outcomes = new TreeMap<>();
        published.forEach((workshop, node) -> signUp(workshop, node, outcomes));
        outcomes.forEach((outcome, times) -> teller.tell("%3d × %s".formatted(times, outcome)));
    }

    private void publishAll(Caller organizer, Map<Workshop, JsonNode> published) {
        teller.tell(organizer.displayName());
        List<JsonNode> known = workshops.of(organizer);
        int before = 0;
        for (Workshop workshop : data.by(organizer.person())) {
            JsonNode found = find(workshop, known);
            if (found == null) {
                published.put(workshop, publish(workshop, organizer));
            } else {
                published.put(workshop, refresh(found, organizer));
                before++;
            }
        }
        if (before > 0) {
            teller.tell("  has " + before + " upcoming from an earlier run");
        }
    }

    private JsonNode publish(Workshop workshop, Caller organizer) {
        JsonNode published = workshops.publish(workshop, workshop.start(clock), organizer);
        String seats = workshop.capacity() + " seats";
        teller.tell("  " + workshop.title() + needs(workshop));
        teller.tell("    " + Workshops.occasion(published) + ", " + seats);
        return published;
    }

    /** The whole of a workshop of an earlier run, which may have ended before it was published. */
    private JsonNode refresh(JsonNode known, Caller organizer) {
        JsonNode workshop = organizer.get(Workshops.path(known)).expect(200).body();
        return workshop.path("status").asString("").equals("DRAFT")
                ? workshops.publish(workshop, organizer)
                : workshop;
    }

    private @Nullable JsonNode find(Workshop workshop, List<JsonNode> known) {
        for (JsonNode candidate : known) {
            if (Workshops.title(candidate).equals(workshop.title())
                    && workshops.isUpcoming(candidate)
                    && !candidate.path("status").asString("").equals("CANCELLED")) {
                return candidate;
            }
        }
        return null;
    }

    /** Somebody may have cancelled, filled or closed a workshop since the last run: so be it. */
    private void signUp(Workshop workshop, JsonNode node, Map<String, Integer> outcomes) {
        for (String guest : workshop.guests()) {
            Answer answer =
                    Workshops.signUp(node, Workshops.requirements(node), company.member(guest));
            if (!answer.isProblem("schedule-conflict", "workshop-full", "enrollment-closed")) {
                answer.expect(200, 201);
            }
            outcomes.merge(outcome(answer), 1, Integer::sum);
        }
    }

    private static String outcome(Answer answer) {
        return switch (answer.status()) {
            case 201 -> answer.field("status");
            case 200 -> answer.field("status") + " before";
            default -> "refused: " + answer.field("title");
        };
    }

    private static String needs(Workshop workshop) {
        List<String> needs = workshop.needs();
        return needs == null ? "" : " (needs " + String.join(", ", needs) + ")";
    }
}
