package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class QueueTest {

    @TempDir private static Path directory;

    private static Queue queue;
    private static Component component;
    private static SqsClient client;

    private final Subscriber subscriber = Topology.ATELIER.subscribers().getFirst();
    private final String name = subscriber.queue("test");

    @BeforeAll
    static void start() {
        Recorder recorder = new Recorder();
        Home home = new Home(directory);
        queue =
                new Queue(
                        home,
                        Ports.free().of(Queue.NAME),
                        Topology.ATELIER.subscribers(),
                        "test",
                        QueueTest::onTestClassPath);
        component = new Component(queue, home, recorder);
        client = new SqsClient(queue.uri());
        startComponent();
    }

    @AfterAll
    static void stop() {
        component.stop();
    }

    @BeforeEach
    void purge() {
        client.purge(name);
    }

    static Stream<Subscriber> subscribers() {
        return Topology.ATELIER.subscribers().stream();
    }

    @ParameterizedTest
    @MethodSource("subscribers")
    void givesEachSubscriberItsQueue(Subscriber subscriber) {
        assertThat(client.attributes(subscriber.queue("test")))
                .contains("\"VisibilityTimeout\":\"" + Subscriber.VISIBILITY_TIMEOUT_SECONDS + "\"")
                .contains(subscriber.deadLetterQueue("test"))
                .contains("\\\"maxReceiveCount\\\":" + Subscriber.MAX_RECEIVES);
    }

    @Test
    void keepsEveryMessageOverKill() {
        List<String> messages = IntStream.range(0, 500).mapToObj(i -> "message " + i).toList();
        messages.forEach(message -> client.send(name, message));

        component.kill();
        startComponent();

        assertThat(client.receiveAll(name)).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void forgetsDeletedMessagesOverKill() {
        client.send(name, "handled");
        client.deleteAll(name);
        client.send(name, "waiting");

        component.kill();
        startComponent();

        assertThat(client.receiveAll(name)).containsExactly("waiting");
    }

    @Test
    void movesMessageThatKeepsFailingToItsDeadLetterQueueAndKeepsItThere() {
        client.send(name, "poison");
        for (int attempt = 0; attempt < Subscriber.MAX_RECEIVES; attempt++) {
            assertThat(client.receiveForRetry(name)).containsExactly("poison");
        }

        assertThat(client.receiveForRetry(name)).isEmpty();
        component.kill();
        startComponent();

        String deadLetters = subscriber.deadLetterQueue("test");
        await().until(() -> client.receiveAll(deadLetters).contains("poison"));
        assertThat(client.receiveAll(name)).isEmpty();
    }

    private static void startComponent() {
        component.begin();
        component.start(List.of());
        assertThat(component.state()).isInstanceOf(State.Ready.class);
    }

    private static Program onTestClassPath(String name, String mainClass, Training training) {
        return new Program(
                Program.onClassPath(System.getProperty("java.class.path"), mainClass),
                directory.resolve("none"));
    }
}
