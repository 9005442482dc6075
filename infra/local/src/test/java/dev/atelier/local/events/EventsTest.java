package dev.atelier.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The commands that ask services, and what they say to the person. */
class EventsTest {

    private static final URI NOWHERE = URI.create("http://localhost:1");
    private static final String REPLAY =
            "POST /user-service/actuator/events/workshop-service/replay";

    private FakeServices services;
    private Addresses addresses;

    @BeforeEach
    void start() throws IOException {
        services = new FakeServices();
        addresses = services.addresses(NOWHERE);
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void listsEverySubscriptionWithItsState() {
        services.answer(
                        "GET /user-service/actuator/events",
                        overview(
                                subscription("workshop-service", true, false, 0, 0),
                                subscription("enrollment-service", true, true, 1234, 75.4)))
                .answer(
                        "GET /workshop-service/actuator/events",
                        overview(subscription("gone", false, false, 7, 7200)))
                .answer("GET /enrollment-service/actuator/events", overview());

        assertThat(run("list").out())
                .isEqualToNormalizingNewlines(
                        """
                        FROM              TO                  GETS             STATE              BEHIND  AGE         PARKED
                        user-service      workshop-service    user.* thing.v1  sending            0       –           2
                        user-service      enrollment-service  user.* thing.v1  paused             1,234   1 min 15 s  2
                        workshop-service  gone                user.* thing.v1  left the topology  7       2 h 0 min   2
                        """);
    }

    @Test
    void printsWhatIsNewInTheLogUntilItIsInterrupted() throws InterruptedException {
        String log = "GET /user-service/actuator/eventlog";
        services.answer(log, excerpt("7"))
                .answer(log + "?after=7", excerpt("9", event("ada", 1), event("bo", 4)))
                .answer(log + "?after=9", excerpt("9"));
        List<Run> ended = new CopyOnWriteArrayList<>();

        Thread tail = Thread.ofVirtual().start(() -> ended.add(run("tail", "user-service")));
        await().until(() -> services.reads.contains(log + "?after=9"));
        tail.interrupt();
        tail.join();

        assertThat(ended)
                .singleElement()
                .extracting(Run::out)
                .asString()
                .isEqualToNormalizingNewlines(
                        """
                        2027-03-01T09:00:00Z  user.changed.v1                  ada  1
                        2027-03-01T09:00:00Z  user.changed.v1                  bo  4
                        """);
    }

    @Test
    void printsWhatOneSubscriberIsToGet() throws InterruptedException {
        String log = "GET /user-service/actuator/eventlog?subscription=workshop-service";
        services.answer(log, excerpt("7"));

        Thread tail =
                Thread.ofVirtual().start(() -> run("tail", "user-service", "workshop-service"));
        await().until(() -> services.reads.contains(log));
        tail.interrupt();
        tail.join();
    }

    @Test
    void replaysAfterTheAnswerYes() {
        services.answer(REPLAY, "{\"events\": 12}");

        Run run =
                answering("y\n", "replay", "user-service", "workshop-service", "--to", "beginning");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "12 events of user-service since beginning will be sent to"
                                + " workshop-service again. Go on? [y/N]")
                .contains("12 events on the way again.");
        assertThat(services.commands)
                .hasSize(2)
                .anySatisfy(command -> assertThat(command).contains("\"preview\":\"true\""))
                .last()
                .isEqualTo(REPLAY + " {\"to\":\"beginning\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "no\n"})
    void replaysNothingWithoutTheAnswerYes(String typed) {
        services.answer(REPLAY, "{\"events\": 12}");

        Run run =
                answering(typed, "replay", "user-service", "workshop-service", "--to", "beginning");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).isEqualToIgnoringNewLines("Nothing was done.");
        assertThat(services.commands).singleElement().asString().contains("preview");
    }

    @Test
    void asksNothingWhenToldYesBeforehand() {
        services.answer(REPLAY, "{\"events\": 1}");

        Run run = run("replay", "user-service", "workshop-service", "--yes", "--to", "beginning");

        assertThat(run.out()).startsWith("1 event on the way again.");
    }

    @Test
    void pausesAndForgets() {
        String path = "/user-service/actuator/events/workshop-service";
        services.answer(
                        "POST " + path + "/pause",
                        subscription("workshop-service", true, true, 1, 1))
                .answer("DELETE " + path, "");

        assertThat(run("pause", "user-service", "workshop-service").out())
                .isEqualToIgnoringNewLines(
                        "user-service to workshop-service: paused, 1 event behind.");
        assertThat(run("forget", "user-service", "workshop-service", "--yes").status()).isZero();
        assertThat(services.commands)
                .containsExactly("POST " + path + "/pause {}", "DELETE " + path);
    }

    @Test
    void tellsWhatStaysParkedAndWhy() {
        String path = "/user-service/actuator/events/workshop-service";
        services.answer(
                        "GET " + path,
                        """
                        [{"position": 7, "type": "user.changed.v1", "subject": "s", "sequence": 2,
                          "reason": "too large", "parkedAt": "2027-03-01T09:00:00Z"}]
                        """)
                .answer(
                        "POST " + path + "/unpark",
                        """
                        [{"position": 7, "sent": true},
                         {"position": 9, "sent": false, "reason": "too large"}]
                        """);

        assertThat(run("parked", "user-service", "workshop-service").out())
                .contains("7", "user.changed.v1", "too large");
        Run unparking = run("unpark", "user-service", "workshop-service");
        assertThat(unparking.out()).contains("7  sent", "9  stays: too large");
        assertThat(unparking.status()).isEqualTo(1);
    }

    @Test
    void saysWhatAServiceRefusesAndWhy() {
        Run run = run("pause", "user-service", "nobody");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors())
                .isEqualToIgnoringNewLines(
                        "user-service refuses (404): There is no such subscription. None is called"
                                + " so. Look which there are.");
    }

