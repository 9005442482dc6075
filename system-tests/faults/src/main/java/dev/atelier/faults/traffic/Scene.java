package dev.atelier.faults.traffic;

import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.arena.Database;
import dev.atelier.faults.traffic.Workshop.Plan;
import dev.atelier.faults.traffic.Workshop.Waitlist;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The people and workshops of one run, which no other run has anything to do with. */
public record Scene(Person organizer, List<Person> people, List<Workshop> workshops) {

    private static final int CREATED = 201;
    private static final int REGISTERED_ALREADY = 428;
    private static final int PUBLISHED_ALREADY = 409;
    private static final int ATTEMPTS = 20;
    private static final long BREATH_NANOS = 50_000_000;

    private static final String HEARD_OF =
            """
            SELECT (SELECT count(*) FROM enrollments.known_user WHERE id = ANY (?))
                   + (SELECT count(*) FROM enrollments.known_workshop WHERE id = ANY (?))
            """;

    /** The first two overlap with those after them, and all with the long one. */
    public static List<Plan> variety(Random random) {
        return List.of(
                plan(0, 2, random, Waitlist.AUTO),
                plan(1, 2, random, Waitlist.OFFER),
                plan(2, 2, random, Waitlist.AUTO),
                plan(3, 2, random, Waitlist.OFFER),
                plan(0, 5, random, Waitlist.AUTO),
                plan(1, 1, random, Waitlist.NONE));
    }

    /** Few seats at about the same time. */
    private static Plan plan(int hour, int hours, Random random, Waitlist waitlist) {
        return plan(hour, hours, 1 + random.nextInt(4), waitlist);
    }

    /**
     * @param hour of a day that is weeks away
     */
    public static Plan plan(int hour, int hours, int capacity, Waitlist waitlist) {
        Instant day = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        return new Plan(
                "From %d for %d hours, %s".formatted(hour, hours, waitlist),
                day.plus(hour, ChronoUnit.HOURS),
                Duration.ofHours(hours),
                capacity,
                waitlist);
    }

    /**
     * Registers the people and publishes the workshops, and waits until sign-up has heard of them.
     *
     * @param name for whoever reads the history; no two scenes have the same people all the same
     */
    public static Scene set(String name, int people, List<Plan> plans, Arena arena) {
        String unique = name + ", " + UUID.randomUUID().toString().substring(0, 8);
        Person organizer = register("Organizer of " + unique, arena);
        Scene scene =
                new Scene(
                        organizer,
                        IntStream.range(0, people)
                                .mapToObj(
                                        n -> register("Guest %d of %s".formatted(n, unique), arena))
                                .toList(),
                        plans.stream().map(plan -> publish(organizer, plan)).toList());
        scene.awaitHeardOf(arena.database());
        return scene;
    }

    private static Person register(String name, Arena arena) {
        Person person =
                new Person(
                        arena.tokens().userId(name),
                        name,
                        arena.tokens().token(name),
                        arena.platform().gateway());
        insist(person::register, REGISTERED_ALREADY);
        return person;
    }

    private void awaitHeardOf(Database database) {
        while (database.rows(HEARD_OF, row -> row.getInt(1), userIds(), workshopIds()).getFirst()
                < people.size() + workshops.size()) {
            LockSupport.parkNanos(BREATH_NANOS);
        }
    }

    private static Workshop publish(Person organizer, Plan plan) {
        String workshops = "/api/v1/workshops";
        Answer draft =
                insist(
                        () -> organizer.send("POST", workshops, plan.document(plan.capacity())),
                        CREATED);
        UUID id = Objects.requireNonNull(draft.id());
        insist(
                () -> organizer.send("POST", workshops + "/" + id + "/publish", null),
                PUBLISHED_ALREADY);
        return new Workshop(id, plan);
    }

    /** Asks until there is an answer, since nothing is wrong with a slow start. */
    private static Answer insist(Supplier<Answer> asking, int alsoGood) {
        Answer answer = asking.get();
        for (int again = 1; again < ATTEMPTS && answer.fate() == Fate.UNKNOWN; again++) {
            answer = asking.get();
        }
        if (answer.fate() != Fate.OK && answer.status() != alsoGood) {
            throw new IllegalStateException("the scene cannot be set: " + answer);
        }
        return answer;
    }

    public Map<UUID, Workshop> workshopsById() {
        return workshops.stream().collect(Collectors.toMap(Workshop::id, Function.identity()));
    }

    public Set<UUID> workshopIds() {
        return workshops.stream().map(Workshop::id).collect(Collectors.toSet());
    }

    public Set<UUID> userIds() {
        return people.stream().map(Person::id).collect(Collectors.toSet());
    }

    Person person(Random random) {
        return people.get(random.nextInt(people.size()));
    }

    Workshop workshop(Random random) {
        return workshops.get(random.nextInt(workshops.size()));
    }

    Optional<Workshop> anotherWorkshop(Workshop not, Random random) {
        List<Workshop> others = new ArrayList<>(workshops);
        others.remove(not);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(others.get(random.nextInt(others.size())));
    }
}
