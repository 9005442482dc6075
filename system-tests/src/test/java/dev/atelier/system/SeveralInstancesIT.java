package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.faults.arena.Detour;
import dev.atelier.local.Arrangement;
import dev.atelier.local.Ports;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Every service runs twice, and the gateway finds the two in turn. One of them relays; when it is
 * killed the other one does, soon enough and without losing anything.
 */
class SeveralInstancesIT {

    /** Counted from the kill. The lease of the killed runs for up to five seconds of that. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int GUESTS = 60;
    private static final int GUESTS_AT_ONCE = 4;

    private static final List<Detour> DOORS = new ArrayList<>();
    private static RunningPlatform running;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() {
        Ports ports = Ports.free();
        Arrangement arrangement = Arrangement.USUAL;
        for (Deployable service : Topology.ATELIER.services()) {
            List<String> instances = instances(service.name());
            Detour door = Detour.to(instances.stream().map(ports::of).toList());
            DOORS.add(door);
            arrangement =
                    arrangement
                            .running(service.name(), instances.size())
                            .behind(URI.create("http://localhost:" + door.port()), service.name());
        }
        running = RunningPlatform.of(ports, arrangement);
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
        DOORS.forEach(Detour::close);
    }

    @Test
    void usersAreHeardOfAgainSoonAfterTheirRelayWasKilled() {
        Person person = running.person("Surviving " + run);
        person.register().expect(201);
        running.awaitAgreement();

        takesOver(
                "user-service",
                () -> person.change("laptop"),
                "SELECT version FROM enrollments.known_user WHERE id = '%s'");
    }

    @Test
    void workshopsAreHeardOfAgainSoonAfterTheirRelayWasKilled() {
        Person organizer = organizer();
        Instant start = Instant.now().plus(30, ChronoUnit.DAYS);
        Answer draft = organizer.draft("Published late " + run, 3, start).expect(201);
        running.awaitAgreement();

        takesOver(
                "workshop-service",
                () -> organizer.send("POST", "/api/v1/workshops/" + draft.id() + "/publish", null),
                "SELECT version FROM enrollments.known_workshop WHERE id = '%s'");
    }

    @Test
    void killedInTrafficSignUpLosesNoEventAndBothConsumersShareTheQueue() throws Exception {
        Answer workshop = organizer().publish("In a crowd " + run, GUESTS).expect(200);
        running.awaitAgreement();
        String killed = relaying("enrollment-service");
        AtomicInteger seated = new AtomicInteger();

        try (ExecutorService crowd = Executors.newFixedThreadPool(GUESTS_AT_ONCE)) {
            List<Future<?>> guests =
                    IntStream.range(0, GUESTS)
                            .<Future<?>>mapToObj(
                                    number ->
                                            crowd.submit(() -> seat(workshop.id(), number, seated)))
                            .toList();
            Awaitility.await().atMost(PATIENCE).until(() -> seated.get() >= GUESTS / 2);
            running.platform().kill(killed);
            long kill = System.nanoTime();
            awaitNewerSeats(workshop.id(), kill);
            for (Future<?> guest : guests) {
                guest.get();
            }
        } finally {
            running.platform().start(killed);
        }

        running.awaitAgreement();
        assertThat(seats("enrolled", "workshops.workshop_seats", workshop.id())).isEqualTo(GUESTS);
        everyVersionArrived(workshop.id());
    }

    /** What is decided after the kill is known to the other service. */
    private static void awaitNewerSeats(String workshop, long kill) {
        long decided = seats("version", "enrollments.seats", workshop);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> seats("version", "workshops.workshop_seats", workshop) > decided);
        soonAfter(kill, "enrollment-service");
    }

    /** Of all versions of the seats, each was handled by one instance at least. */
    private static void everyVersionArrived(String workshop) {
        TreeSet<Long> arrived = new TreeSet<>();
        for (String instance : instances("workshop-service")) {
            List<Long> handled = handled(instance, "seats.changed.v1 " + workshop);
            System.out.printf("%s took %d messages%n", instance, handled.size());
            assertThat(handled).as(instance).isNotEmpty();
            arrived.addAll(handled);
        }
        long last = seats("version", "enrollments.seats", workshop);
        assertThat(arrived)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
    }

    private static List<Long> handled(String instance, String event) {
        return running.logOf(instance).stream()
                .filter(line -> line.contains("handled " + event))
                .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static long seats(String column, String table, String workshop) {
        return running.database()
                .number(
                        "SELECT %s FROM %s WHERE workshop_id = '%s'"
                                .formatted(column, table, workshop));
    }

    /** Registers and signs up, each as often as it takes while instances come and go. */
    private void seat(String workshop, int number, AtomicInteger seated) {
        Person guest = running.person("Guest " + number + " " + run);
        guest.register().expect(201);
        accepted(() -> guest.signUp(workshop, List.of()));
        seated.incrementAndGet();
    }

    /**
     * Kills the instance that relays. A change after that is known elsewhere in time, and it was
     * the other instance that said so.
     *
     * @param projection asks for the version that another service has of what was changed, by id
     */
    private static void takesOver(String service, Supplier<Answer> change, String projection) {
        String killed = relaying(service);
        running.platform().kill(killed);
        long kill = System.nanoTime();
        try {
            Answer changed = accepted(change);
            String known = projection.formatted(changed.id());
            long version = changed.body().get("version").asLong();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> running.database().number(known) >= version);
            soonAfter(kill, service);
            assertThat(relays(killed.equals(service) ? service + "-2" : service)).isTrue();
        } finally {
            running.platform().start(killed);
        }
    }

    private static void soonAfter(long kill, String service) {
        Duration taken = Duration.ofNanos(System.nanoTime() - kill);
        System.out.printf(
                "From the kill of %s's relay to news of it elsewhere: %d ms%n",
                service, taken.toMillis());
        assertThat(taken).isLessThan(TAKE_OVER);
    }

    /** The connections of the killed break, so the first answer may be that it is away. */
    private static Answer accepted(Supplier<Answer> request) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(request::get, answer -> answer.status() < 300);
    }

    private Person organizer() {
        Person organizer = running.person("Organizer " + run);
        organizer.register().expect(201);
        return organizer;
    }

    /** The one instance of a service that relays. */
    private static String relaying(String service) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                instances(service).stream()
                                        .filter(SeveralInstancesIT::relays)
                                        .toList(),
                        relaying -> relaying.size() == 1)
                .getFirst();
    }

    /** Whether an instance that runs has said last that it relays. */
    private static boolean relays(String instance) {
        return running.logOf(instance).stream()
                .filter(line -> line.contains("relaying: "))
                .reduce((_, last) -> last)
                .filter(line -> line.endsWith("relaying: true"))
                .isPresent();
    }

    private static List<String> instances(String service) {
        return List.of(service, service + "-2");
    }
}
