package dev.atelier.system;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** People who do at random whatever makes events; what is refused to them is fine too. */
final class RandomUse {

    private static final int PEOPLE = 12;
    private static final int ORGANIZERS = 3;
    private static final int WORKSHOPS = 6;

    private final Random random;
    private final List<Person> people = new ArrayList<>();
    private final Person admin;
    private final Map<String, Person> workshops = new LinkedHashMap<>();

    /**
     * @param seed decides what they do
     * @param run tells them from others
     */
    RandomUse(RunningPlatform running, long seed, String run) {
        this.random = new Random(seed);
        this.admin = running.admin("Admin " + run);
        for (int number = 0; number < PEOPLE; number++) {
            Person person = running.person("Random %d %s".formatted(number, run));
            person.register("skill-0").expect(201);
            people.add(person);
        }
        for (int number = 0; number < WORKSHOPS; number++) {
            Person organizer = people.get(number % ORGANIZERS);
            Instant start = Instant.now().plus(30 + number / 2, ChronoUnit.DAYS);
            Answer workshop =
                    organizer.publish("Random " + run + " " + number, 3, start).expect(200);
            workshops.put(workshop.id(), organizer);
        }
        running.awaitAgreement();
        workshops.keySet().forEach(id -> people.getLast().signUp(id, List.of()));
    }

    void steps(int count) {
        for (int step = 0; step < count; step++) {
            step();
        }
    }

    private void step() {
        Person person = people.get(random.nextInt(PEOPLE));
        List<String> ids = List.copyOf(workshops.keySet());
        String workshop = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(20)) {
            case 0, 1 -> changeProfile(person);
            case 2 -> leave(person);
            case 3 -> standing(person);
            case 4, 5, 6, 7 -> revise(workshop);
            case 8 -> staff(workshop);
            case 9 -> cancel(workshop);
            case 10, 11, 12 -> cancel(person, workshop);
            default -> person.signUp(workshop, List.of());
        }
    }

    private void changeProfile(Person person) {
        String skill = "skill-" + random.nextInt(100);
        if (person.register(skill).status() == 428) {
            person.change(skill);
        }
    }

    /** Organizers stay, or soon nobody could do anything. */
    private void leave(Person person) {
        if (people.indexOf(person) >= ORGANIZERS) {
            person.send("DELETE", "/api/v1/users/me", null);
        }
    }

    private void standing(Person person) {
        String id = person.me().id();
        if (!id.isEmpty() && people.indexOf(person) >= ORGANIZERS) {
            String path = "/api/v1/users/" + id;
            admin.send("POST", path + "/deactivate", null);
            if (random.nextBoolean()) {
                admin.send("POST", path + "/reactivate", null);
            }
        }
    }

    private void revise(String workshop) {
        Person organizer = workshops.get(workshop);
        Answer current = organizer.workshop(workshop);
        Instant start =
                Instant.parse(current.text("startsAt")).plus(random.nextInt(3), ChronoUnit.HOURS);
        Map<String, Object> document =
                organizer.document(current.text("title"), 1 + random.nextInt(6), start);
        organizer.send(
                "PUT",
                "/api/v1/workshops/" + workshop,
                document,
                "If-Match",
                current.header("ETag"));
    }

    private void staff(String workshop) {
        Person organizer = workshops.get(workshop);
        String path = "/api/v1/workshops/" + workshop + "/organizers";
        JsonNode first = organizer.get(path).body().at("/items/0/id");
        String what = random.nextBoolean() ? "/unavailable" : "/available";
        organizer.send("POST", path + "/" + first.asString() + what, Map.of());
    }

    private void cancel(String workshop) {
        if (random.nextInt(4) == 0) {
            workshops
                    .get(workshop)
                    .send(
                            "POST",
                            "/api/v1/workshops/" + workshop + "/cancel",
                            Map.of("reason", "At random"));
        }
    }

    private void cancel(Person person, String workshop) {
        Answer participant = person.signUp(workshop, List.of());
        if (participant.status() < 300) {
            person.cancel(participant);
        }
    }
}
