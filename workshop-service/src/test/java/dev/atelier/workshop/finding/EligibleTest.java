package dev.atelier.workshop.finding;

import static dev.atelier.workshop.Api.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Against a reference that knows nothing of SQL; everybody here meets {@code laptop} alone. */
@RealServiceTest
class EligibleTest {

    private static final int WORKSHOPS = 60;
    private static final Instant PAST = Instant.now().minus(1, ChronoUnit.DAYS);
    private static final Instant CLOSED = PAST.plusSeconds(60);
    private static final Instant SOON = Instant.now().plus(1, ChronoUnit.DAYS);

    @Autowired Api api;
    @Autowired OtherServices others;

    @Test
    void listsWhatTheCallerCouldSignUpForAndNothingElse() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        Person ada = api.registered("Ada");
        Set<String> expected = new HashSet<>();
        List<String> full = new ArrayList<>();

        for (int count = 0; count < WORKSHOPS; count++) {
            Case chosen = Case.random(random);
            String id = ada.published(chosen.workshop());
            if (chosen.full()) {
                others.seatsChanged(id, 1, 12, 12);
                full.add(id);
            }
            if (chosen.cancelled()) {
                ada.act(id, "cancel", Map.of("reason", "Kiln broken"));
            }
            if (chosen.isEligible()) {
                expected.add(id);
            }
        }
        full.forEach(id -> await().until(() -> ada.read(id).text("/seats/free"), "0"::equals));

        assertThat(listed(ada, ada)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void someoneUnknownMeetsNothing() {
        Person ada = api.registered("Ada");
        String open = ada.published(Samples.complete("Open", "requirements", List.of()));
        ada.published(Samples.complete("Needs a laptop"));

        assertThat(listed(api.stranger(), ada)).containsExactly(open);
    }

    @Test
    void isForTheCallerOnly() {
        problem(api.stranger().get(Api.WORKSHOPS + "?eligible=true"), 400, "invalid-request");
    }

    private static Set<String> listed(Person person, Person organizer) {
        Set<String> listed = new HashSet<>();
        JsonNode items =
                person.get(
                                Api.WORKSHOPS
                                        + "?eligible=me&status=PUBLISHED,CANCELLED&limit=100&organizer="
                                        + organizer.id())
                        .body()
                        .get("items");
        items.forEach(item -> listed.add(item.get("id").asString()));
        return listed;
    }

    /**
     * @param opens null for no time of its own; so is {@code closes}
     * @param requirements as an organizer writes them
     */
    private record Case(
            boolean full,
            boolean cancelled,
            String waitlist,
            Instant opens,
            Instant closes,
            List<Map<String, Object>> requirements) {

        static Case random(Random random) {
            return new Case(
                    random.nextInt(3) == 0,
                    random.nextInt(6) == 0,
                    random.nextBoolean() ? "AUTO" : "NONE",
                    List.of(PAST, PAST, PAST, SOON).get(random.nextInt(4)),
                    closes(random),
                    requirements(random));
        }

        /** A closing in the past goes with an opening before it. */
        private static Instant closes(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 -> CLOSED;
                default -> SOON.plusSeconds(60);
            };
        }

        private static List<Map<String, Object>> requirements(Random random) {
            List<Map<String, Object>> requirements = new ArrayList<>();
            for (String code : List.of("laptop", "java-basics", "webcam")) {
                if (random.nextInt(3) == 0) {
                    requirements.add(
                            Map.of(
                                    "code",
                                    code,
                                    "mandatory",
                                    random.nextBoolean(),
                                    "audience",
                                    random.nextInt(3) == 0 ? "ORGANIZER" : "PARTICIPANT"));
                }
            }
            return requirements;
        }

        Map<String, Object> workshop() {
            Map<String, Object> workshop = Samples.complete("Raku firing");
            workshop.put("waitlist", Map.of("mode", waitlist));
            workshop.put("enrollmentOpensAt", (CLOSED.equals(closes) ? PAST : opens).toString());
            if (closes != null) {
                workshop.put("enrollmentClosesAt", closes.toString());
            }
            workshop.put("requirements", requirements);
            return workshop;
        }

        boolean isEligible() {
            boolean open = !cancelled && opens.equals(PAST) && !CLOSED.equals(closes);
            boolean room = !full || !waitlist.equals("NONE");
            return open && room && requirements.stream().allMatch(Case::isMet);
        }

        private static boolean isMet(Map<String, Object> requirement) {
            return requirement.get("code").equals("laptop")
                    || requirement.get("mandatory").equals(false)
                    || requirement.get("audience").equals("ORGANIZER");
        }
    }
}
