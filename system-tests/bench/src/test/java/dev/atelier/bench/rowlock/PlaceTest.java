package dev.atelier.bench.rowlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class PlaceTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");
    private static final UUID WORKSHOP = new UUID(0, 1);
    private static final UUID NEED = new UUID(0, 2);
    private static final SignUp UNAWARE = new SignUp(WORKSHOP, new UUID(0, 3), Set.of());
    private static final SignUp AWARE = new SignUp(WORKSHOP, new UUID(0, 3), Set.of(NEED));

    @Test
    void givesTheLastSeatAndThenAPlaceOnTheWaitlist() {
        Place.Joined last = join(place("AUTO", 9), AWARE, 0, 0);
        assertThat(last.participant().status()).isEqualTo("ENROLLED");
        assertThat(last.seats()).isEqualTo(new Seats(WORKSHOP, 10, 10, 0, 0, 0, 5));

        Place.Joined next = join(place("AUTO", 10), AWARE, 0, 0);
        assertThat(next.participant().status()).isEqualTo("WAITLISTED");
        assertThat(next.seats().waitlisted()).isEqualTo(1);
    }

    @Test
    void refusesWhatThePlatformRefuses() {
        assertRefused("workshop-full", place("NONE", 10), AWARE, 0, 0);
        assertRefused("already-joined", place("AUTO", 1), AWARE, 1, 0);
        assertRefused("schedule-conflict", place("AUTO", 1), AWARE, 0, 1);
        assertRefused("requirements-not-acknowledged", place("AUTO", 1), UNAWARE, 0, 0);
    }

    @Test
    void saysTheSameToBothDrivers() {
        assertThat(Statements.jdbc("SELECT $1, $2 WHERE id = $10"))
                .isEqualTo("SELECT ?, ? WHERE id = ?");
    }

    private static void assertRefused(
            String slug, Place place, SignUp signUp, long here, long elsewhere) {
        assertThatThrownBy(() -> join(place, signUp, here, elsewhere))
                .isInstanceOfSatisfying(
                        dev.atelier.common.problem.RefusedException.class,
                        refused -> assertThat(refused.refusal().problem().slug()).isEqualTo(slug));
    }

    private static Place.Joined join(Place place, SignUp signUp, long here, long elsewhere) {
        return place.join(new UUID(0, 4), signUp, here, elsewhere, NOW);
    }

    private static Place place(String waitlist, int enrolled) {
        return new Place(
                "PUBLISHED",
                NOW.plus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(2)),
                null,
                null,
                waitlist,
                List.of(
                        new Requirement(
                                NEED, "laptop", "EQUIPMENT", "PARTICIPANT", "", true, null)),
                Seats.of(WORKSHOP, 10, enrolled, 0, 0, 4));
    }
}
