package dev.atelier.system.attack;

import dev.atelier.system.Answer;
import dev.atelier.system.Leaks;
import dev.atelier.system.Person;
import dev.atelier.system.RunningPlatform;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People with workshops of their own, and what those who attack need to know of them. */
final class Company {

    static final String WORKSHOPS = "/api/v1/workshops";
    static final String ME = "/api/v1/users/me";

    private final RunningPlatform running = RunningPlatform.shared();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private int people;
    private int workshops;

    RunningPlatform running() {
        return running;
    }

    /** A word that nobody else uses. */
    String run() {
        return run;
    }

    Person registered(String name) {
        Person person = running.person("%s %s %d".formatted(name, run, people++));
        person.register().expect(201);
        return person;
    }

    UUID id(Person person) {
        return running.tokens().userId(person.name());
    }

    /** A draft that could be published; no two are at the same time. */
    Map<String, Object> document(Person organizer, String... requirements) {
        Instant start =
                Instant.now().plus(60, ChronoUnit.DAYS).plus(3L * workshops++, ChronoUnit.HOURS);
        return organizer.document("Attacked " + run, 10, start, requirements);
    }

    String draft(Person organizer) {
        return organizer.send("POST", WORKSHOPS, document(organizer)).expect(201).id();
    }

    /** A workshop that people can sign up for; all services know it, and everybody so far. */
    Answer published(Person organizer, String... requirements) {
        Answer draft = organizer.send("POST", WORKSHOPS, document(organizer, requirements));
        String path = WORKSHOPS + "/" + draft.expect(201).id() + "/publish";
        Answer published = organizer.send("POST", path, null).expect(200);
        running.awaitAgreement();
        return published;
    }

    /** The part of who drafted the workshop. */
    static String lead(Answer workshop) {
        return workshop.body().at("/organizers/0/id").asString();
    }

    /** Has somebody take part in running the workshop, and returns the id of their part. */
    String join(Person organizer, Answer workshop, Person person, boolean standby) {
        String path = WORKSHOPS + "/" + workshop.id() + "/organizers";
        String part =
                organizer
                        .send("POST", path, Map.of("userId", id(person), "standby", standby))
                        .expect(201)
                        .id();
        person.send("POST", path + "/" + part + "/accept", null).expect(200);
        return part;
    }

    /** A request that is refused with this problem, and tells nothing of the inside. */
    static Answer refused(Answer answer, int status, String slug) {
        return Leaks.none(answer).expectProblem(status, slug);
    }

    /** The pointers of what is wrong with a request. */
    static List<String> pointers(Answer problem) {
        List<String> pointers = new ArrayList<>();
        problem.body()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        return pointers;
    }

    static Map<String, Object> with(Map<String, Object> document, String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(document);
        changed.put(member, value);
        return changed;
    }
}
