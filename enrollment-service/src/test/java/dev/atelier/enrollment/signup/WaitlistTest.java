package dev.atelier.enrollment.signup;

import static dev.atelier.enrollment.EnrollmentApi.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentApi;
import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.enrollment.EnrollmentServiceTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Seats that become free, and who gets them. */
@EnrollmentServiceTest
class WaitlistTest {

    @Autowired EnrollmentApi api;

    @Test
    void promotesTheFirstWhoWaitsWhenSeatIsFreed() {
        UUID workshop = api.tell(Event.published(1)).id();
        Joined leaver = api.joined(workshop, api.user());
        Joined next = api.joined(workshop, api.user());
        Joined last = api.joined(workshop, api.user());

        assertThat(api.cancel(leaver).status()).isEqualTo(204);
        assertThat(api.cancel(leaver).status()).isEqualTo(204);

        assertThat(api.status(leaver)).isEqualTo("CANCELLED");
        assertThat(api.status(next)).isEqualTo("ENROLLED");
        assertThat(api.seats(workshop)).isEqualTo("capacity 1, enrolled 1, waitlisted 1, free 0");
        assertThat(api.told(leaver.id()))
                .containsExactly("participant.enrolled.v1", "participant.cancelled.v1");
        assertThat(api.told(next.id()))
                .containsExactly("participant.waitlisted.v1", "participant.promoted.v1");
        assertThat(api.told(last.id())).containsExactly("participant.waitlisted.v1");
    }

    @Test
    void passesOverWhoHasTakenAnotherSeatMeanwhileAndComesBackToThem() {
        UUID popular = api.tell(Event.published(1)).id();
        Joined holder = api.joined(popular, api.user());
        Joined busy = api.joined(popular, api.user());
        Joined free = api.joined(popular, api.user());
        Joined elsewhere = api.joined(api.tell(Event.published(1)).id(), busy.user());

        api.cancel(holder);

        assertThat(api.status(busy)).isEqualTo("WAITLISTED");
        assertThat(api.status(free)).isEqualTo("ENROLLED");
        api.cancel(free);
        api.cancel(elsewhere);
        await().until(() -> api.status(busy).equals("ENROLLED"));
    }

    @Test
    void givesRaisedCapacityToThoseWhoWait() {
        Event workshop = api.tell(Event.published(1));
        IntStream.range(0, 4).forEach(_ -> api.joined(workshop.id(), api.user()));

        api.tell(workshop.of(3));

        await().untilAsserted(
                        () ->
                                assertThat(api.seats(workshop.id()))
                                        .isEqualTo("capacity 3, enrolled 3, waitlisted 1, free 0"));
    }

    @Test
    void tellsOfCutCapacityThatMovesNobody() {
        Event workshop = api.tell(Event.published(3));
        api.joined(workshop.id(), api.user());
        api.joined(workshop.id(), api.user());

        api.tell(workshop.of(1));

        await().untilAsserted(
                        () ->
                                assertThat(api.seats(workshop.id()))
                                        .isEqualTo("capacity 1, enrolled 2, waitlisted 0, free 0"));
        assertThat(api.told(workshop.id())).hasSize(3).containsOnly("seats.changed.v1");
    }

    @Test
    void endsWithNewestStateWhateverTheOrderOfEvents() {
        long seed = Long.getLong("seed", System.nanoTime());
        Event workshop = Event.published(1);
        List<String> events = new ArrayList<>();
        for (int capacity = 2; capacity <= 10; capacity++) {
            events.addAll(List.of(workshop.text(), workshop.text()));
            workshop = workshop.of(capacity);
        }
        Collections.shuffle(events, new Random(seed));

        events.forEach(api::send);
        api.tell(workshop);

        assertThat(api.seats(workshop.id()))
                .as("seed %d", seed)
                .isEqualTo("capacity 10, enrolled 0, waitlisted 0, free 10");
    }
}
