package com.example.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What becomes of events, on the store that ships and with addresses that are made up. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.cloud.aws.sqs.enabled=false",
            "notifications.store=target/notifying-test-${random.uuid}.db"
        })
@Import(NotifyingTest.MadeUpAddresses.class)
class NotifyingTest {

    private static final String USER = "01937b1e-7c00-7a11-8a00-0000000000b0";
    private static final String PARTICIPANT = "01937b1e-7f00-7a11-8a00-0000000000b2";

    @Autowired Notifying notifying;
    @Autowired Store store;
    @Autowired JdbcClient database;
    @Autowired FakeAddresses addresses;

    @BeforeEach
    void forgetAll() {
        List.of("handled", "workshop", "erased", "message")
                .forEach(table -> database.sql("DELETE FROM " + table).update());
        addresses.meanwhile = () -> {};
        addresses.gone = false;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "participant.enrolled.v1   | You have a seat in Raku firing.",
                "participant.waitlisted.v1 | You are on the waitlist of Raku firing.",
                "participant.offered.v1    | A seat in Raku firing is kept for you until"
                        + " 2027-01-13T10:00:00.25Z.",
                "participant.promoted.v1   | You have moved up, and have a seat in Raku firing.",
                "participant.cancelled.v1  | You have cancelled Raku firing.",
                "participant.conflicted.v1 | Raku firing now overlaps another of your workshops."
                        + " You keep your seat."
            })
    void tellsWhatHappened(String type, String text) {
        ObjectNode workshop = Examples.of("workshop.published.v1");
        ObjectNode event = Examples.of(type);
        ((ObjectNode) event.get("data")).set("workshopId", workshop.get("subject"));
        receive(workshop);

        receive(event);

        assertThat(store.messages())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.text()).isEqualTo(text);
                            assertThat(message.recipient())
                                    .isEqualTo(message.userId() + "@example.org");
                        });
    }

    @Test
    void readsEverybodysExamplesOfTodayAndOneDay() {
        receive(Examples.of("workshop.published.v1"));

        Examples.all().stream().map(Examples::fromTheFuture).forEach(this::receive);

        assertThat(store.messages()).isNotEmpty();
    }

    @Test
    void passesOverTypesAndValuesThatItDoesNotKnow() {
        receive(Examples.of("workshop.published.v1"));
        ObjectNode unknownType = Examples.of("participant.enrolled.v1").put("type", "sauna.lit.v7");
        ObjectNode unknownHappening =
                Examples.of("participant.enrolled.v1").put("type", "participant.knighted.v1");
        ObjectNode unknownValue = Examples.of("participant.cancelled.v1");
        ((ObjectNode) unknownValue.get("data")).put("cancelledBy", "WEATHER");

        receive(unknownType);
        receive(unknownHappening);
        receive(unknownValue);

        assertThat(store.messages())
                .extracting(Message::text)
                .containsExactly("Your place in Raku firing is cancelled.");
    }

    @Test
    void doubledAndShuffledTellsEachThingAtMostOnceAndTheNewestAlways() {
        long seed = Long.getLong("seed", System.nanoTime());
        receive(Examples.of("workshop.published.v1"));
        List<ObjectNode> events = new ArrayList<>();
        for (String type : List.of("waitlisted", "offered", "cancelled")) {
            ObjectNode event =
                    Examples.of("participant." + type + ".v1").put("subject", PARTICIPANT);
            event.put("sequence", "%019d".formatted(events.size() / 2 + 1));
            events.addAll(List.of(event, event));
        }
        Collections.shuffle(events, new Random(seed));

        events.forEach(this::receive);

        assertThat(store.messages())
                .as("-Dseed=%d", seed)
                .extracting(Message::sequence)
                .doesNotHaveDuplicates()
                .isSorted()
                .endsWith(3L);
    }

    @Test
    void waitsForTheNewsOfTheWorkshop() {
        JsonNode enrolled = Examples.of("participant.enrolled.v1");

        assertThatThrownBy(() -> receive(enrolled)).isInstanceOf(WorkshopNotKnown.class);
        receive(Examples.of("workshop.published.v1"));
        receive(enrolled);

        assertThat(store.messages()).hasSize(1);
    }

    @Test
    void keepsTheNewestTitle() {
        receive(titled("Newer", 3));
        receive(titled("Older", 2));

        receive(Examples.of("participant.enrolled.v1"));

        assertThat(store.messages())
                .extracting(Message::text)
                .containsExactly("You have a seat in Newer.");
    }

    /** After a month the log may have no other event of the workshop than this. */
    @Test
    void learnsOfWorkshopsFromTheirOrganizersToo() {
        ObjectNode joined = Examples.of("organizer.joined.v1");
        ObjectNode enrolled = Examples.of("participant.enrolled.v1");
        ((ObjectNode) enrolled.get("data")).set("workshopId", joined.get("subject"));

        receive(joined);
        receive(enrolled);

        assertThat(store.messages()).hasSize(1);
    }

    @Test
    void tellsNobodyWhoIsNotThere() {
        receive(Examples.of("workshop.published.v1"));
        addresses.gone = true;

        receive(Examples.of("participant.enrolled.v1"));

        assertThat(store.messages()).isEmpty();
    }

    @Test
    void forgetsTheErased() {
        receive(Examples.of("workshop.published.v1"));
        receive(Examples.of("participant.offered.v1"));
        assertThat(store.messages()).hasSize(1);

        receive(erasure(2));
        receive(registration(1));
        receive(Examples.of("participant.cancelled.v1"));

        assertThat(store.messages()).isEmpty();
    }

    @Test
    void writesNothingToWhoIsErasedWhileTheirAddressIsAskedFor() {
        receive(Examples.of("workshop.published.v1"));
        addresses.meanwhile = () -> receive(erasure(2));

        receive(Examples.of("participant.offered.v1"));

        assertThat(store.messages()).isEmpty();
    }

    @Test
    void writesAgainToWhoHasComeAnew() {
        receive(Examples.of("workshop.published.v1"));
        receive(registration(3));
        receive(erasure(2));

        receive(Examples.of("participant.offered.v1"));

        assertThat(store.messages()).hasSize(1);
    }

    private void receive(JsonNode message) {
        notifying.on(Event.of(message));
    }

    private static ObjectNode titled(String title, long sequence) {
        ObjectNode event =
                Examples.of("workshop.changed.v1").put("sequence", "%019d".formatted(sequence));
        ((ObjectNode) event.get("data")).put("title", title);
        return event;
    }

    private static ObjectNode erasure(long sequence) {
        return aboutUser("user.erased.v1", sequence);
    }

    private static ObjectNode registration(long sequence) {
        return aboutUser("user.registered.v1", sequence);
    }

    private static ObjectNode aboutUser(String type, long sequence) {
        return Examples.of(type).put("subject", USER).put("sequence", "%019d".formatted(sequence));
    }

    /** Has an address of everybody, and does something else while it is asked. */
    static final class FakeAddresses implements Addresses {

        Runnable meanwhile = () -> {};
        boolean gone;

        @Override
        public Optional<String> of(String user) {
            meanwhile.run();
            return gone ? Optional.empty() : Optional.of(user + "@example.org");
        }
    }

    @TestConfiguration
    static class MadeUpAddresses {

        @Bean
        @Primary
        FakeAddresses fakeAddresses() {
            return new FakeAddresses();
        }
    }
}
