package dev.atelier.common.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.common.queues.QueuesProperties.Watched;
import dev.atelier.testing.TestQueues;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

class QueueWatchTest {

    private static final TestQueues QUEUES = TestQueues.shared();

    private final String name = "watched-" + UUID.randomUUID();
    private final String deadLetters = name + "-dlq";
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private String url;

    @BeforeEach
    void create() {
        url = QUEUES.create(name, deadLetters);
    }

    @Test
    void showsWhatWaitsWhatIsBeingHandledAndWhatDied() {
        send(url, "one");
        send(url, "two");
        send(url, "three");
        send(deadLetters(), "dead");
        QUEUES.client()
                .receiveMessage(
                        request ->
                                request.queueUrl(url).maxNumberOfMessages(1).visibilityTimeout(60))
                .join();

        QueueWatch watch = watch(name);
        await().untilAsserted(
                        () -> {
                            watch.round().block();
                            assertThat(value("visible", name)).isEqualTo(2);
                            assertThat(value("in.flight", name)).isEqualTo(1);
                            assertThat(value("dead.letters", name)).isEqualTo(1);
                        });
    }

    @Test
    void showsNothingOfQueueThatCannotBeSeenAndStillTheOthers() {
        QueueWatch watch = watch("none-of-that-name", name);

        watch.round().block();

        assertThat(value("visible", "none-of-that-name")).isNaN();
        assertThat(value("dead.letters", "none-of-that-name")).isNaN();
        assertThat(value("visible", name)).isZero();
    }

    private QueueWatch watch(String... queues) {
        List<Watched> watched =
                List.of(queues).stream()
                        .map(queue -> new Watched(queue, "atelier", queue, queue + "-dlq"))
                        .toList();
        return new QueueWatch(
                new Depths(QUEUES.client()),
                new QueuesProperties(watched, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                meters);
    }

    private String deadLetters() {
        return QUEUES.client()
                .getQueueUrl(request -> request.queueName(deadLetters))
                .join()
                .queueUrl();
    }

    private static void send(String url, String body) {
        QUEUES.client().sendMessage(request -> request.queueUrl(url).messageBody(body)).join();
    }

    private double value(String meter, String subscriber) {
        return meters.get("atelier.queue." + meter).tag("subscriber", subscriber).gauge().value();
    }
}
