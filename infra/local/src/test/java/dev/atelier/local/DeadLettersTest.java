package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.events.Addresses;
import dev.atelier.local.events.FakeServices;
import dev.atelier.local.events.Run;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The commands for dead letters, on the queue server that a laptop runs. */
class DeadLettersTest {

    private static final String SUBSCRIBER = "workshop-service";
    private static final String QUEUE = "local-workshop-service";
    private static final String DEAD = QUEUE + "-dlq";

    @TempDir private static Path directory;

    private static Component component;
    private static SqsClient client;
    private static FakeServices services;
    private static Addresses addresses;

    @BeforeAll
    static void start() throws Exception {
        Home home = new Home(directory);
        Queue queue =
                new Queue(
                        home,
                        Ports.free().of(Queue.NAME),
                        Topology.ATELIER.subscribers(),
                        Platform.ENVIRONMENT,
                        (_, mainClass, _) ->
                                new Program(
                                        Program.onClassPath(
                                                System.getProperty("java.class.path"), mainClass),
                                        directory.resolve("none")));
        component = new Component(queue, home, new Recorder());
        component.begin();
        component.start(List.of());
        assertThat(component.state()).isInstanceOf(State.Ready.class);
        client = new SqsClient(queue.uri());
        services = new FakeServices();
        addresses = services.addresses(queue.uri());
    }

    @AfterAll
    static void stop() {
        services.close();
        component.stop();
    }

    @BeforeEach
    void purge() {
        client.purge(QUEUE);
        client.purge(DEAD);
    }

    @Test
    void showsDeadLettersAndLeavesThemWhereTheyAre() {
        IntStream.range(0, 25).forEach(number -> client.send(DEAD, event(number)));
        client.send(DEAD, "rubbish");

        Run first = run("dead-letters", SUBSCRIBER, "--body");
        Run second = run("dead-letters");

        assertThat(first.out())
                .startsWith(SUBSCRIBER + ": 26")
                .contains("event-0 ", "event-24 ", "user.changed.v1", "no event")
                .contains("{\"id\":\"event-7\"");
        assertThat(second.out())
                .contains(SUBSCRIBER + ": 26", "event-24 ", "enrollment-service: no dead letters")
                .doesNotContain("{");
        assertThat(client.receiveAll(DEAD)).hasSize(26);
    }

    @Test
    void movesAllOfThemBackAsTheyAre() {
        IntStream.range(0, 25).forEach(number -> client.send(DEAD, event(number)));

        Run run = run("redrive", SUBSCRIBER);

        assertThat(run.out())
                .contains("25  ")
                .endsWith(SUBSCRIBER + ": 25 moved back, 0 left.%n".formatted());
        assertThat(client.receiveAll(QUEUE))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 25).mapToObj(DeadLettersTest::event).toList());
        assertThat(client.receiveAll(DEAD)).isEmpty();
    }

    @Test
    void movesOneBackAndLeavesTheOthers() {
        IntStream.range(0, 25).forEach(number -> client.send(DEAD, event(number)));

        Run run = run("redrive", SUBSCRIBER, "--id", "event-7");
        Run again = run("redrive", SUBSCRIBER, "--id", "event-7");

        assertThat(run.status()).isZero();
        assertThat(client.receiveAll(QUEUE)).containsExactly(event(7));
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.errors()).contains("has no dead letter event-7");
        assertThat(client.receiveAll(DEAD)).hasSize(24);
    }

    @Test
    void saysThatThereIsNothingToMove() {
        assertThat(run("redrive", SUBSCRIBER).out())
                .isEqualToIgnoringNewLines(SUBSCRIBER + ": 0 moved back, 0 left.");
    }

    private static Run run(String... arguments) {
        return Run.of(addresses, "", arguments);
    }

    private static String event(int number) {
        return "{'id':'event-%d','type':'user.changed.v1','subject':'s'}"
                .formatted(number)
                .replace("'", "\\\"");
    }
}
