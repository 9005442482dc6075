package dev.atelier.system.fuzz;

import dev.atelier.system.Answer;
import dev.atelier.system.Person;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes what requests at random hardly come by: a seat that is offered, a workshop that has begun,
 * and a gap that somebody who stands by may close. What others prevent, who may have deactivated
 * one of the people, is not made this time.
 */
final class Rarities {

    private static final String WORKSHOP = "/api/v1/workshops/{id}";
    private static final Duration FAR = Duration.ofDays(300);
    private static final Duration LONG = Duration.ofHours(3);

    /** Time enough to sign up before it begins. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Person lead;
    private final Person first;
    private final Person second;
    private final List<Rarity> beginning = new ArrayList<>();
    private int workshops;

    Rarities(List<Person> people) {
        this.lead = people.get(0);
        this.first = people.get(1);
        this.second = people.get(2);
    }

    /**
     * Something that can be done only now.
     *
     * @param path of the operation that does it
     * @param address what it would be done to
     * @param replaces whose gap it would close; empty when it closes none
     */
    record Rarity(String path, Person person, String address, String replaces) {}

    /** Makes one of each; that in a workshop that is to begin is told the next time. */
    List<Rarity> make() {
        List<Rarity> made = new ArrayList<>(beginning);
        beginning.clear();
        made.add(offer());
        made.add(gap());
        beginning.add(begun());
        return made;
    }

    private Rarity offer() {
        String workshop = publish(draft(1, far(), LONG).id());
        Answer before = first.signUp(workshop, List.of());
        String waiting = second.signUp(workshop, List.of()).id();
        first.cancel(before);
        return ofParticipant("/decline", second, workshop, waiting);
    }

    private Rarity begun() {
        String workshop = publish(draft(3, Instant.now().plus(SOON), SHORT).id());
        String seated = second.signUp(workshop, List.of()).id();
        return ofParticipant("/attendance", lead, workshop, seated);
    }

    private Rarity gap() {
        Answer draft = draft(3, far(), LONG);
        String active = draft.body().at("/organizers/0/id").asString("");
        String organizers = "/api/v1/workshops/" + draft.id() + "/organizers/";
        String standby = invite(draft).id();
        first.send("POST", organizers + standby + "/accept", null);
        publish(draft.id());
        lead.send("POST", organizers + active + "/unavailable", Map.of("reason", "Ill"));
        return new Rarity(
                WORKSHOP + "/organizers/{organizerId}/jump-in",
                first,
                organizers + standby,
                active);
    }

    /** Each at another time, so that nobody is in two places at once. */
    private Instant far() {
        return Instant.now().plus(FAR).plus(LONG.multipliedBy(workshops++));
    }

    private Answer draft(int capacity, Instant start, Duration length) {
        Instant second = start.truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> document = lead.document("Rare", capacity, second);
        document.put("endsAt", second.plus(length).toString());
        document.put("waitlist", Map.of("mode", "OFFER"));
        return lead.send("POST", "/api/v1/workshops", document);
    }

    private Answer invite(Answer draft) {
        return lead.send(
                "POST",
                "/api/v1/workshops/" + draft.id() + "/organizers",
                Map.of("userId", first.me().id(), "standby", true));
    }

    private String publish(String workshop) {
        lead.send("POST", "/api/v1/workshops/" + workshop + "/publish", null);
        return workshop;
    }

    private static Rarity ofParticipant(
            String action, Person person, String workshop, String participant) {
        return new Rarity(
                WORKSHOP + "/participants/{participantId}" + action,
                person,
                "/api/v1/workshops/%s/participants/%s".formatted(workshop, participant),
                "");
    }
}