    @Test
    void listsWhatOthersSayWhenOneServiceFails() {
        services.answer(
                "GET /workshop-service/actuator/events",
                overview(subscription("enrollment-service", true, false, 0, 0)));

        Run run = run("list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("workshop-service  enrollment-service");
        assertThat(run.errors()).contains("user-service refuses", "enrollment-service refuses");
    }

    @Test
    void saysWhoDoesNotAnswer() {
        services.close();

        Run run = run("list");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).startsWith("enrollment-service does not answer at http://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "explode",
                "list all",
                "pause user-service",
                "pause nobody workshop-service",
                "replay user-service workshop-service",
                "replay user-service workshop-service --to",
                "replay user-service workshop-service --id 7",
                "redrive nobody",
                "redrive",
                "lag --quickly"
            })
    void endsWithStatusTwoWhenMisspelt(String typed) {
        Run run = run(typed.isEmpty() ? new String[0] : typed.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).isNotBlank();
        assertThat(services.commands).isEmpty();
    }

    @Test
    void saysWhenThePlatformIsTooOldToSayWhereItIs() {
        assertThat(catchThrowable(() -> Addresses.of(Map.of(), Path.of("none"))))
                .hasMessageContaining("./atelier up");
    }

    private Run run(String... arguments) {
        return answering("", arguments);
    }

    private Run answering(String typed, String... arguments) {
        return Run.of(addresses, typed, arguments);
    }

    private static String overview(String... subscriptions) {
        return "{\"subscriptions\": [" + String.join(",", subscriptions) + "]}";
    }

    private static String excerpt(String end, String... events) {
        return "{\"end\": \"%s\", \"events\": [%s]}".formatted(end, String.join(",", events));
    }

    private static String event(String subject, long sequence) {
        return """
        {"recordedAt": "2027-03-01T09:00:00Z", "type": "user.changed.v1",
         "subject": "%s", "sequence": %d}
        """
                .formatted(subject, sequence);
    }

    private static String subscription(
            String name, boolean inTopology, boolean paused, int events, double seconds) {
        return """
        {"name": "%s", "types": ["user.*", "thing.v1"], "inTopology": %s, "paused": %s,
         "lag": {"events": %d, "seconds": %s}, "parked": 2}
        """
                .formatted(name, inTopology, paused, events, seconds);
    }
}
