package dev.atelier.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.events.EventContract;
import dev.atelier.testing.events.EventExample;
import dev.atelier.testing.events.KeepsEventContract;
import dev.atelier.workshop.Api.Person;

import io.awspring.cloud.sqs.listener.AsyncMessageListener;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.messaging.support.GenericMessage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
@RealServiceTest
class EventContractTest implements KeepsEventContract {

    private static final EventContract CONTRACT = EventContract.of("workshop-service");
    private static final Map<String, Object> FLU = Map.of("reason", "The flu");

    private static final String LOG =
            "SELECT jsonb_build_object('type', type, 'data', data)::text FROM event_log";

    private static final String END =
            """
            UPDATE workshop
               SET starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour'
             WHERE id = ?
            """;

    private static final String KNOWN =
            """
            SELECT version FROM known_user WHERE id = ?
             UNION ALL
            SELECT version FROM workshop_seats WHERE workshop_id = ?
            """;

    @Autowired Api api;
    @Autowired OtherServices others;
    @Autowired AsyncMessageListener<String> listener;

    @Override
    public EventContract contract() {
        return CONTRACT;
    }

    /** A user is an id, and an organizer too. */
    @Override
    public Set<String> members() {
        return Set.of(
                "id",
                "title",
                "summary",
                "description",
                "language",
                "format",
                "venue",
                "onlineUrl",
                "startsAt",
                "endsAt",
                "timeZone",
                "enrollmentOpensAt",
                "enrollmentClosesAt",
                "capacity",
                "minParticipants",
                "waitlist",
                "mode",
                "offerTtl",
                "status",
                "staffing",
                "requirements",
                "code",
                "kind",
                "audience",
                "mandatory",
                "broughtBy",
                "organizers",
                "userId",
                "role",
                "replaces",
                "since",
                "organizerId",
                "asked",
                "version",
                "createdAt",
                "updatedAt");
    }

    @Test
    void sendsWhatItPromises() {
        Person ada = api.registered("Ada");
        String staffed = changedInAllWays(ada, api.registered("Bo"));
        String cancelled = cancelled(ada);
        String completed = completed(ada);

        List<JsonNode> sent =
                Stream.of(
                                others.received(staffed, 7),
                                others.received(cancelled, 2),
                                others.received(completed, 2))
                        .flatMap(List::stream)
                        .toList();

        assertThat(types(sent)).containsAll(CONTRACT.types());
        assertThat(sent).allSatisfy(event -> assertThat(CONTRACT.faults(event)).isEmpty());
    }

    /** The log of all tests so far. */
    @Test
    void logsWhatItPromises() {
        Person ada = api.registered("Ada");
        changedInAllWays(ada, api.registered("Bo"));
        cancelled(ada);
        completed(ada);

        List<JsonNode> log =
                Database.texts(LOG).stream().map(JsonMapper.shared()::readTree).toList();

        assertThat(types(log)).containsOnly(CONTRACT.types().toArray(String[]::new));
        assertThat(log)
                .allSatisfy(
                        event ->
                                assertThat(
                                                CONTRACT.faults(
                                                        event.get("type").asString(),
                                                        event.get("data")))
                                        .isEmpty());
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.get("type").asString()).toList();
    }

    /** A workshop that gets a second organizer, loses the first, and goes on with the second. */
    private static String changedInAllWays(Person ada, Person bo) {
        String id = ada.published(Samples.complete("Raku firing"));
        String lead = ada.read(id).text("/organizers/0/id");
        String standby =
                ada.act(id, "organizers", Map.of("userId", bo.id(), "role", "CO", "standby", true))
                        .text("/id");
        bo.act(id, "organizers/" + standby + "/accept");
        ada.act(id, "organizers/" + lead + "/unavailable", FLU);
        bo.act(id, "organizers/" + standby + "/jump-in", Map.of("replaces", lead));
        assertThat(ada.act(id, "organizers/" + lead + "/step-down").status()).isEqualTo(200);
        return id;
    }

    private static String cancelled(Person ada) {
        String id = ada.published(Samples.complete("Raku firing"));
        assertThat(ada.act(id, "cancel", FLU).status()).isEqualTo(200);
        return id;
    }

    private static String completed(Person ada) {
        String id = ada.published(Samples.complete("Raku firing"));
        Database.execute(END, UUID.fromString(id));
        assertThat(ada.act(id, "complete").status()).isEqualTo(200);
        return id;
    }

    @ParameterizedTest
    @MethodSource("examplesOfOthers")
    void understandsWhatOthersPromise(EventExample example) {
        EventExample news = example.about(UUID.randomUUID());

        listener.onMessage(new GenericMessage<>(news.body()))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(Database.number(KNOWN, news.subject(), news.subject()))
                .isEqualTo(news.sequence());
    }

    static Stream<EventExample> examplesOfOthers() {
        return EventContract.examplesFor("workshop-service");
    }
}
