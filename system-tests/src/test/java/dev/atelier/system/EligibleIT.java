package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.atelier.system.Offer.Fate;
import dev.atelier.system.Offer.Need;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What {@code eligible=me} lists is what sign-up takes: for every pair of some users and workshops,
 * in the words of {@link Offer} and by signing up. Nobody sends more requests than the gateway
 * takes from one caller at once.
 */
class EligibleIT {

    private static final int USERS = 100;
    private static final int WORKSHOPS = 100;
    private static final int ORGANIZERS = 10;
    private static final int AT_ONCE = 16;

    /** How many of the workshops that are not listed each user asks for all the same. */
    private static final int UNLISTED = 5;

    /** How soon those start that do: late enough to be published before, on a busy machine too. */
    private static final Duration BEFORE_START = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String LIST = "/api/v1/workshops?eligible=me&limit=100&q=";

    private final RunningPlatform running = RunningPlatform.shared();
    private final String run = letters(UUID.randomUUID());
    private final long seed = Long.getLong("seed", System.nanoTime());

    /** Someone who looks for workshops. */
    private record Seeker(Person person, Set<String> capabilities, Random random) {}

    /** An offer that people can find. */
    private record Published(
            Offer offer, String id, List<String> toAcknowledge, Person organizer) {}

    @Test
    void whatIsListedIsWhatSignUpTakes() throws Exception {
        Random random = new Random(seed);
        List<Offer> offers =
                IntStream.range(0, WORKSHOPS)
                        .mapToObj(number -> Offer.random(number, random))
                        .toList();
        List<Seeker> seekers = seekers(random);
        all(seekers, seeker -> registered(seeker.person(), codes(seeker)));

        List<Published> workshops = publish(offers);
        running.awaitAgreement();
        fill(workshops);
        all(workshops, EligibleIT::meetItsFate);
        running.awaitAgreement();

        all(seekers, seeker -> findsWhatTheyCouldSignUpFor(seeker, workshops));
        running.awaitAgreement();
    }

    private List<Seeker> seekers(Random random) {
        return IntStream.range(0, USERS)
                .mapToObj(
                        number ->
                                new Seeker(
                                        running.person("Seeker " + number + " " + run),
                                        Offer.CODES.stream()
                                                .filter(_ -> random.nextBoolean())
                                                .collect(toSet()),
                                        new Random(random.nextLong())))
                .toList();
    }

