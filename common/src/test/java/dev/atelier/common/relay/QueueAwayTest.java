package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.common.EventsApplication.EventsTest;
import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.testing.CuttableLink;
import dev.atelier.testing.TestQueues;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A real queue server, and the way to it is cut while events go on being written. */
@EventsTest
class QueueAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SUBJECTS = 30;
    private static final int EACH = 15;

    @Autowired DatabaseClient database;
    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;
    @Autowired WakeUp commits;

    private final String name = "subscriber-" + UUID.randomUUID();
    private final TestQueues queues = TestQueues.shared();
    private final List<UUID> subjects =
            IntStream.range(0, SUBJECTS).mapToObj(_ -> UUID.randomUUID()).toList();
    private String url;
    private CuttableLink link;
    private RelayInstance instance;

    @BeforeEach
    void start() {
        url = queues.create(name, name + "-dlq");
        link = CuttableLink.to(queues.endpoint());
        SqsAsyncClient sqs =
                SqsAsyncClient.builder()
                        .endpointOverride(link.uri())
                        .region(Region.of(queues.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .build();
        instance = new RelayInstance(name, name, new SqsSender(sqs), database, commits).start();
        await().atMost(PATIENCE).until(instance::isRelaying);
    }

    /** The client stays: closing it blocks where nothing may. */
    @AfterEach
    void stop() {
        instance.stop();
        link.close();
    }

    @Test
    void losesNothingAndKeepsEachSubjectsOrderWhileTheServerIsAway() {
        append(1, 5);
        awaitSent(5);

        link.cut();
        append(6, 10);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            instance.meters.refresh().block();
                            assertThat(instance.value("atelier.events.backlog.size"))
                                    .isEqualTo(5 * SUBJECTS);
                            assertThat(instance.value("atelier.events.backlog.age")).isPositive();
                            assertThat(instance.value("atelier.events.failing")).isPositive();
                        });
        link.mend();
        append(11, EACH);

        awaitSent(EACH);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            instance.meters.refresh().block();
                            assertThat(instance.value("atelier.events.backlog.size")).isZero();
                            assertThat(instance.value("atelier.events.failing")).isZero();
                        });
        assertThat(received())
                .hasSize(SUBJECTS)
                .allSatisfy((_, sequences) -> assertThat(sequences).containsAll(upTo(EACH)));
    }

    private void awaitSent(long last) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(subjects)
                                        .allSatisfy(
                                                subject ->
                                                        assertThat(instance.sent(subject))
                                                                .isEqualTo(upTo(last))));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** What the queue really has, by subject. */
    private Map<UUID, Set<Long>> received() {
        Map<UUID, Set<Long>> received = new ConcurrentHashMap<>();
        JsonMapper json = JsonMapper.builder().build();
        List<Message> messages = receive();
        while (!messages.isEmpty()) {
            for (Message message : messages) {
                JsonNode event = json.readTree(message.body());
                received.computeIfAbsent(
                                UUID.fromString(event.get("subject").asString()),
                                _ -> ConcurrentHashMap.newKeySet())
                        .add(Long.parseLong(event.get("sequence").asString()));
                queues.client()
                        .deleteMessage(
                                delete ->
                                        delete.queueUrl(url).receiptHandle(message.receiptHandle()))
                        .join();
            }
            messages = receive();
        }
        return received;
    }

    private List<Message> receive() {
        return queues.client()
                .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                .join()
                .messages();
    }

    private void append(long first, long last) {
        Flux.fromIterable(subjects)
                .flatMap(
                        subject ->
                                Flux.fromStream(LongStream.rangeClosed(first, last).boxed())
                                        .map(
                                                sequence ->
                                                        new DomainEvent(
                                                                "thing.made.v1",
                                                                subject,
                                                                sequence,
                                                                Map.of()))
                                        .concatMap(
                                                event ->
                                                        transaction.transactional(
                                                                log.append(event))),
                        4)
                .blockLast();
    }
}
