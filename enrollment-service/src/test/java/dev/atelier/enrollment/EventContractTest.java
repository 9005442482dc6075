package dev.atelier.enrollment;

import static dev.atelier.enrollment.EnrollmentApi.START;
import static dev.atelier.enrollment.EnrollmentApi.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import dev.atelier.enrollment.EnrollmentApi.Event;
import dev.atelier.enrollment.EnrollmentApi.Joined;
import dev.atelier.testing.events.EventContract;
import dev.atelier.testing.events.EventExample;
import dev.atelier.testing.events.KeepsEventContract;

import io.awspring.cloud.sqs.listener.AsyncMessageListener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.messaging.support.GenericMessage;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the service sends is what its schemas promise, and those keep their promises; it understands
 * what others promise it.
 */
@EnrollmentServiceTest
class EventContractTest implements KeepsEventContract {

    private static final EventContract CONTRACT = EventContract.of("enrollment-service");

    private static final String KNOWN =
            """
            SELECT version FROM known_user WHERE id = $1
             UNION ALL
            SELECT version FROM known_workshop WHERE id = $1
            """;

    @Autowired EnrollmentApi api;
    @Autowired AsyncMessageListener<String> listener;

    @Override
    public EventContract contract() {
        return CONTRACT;
    }

    /** A user is an id, and why they do not come is nobody's business. */
    @Override
    public Set<String> members() {
        return Set.of(
                "id",
                "workshopId",
                "userId",
                "status",
                "offerExpiresAt",
                "acknowledgedRequirements",
                "cancelledBy",
                "needsAttention",
                "capacity",
                "enrolled",
                "offered",
                "waitlisted",
                "free",
                "version",
                "createdAt",
                "updatedAt");
    }

    @Test
    void sendsWhatItPromises() {
        Subscribers subscribers = Subscribers.fromNow();
        changesInAllWays();

        List<JsonNode> sent = subscribers.awaitTypes(CONTRACT.types());

        assertThat(sent).allSatisfy(event -> assertThat(CONTRACT.faults(event)).isEmpty());
    }

    /** The log of all tests so far. */
    @Test
    void logsWhatItPromises() {
        changesInAllWays();

        List<JsonNode> log = api.log();

        assertThat(log)
                .extracting(event -> event.get("type").asString())
                .containsOnly(CONTRACT.types().toArray(String[]::new));
        assertThat(log)
                .allSatisfy(
                        event ->
                                assertThat(
                                                CONTRACT.faults(
                                                        event.get("type").asString(),
                                                        event.get("data")))
                                        .isEmpty());
    }

    private void changesInAllWays() {
        givesSeatThatBecomesFree();
        offersSeatThatBecomesFree();
        movesIntoClashAndOut();
        takesAttendance();
    }

    private void givesSeatThatBecomesFree() {
        UUID requirement = UUID.randomUUID();
        Event workshop = api.tell(Event.published(1).requiring(requirement));
        UUID user = api.user();
        String path = EnrollmentApi.path(workshop.id());
        Map<String, ?> aware = Map.of("acknowledgedRequirements", List.of(requirement));
        Joined leaver =
                new Joined(
                        workshop.id(),
                        UUID.fromString(api.call(user, POST, path, aware).text("/id")),
                        user);
        assertThat(api.call(api.user(), POST, path, aware).status()).isEqualTo(201);
        assertThat(api.cancel(leaver).status()).isEqualTo(204);
    }

    private void offersSeatThatBecomesFree() {
        Event workshop = api.tell(Event.published(1).offering("PT1H"));
        Joined leaver = api.joined(workshop.id(), api.user());
        Joined waiting = api.joined(workshop.id(), api.user());
        api.cancel(leaver);
        assertThat(api.status(waiting)).isEqualTo("OFFERED");
    }

    private void movesIntoClashAndOut() {
        UUID user = api.user();
        Joined seat = api.joined(api.tell(Event.published(1)).id(), user);
        Event moving = api.tell(Event.published(1, START.plus(Duration.ofDays(1))));
        Joined moved = api.joined(moving.id(), user);
        api.tell(moving.movedTo(START));
        await().until(() -> api.told(moved.id()).contains("participant.conflicted.v1"));
        api.cancel(seat);
        await().until(() -> api.told(moved.id()).contains("participant.conflict-resolved.v1"));
    }

    private void takesAttendance() {
        Event workshop = api.tell(Event.published(1));
        Joined joined = api.joined(workshop.id(), api.user());
        api.tell(workshop.movedTo(Instant.now().minusSeconds(60)));
        for (boolean attended : List.of(false, true)) {
            api.act(workshop.organizer(), joined, "attendance", Map.of("attended", attended));
        }
        assertThat(api.status(joined)).isEqualTo("ATTENDED");
    }

    @ParameterizedTest
    @MethodSource("examplesOfOthers")
    void understandsWhatOthersPromise(EventExample example) {
        EventExample news = example.about(UUID.randomUUID());

        listener.onMessage(new GenericMessage<>(news.body()))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(api.count(KNOWN, news.subject())).isEqualTo(news.sequence());
    }

    static Stream<EventExample> examplesOfOthers() {
        return EventContract.examplesFor("enrollment-service");
    }
}
