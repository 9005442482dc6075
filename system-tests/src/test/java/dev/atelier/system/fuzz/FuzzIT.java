package dev.atelier.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.ApiDescription;
import dev.atelier.system.Person;
import dev.atelier.system.RunningPlatform;
import dev.atelier.system.fuzz.Rarities.Rarity;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whatever is sent, nothing fails on the server, and every answer is one that the OpenAPI document
 * describes. The seed decides what is sent; ids differ with each run. In length:
 *
 * <pre>./atelier test -pl system-tests -am -Dtest=None -Dit.test=FuzzIT -Dfuzz.requests=20000</pre>
 */
class FuzzIT {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final int FUZZERS = 6;
    private static final int PEOPLE = 3;

    /** From how many requests on every operation must have been done at least once. */
    private static final int ENOUGH = 10_000;

    private final RunningPlatform running = RunningPlatform.shared();
    private final long seed = Long.getLong("seed", System.nanoTime());

    /** Not registered, so that nobody can end them. */
    private final Person keeper = running.admin("fuzz keeper " + seed);

    @Test
    void everyAnswerIsAsTheDescriptionSays() throws Exception {
        ApiDescription api = ApiDescription.committed();
        System.out.printf("Fuzzing with %d requests and -Dseed=%d%n", REQUESTS, seed);
        Findings findings = new Findings();
        try (ExecutorService threads = Executors.newFixedThreadPool(FUZZERS)) {
            List<Future<?>> fuzzers = new ArrayList<>();
            for (int number = 0; number < FUZZERS; number++) {
                List<Person> people = people(number);
                Fuzzer fuzzer = fuzzer(api, number, people, findings);
                Rarities rarities = new Rarities(people);
                fuzzers.add(
                        threads.submit(
                                () -> {
                                    fuzzer.shoot(
                                            REQUESTS / FUZZERS + 1, () -> revive(people, rarities));
                                    return null;
                                }));
            }
            for (Future<?> fuzzer : fuzzers) {
                fuzzer.get();
            }
        }
        System.out.print(findings);
        assertThat(findings.faults())
                .as("faults of %d requests with -Dseed=%d", findings.requests(), seed)
                .isEmpty();
        if (REQUESTS >= ENOUGH) {
            assertThat(findings.neverDone()).as("never done with -Dseed=%d", seed).isEmpty();
        }
    }

    private Fuzzer fuzzer(ApiDescription api, int number, List<Person> people, Findings findings) {
        Map<Caller, String> callers = new LinkedHashMap<>();
        for (Person person : people) {
            String role = person == people.getLast() ? "admin" : "";
            callers.put(new Caller(person.name(), role, person.token()), id(person));
        }
        callers.put(Caller.NOBODY, "");
        return new Fuzzer(
                running.platform().gateway(), api, findings, callers, new Random(seed + number));
    }

    /** The last of them is an admin. */
    private List<Person> people(int fuzzer) {
        List<Person> people = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            people.add(running.person("fuzz %d %d %d".formatted(seed, fuzzer, number)));
        }
        people.add(running.admin("fuzz admin %d %d".formatted(seed, fuzzer)));
        people.forEach(person -> person.register("laptop").expect(201));
        return people;
    }

    /** Who is erased comes back, and who is deactivated may write again. */
    private List<Rarity> revive(List<Person> people, Rarities rarities) {
        for (Person person : people) {
            person.register("laptop");
            keeper.send("POST", "/api/v1/users/%s/reactivate".formatted(id(person)), null);
        }
        return rarities.make();
    }

    private String id(Person person) {
        return running.tokens().userId(person.name()).toString();
    }
}
