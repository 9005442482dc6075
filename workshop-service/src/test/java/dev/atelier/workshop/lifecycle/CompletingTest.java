package dev.atelier.workshop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.workshop.Api;
import dev.atelier.workshop.Api.Person;
import dev.atelier.workshop.Database;
import dev.atelier.workshop.OtherServices;
import dev.atelier.workshop.RealServiceTest;
import dev.atelier.workshop.Samples;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import reactor.core.publisher.Mono;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Far in the past, where no workshop of another test is. */
@RealServiceTest
class CompletingTest {

    private static final Instant END = Instant.parse("2001-03-01T12:00:00Z");
    private static final Instant DUE = END.plus(Duration.ofDays(7));

    private static final String MOVE =
            """
            UPDATE workshop
               SET starts_at = ?::timestamptz - interval '2 hours', ends_at = ?::timestamptz
             WHERE id = ?
            """;

    private static final String COPY =
            """
            INSERT INTO workshop
                   (id, version, status, title, language, format, venue, starts_at, ends_at,
                    time_zone, capacity, min_participants, waitlist_mode, offer_ttl_seconds,
                    created_at, updated_at)
            SELECT uuidv7(), version, status, ?, language, format, venue, starts_at, ends_at,
                   time_zone, capacity, min_participants, waitlist_mode, offer_ttl_seconds,
                   created_at, updated_at
              FROM workshop, generate_series(1, 250)
             WHERE id = ?
            """;

    private static final String COUNT =
            """
            SELECT count(*) FROM workshop WHERE title = ? AND status = 'COMPLETED'
            """;

    private static final String BREAK =
            "UPDATE workshop SET time_zone = 'Nowhere/Never' WHERE id = ?";

    private static final String DELETE = "DELETE FROM workshop WHERE id = ?";

    @Autowired Api api;
    @Autowired OtherServices others;
    @Autowired Workshops workshops;
    @Autowired Changing changing;

    @Test
    void completesSevenDaysAfterTheEndAndNoMomentEarlier() {
        Person ada = api.registered("Ada");
        String id = ended(ada);

        at(DUE.minusNanos(1000)).completeDue().block();
        assertThat(ada.read(id).text("/status")).isEqualTo("PUBLISHED");

        at(DUE).completeDue().block();
        assertThat(ada.read(id).text("/status")).isEqualTo("COMPLETED");
        assertThat(ada.read(id).text("/updatedAt")).isEqualTo(DUE.toString());
        JsonNode event = others.received(id, 2).getLast();
        assertThat(event.get("type").asString()).isEqualTo("workshop.completed.v1");
        assertThat(event.at("/data/status").asString()).isEqualTo("COMPLETED");
        assertThat(event.at("/data/version").asInt()).isEqualTo(3);
    }

    @Test
    void leavesAloneWhatIsNotPublished() {
        Person ada = api.registered("Ada");
        String draft = ada.draft(Samples.complete("Raku firing"));
        move(draft);

        at(DUE).completeDue().block();

        assertThat(ada.read(draft).text("/status")).isEqualTo("DRAFT");
    }

    /** Both have found the workshop when they are let at it. */
    @Test
    void twoInstancesCompleteItOnce() {
        Person ada = api.registered("Ada");
        String id = ended(ada);
        Mono<Void> both = Mono.when(at(DUE).completeDue(), at(DUE).completeDue());
        List<CompletableFuture<Void>> rounds = new ArrayList<>();

        Database.locked(
                "workshop " + id,
                () -> {
                    rounds.add(both.toFuture());
                    Database.awaitWaiting(2);
                });
        rounds.getFirst().join();

        assertThat(ada.read(id).text("/version")).isEqualTo("3");
        assertThat(others.received(id, 2)).hasSize(2);
    }

    @Test
    void completesPageByPage() {
        Person ada = api.registered("Ada");
        String title = UUID.randomUUID().toString();
        String id = ended(ada);
        Database.execute(COPY, title, UUID.fromString(id));

        at(DUE).completeDue().block();

        assertThat(Database.number(COUNT, title)).isEqualTo(250);
    }

    @Test
    void goesOnBehindOneThatFails() {
        Person ada = api.registered("Ada");
        UUID broken = UUID.fromString(ended(ada));
        String behind = ended(ada);
        Database.execute(BREAK, broken);
        try {
            at(DUE).completeDue().block();
        } finally {
            Database.execute(DELETE, broken);
        }

        assertThat(ada.read(behind).text("/status")).isEqualTo("COMPLETED");
    }

    @Test
    void jobTriesAgainAfterFailureUntilItIsStopped() {
        Person ada = api.registered("Ada");
        String id = ended(ada);
        var rounds = new AtomicInteger();
        var job = new CompletionJob(at(() -> failingAtFirst(rounds)), Duration.ofMillis(10));

        job.start();
        await().until(() -> ada.read(id).text("/status").equals("COMPLETED"));
        assertThat(job.isRunning()).isTrue();
        job.stop();

        assertThat(job.isRunning()).isFalse();
    }

    private static Instant failingAtFirst(AtomicInteger rounds) {
        if (rounds.getAndIncrement() == 0) {
            throw new IllegalStateException("no time in the first round");
        }
        return DUE;
    }

    private Completing at(Instant time) {
        return at(() -> time);
    }

    private Completing at(InstantSource time) {
        return new Completing(workshops, changing, time.withZone(ZoneOffset.UTC));
    }

    private static String ended(Person organizer) {
        String id = organizer.published(Samples.complete("Raku firing"));
        move(id);
        return id;
    }

    /** Into the past, which nobody can do from outside. */
    private static void move(String id) {
        Database.execute(MOVE, END.toString(), END.toString(), UUID.fromString(id));
    }
}