    private List<Published> publish(List<Offer> offers) throws Exception {
        List<Person> organizers =
                IntStream.range(0, ORGANIZERS)
                        .mapToObj(number -> running.person("Organizer " + number + " " + run))
                        .toList();
        all(organizers, organizer -> registered(organizer, Offer.CODES.toArray(String[]::new)));
        running.awaitAgreement();
        List<Published> workshops =
                all(offers, offer -> publish(organizers.get(offer.number() % ORGANIZERS), offer));
        Instant last = soon();
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(last));
        return workshops;
    }

    private static Instant soon() {
        return Instant.now().plus(BEFORE_START).truncatedTo(ChronoUnit.SECONDS);
    }

    private Published publish(Person organizer, Offer offer) {
        Answer draft =
                patiently(
                                () ->
                                        organizer.send(
                                                "POST",
                                                "/api/v1/workshops",
                                                offer.workshop(run + " " + offer.number(), soon())))
                        .expect(201);
        List<String> toAcknowledge =
                stream(draft.body().get("requirements"))
                        .filter(need -> need.get("audience").asString().equals("PARTICIPANT"))
                        .map(need -> need.get("id").asString())
                        .toList();
        act(organizer, draft.id(), "publish", null);
        return new Published(offer, draft.id(), toAcknowledge, organizer);
    }

    /** Takes the one seat of those that are to be full. */
    private void fill(List<Published> workshops) throws Exception {
        Person filler = running.person("Filler " + run);
        registered(filler);
        running.awaitAgreement();
        all(
                workshops.stream().filter(workshop -> workshop.offer().full()).toList(),
                workshop -> signUp(filler, workshop, workshop.toAcknowledge()));
    }

    private static Published meetItsFate(Published workshop) {
        if (workshop.offer().fate() == Fate.IS_CANCELLED) {
            act(workshop.organizer(), workshop.id(), "cancel", Map.of("reason", "Flooded"));
        }
        return workshop;
    }

    private Seeker findsWhatTheyCouldSignUpFor(Seeker seeker, List<Published> workshops) {
        Set<String> listed = listed(seeker);
        assertThat(listed)
                .as("%s of seed %d with %s", seeker.person().name(), seed, seeker.capabilities())
                .isEqualTo(
                        workshops.stream()
                                .filter(it -> it.offer().isEligible(seeker.capabilities()))
                                .map(Published::id)
                                .collect(toSet()));
        workshops.stream()
                .filter(workshop -> listed.contains(workshop.id()))
                .forEach(workshop -> signsUp(seeker, workshop));
        anyOf(
                        workshops.stream()
                                .filter(workshop -> !listed.contains(workshop.id()))
                                .toList(),
                        seeker)
                .forEach(workshop -> seesWhyNot(seeker, workshop));
        return seeker;
    }

    private Set<String> listed(Seeker seeker) {
        Answer list = patiently(() -> seeker.person().get(LIST + run)).expect(200);
        assertThat(list.body().get("next").isNull()).isTrue();
        return stream(list.body().get("items"))
                .map(item -> item.get("id").asString())
                .collect(toSet());
    }

    /**
     * A sign-up for what is listed is neither closed nor full, and shows all that is needed as met.
     */
    private void signsUp(Seeker seeker, Published workshop) {
        if (!workshop.toAcknowledge().isEmpty()) {
            isMadeAware(seeker, workshop);
        }
        joins(seeker, workshop);
    }

    private void joins(Seeker seeker, Published workshop) {
        Answer joined = signUp(seeker.person(), workshop, workshop.toAcknowledge());
        assertThat(joined.status()).as("%s of seed %d", joined.body(), seed).isIn(200, 201);
        assertThat(joined.text("status"))
                .isEqualTo(workshop.offer().full() ? "WAITLISTED" : "ENROLLED");
    }

    private void seesWhyNot(Seeker seeker, Published workshop) {
        Offer offer = workshop.offer();
        if (!offer.isOpen()) {
            refuse(seeker, workshop, 409, "enrollment-closed");
        } else if (!workshop.toAcknowledge().isEmpty()) {
            isMadeAware(seeker, workshop);
        } else {
            refuse(seeker, workshop, 409, "workshop-full");
        }
    }

    /**
     * Of every requirement for participants, each with whether the seeker's capabilities meet it.
     */
    private void isMadeAware(Seeker seeker, Published workshop) {
        Map<String, Need> needs =
                workshop.offer().participantNeeds().stream().collect(toMap(Need::code, identity()));
        JsonNode shown =
                refuse(seeker, workshop, 422, "requirements-not-acknowledged")
                        .body()
                        .get("requirements");
        assertThat(shown.findValuesAsString("code"))
                .containsExactlyInAnyOrderElementsOf(needs.keySet());
        for (JsonNode requirement : shown) {
            String code = requirement.get("code").asString();
            assertThat(requirement.get("met").asBoolean())
                    .as("%s of seed %d, %s", seeker.person().name(), seed, requirement)
                    .isEqualTo(seeker.capabilities().contains(code));
            assertThat(requirement.get("mandatory").asBoolean())
                    .isEqualTo(needs.get(code).mandatory());
        }
    }

    private static Answer refuse(Seeker seeker, Published workshop, int status, String slug) {
        return signUp(seeker.person(), workshop, List.of()).expectProblem(status, slug);
    }

    private static void act(Person organizer, String workshop, String action, Object body) {
        String path = "/api/v1/workshops/%s/%s".formatted(workshop, action);
        patiently(() -> organizer.send("POST", path, body)).expect(200);
    }

    private static Answer registered(Person person, String... capabilities) {
        return patiently(() -> person.register(capabilities)).expect(201);
    }

    /** Answers 201, or 200 when an answer before got lost. */
    private static Answer signUp(Person person, Published workshop, List<String> acknowledged) {
        return patiently(() -> person.signUp(workshop.id(), acknowledged));
    }

    /** Asks again for as long as the platform says that it is too much at the moment. */
    private static Answer patiently(Supplier<Answer> request) {
        Answer answer = request.get();
        return isBusy(answer)
                ? Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(request::get, later -> !isBusy(later))
                : answer;
    }

    private static boolean isBusy(Answer answer) {
        return List.of(429, 503, 504).contains(answer.status());
    }

    private static List<Published> anyOf(List<Published> workshops, Seeker seeker) {
        List<Published> shuffled = new ArrayList<>(workshops);
        Collections.shuffle(shuffled, seeker.random());
        return shuffled.subList(0, Math.min(UNLISTED, shuffled.size()));
    }

    /** Does something with each, some at a time, and fails when it fails for one. */
    private static <T, R> List<R> all(Collection<T> items, Step<T, R> step) throws Exception {
        try (ExecutorService crowd =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Callable<R>> calls =
                    items.stream().<Callable<R>>map(item -> () -> step.apply(item)).toList();
            List<R> results = new ArrayList<>();
            for (Future<R> result : crowd.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException exception) {
            throw new AssertionError(exception.getCause());
        }
    }

    private interface Step<T, R> {
        R apply(T item);
    }

    private static String[] codes(Seeker seeker) {
        return seeker.capabilities().toArray(String[]::new);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A word that search takes for nothing else. */
    private static String letters(UUID id) {
        StringBuilder word = new StringBuilder();
        id.toString().chars().limit(8).forEach(digit -> word.append((char) ('a' + digit % 26)));
        return word.toString();
    }
}
