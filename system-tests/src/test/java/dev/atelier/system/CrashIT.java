package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One process is killed while people use the platform, and started again. */
class CrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PEOPLE = 12;

    private final RunningPlatform running = RunningPlatform.shared();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Person> acknowledged = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user-service",
                "workshop-service",
                "enrollment-service",
                "gateway",
                "queue"
            })
    void killedInTrafficItsProjectionsEndEqualToTheirSources(String component) throws Exception {
        Person organizer = running.person("Organizer " + run);
        organizer.register().expect(201);
        Answer workshop = organizer.publish("In traffic " + run, 5).expect(200);
        running.awaitAgreement();

        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> people =
                    IntStream.range(0, PEOPLE)
                            .<Future<?>>mapToObj(
                                    number -> crowd.submit(() -> use(workshop.id(), number)))
                            .toList();
            requestsPass(50);
            running.platform().kill(component);
            requestsPass(20);
            running.platform().start(component);
            requestsPass(50);
            open.set(false);
            await(people);
        }

        running.awaitAgreement();
        acknowledged.forEach(
                (id, person) ->
                        person.get(
                                        "/api/v1/workshops/%s/participants/%s"
                                                .formatted(workshop.id(), id))
                                .expect(200));
    }

    private void requestsPass(int more) {
        int target = requests.get() + more;
        Awaitility.await().atMost(PATIENCE).until(() -> requests.get() >= target);
    }

    private static void await(List<Future<?>> people) throws Exception {
        for (Future<?> person : people) {
            try {
                person.get();
            } catch (ExecutionException exception) {
                throw new AssertionError(exception.getCause());
            }
        }
    }

    /** Registers, then signs up, cancels and changes the profile for as long as it goes on. */
    private void use(String workshop, int number) {
        Random random = new Random(number);
        Person person = running.person("Guest " + number + " " + run);
        while (open.get()) {
            try {
                int choice = random.nextInt(4);
                if (choice == 0) {
                    change(person, random);
                } else {
                    signUpOrCancel(person, workshop);
                }
            } catch (UncheckedIOException _) {
                // The gateway is down; a person would try again too.
            }
            requests.incrementAndGet();
        }
    }

    private static void change(Person person, Random random) {
        if (person.register("skill-" + random.nextInt(100)).status() == 428) {
            person.change("skill-" + random.nextInt(100));
        }
    }

    private void signUpOrCancel(Person person, String workshop) {
        Answer answer = person.signUp(workshop, List.of());
        if (answer.status() == 201) {
            acknowledged.put(answer.id(), person);
        } else if (answer.status() == 200) {
            person.cancel(answer);
        } else {
            assertThat(answer.status()).as("%s", answer.body()).isIn(409, 503, 504);
        }
    }
}
