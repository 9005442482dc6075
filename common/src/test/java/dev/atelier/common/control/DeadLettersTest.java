package dev.atelier.common.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.control.OperatedService.Received;
import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.testing.TestQueues;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** A message that cannot be handled dies alone, and comes back when its handler is put right. */
@OperatedService
class DeadLettersTest {

    private static final int OTHERS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;
    @Autowired Received received;

    private final UUID poisonous = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final SqsAsyncClient sqs = TestQueues.shared().client();

    @Test
    void poisonousMessageDiesAfterFiveReceivesWhileAllElseFlowsAndRedriveBreaksNoOrder() {
        received.poisoned.add(poisonous);

        append(poisonous, 1);
        append(poisonous, 2);
        LongStream.rangeClosed(1, OTHERS).forEach(sequence -> append(other, sequence));

        await(() -> assertThat(received.sequences(other)).hasSize(OTHERS));
        await(() -> assertThat(received.versions).containsEntry(poisonous, 2L));
        Message dead = awaitDeadLetter();
        assertThat(dead.body()).contains(poisonous.toString());
        assertThat(dead.messageAttributes().get("subject").stringValue())
                .isEqualTo(poisonous.toString());
        assertThat(received.attempts(poisonous)).isEqualTo(5);
        assertThat(received.sequences(poisonous)).containsExactly(2L);

        received.poisoned.remove(poisonous);
        redrive(dead);

        await(() -> assertThat(received.sequences(poisonous)).containsExactly(2L, 1L));
        assertThat(received.versions).containsEntry(poisonous, 2L);
        assertThat(deadLetters()).isEmpty();
    }

    private void append(UUID subject, long sequence) {
        transaction
                .transactional(
                        log.append(
                                new DomainEvent("thing.changed.v1", subject, sequence, Map.of())))
                .block();
    }

    private Message awaitDeadLetter() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(this::deadLetters, messages -> !messages.isEmpty())
                .getFirst();
    }

    /** Sent before it is deleted, so that it may be there twice and never not at all. */
    private void redrive(Message dead) {
        sqs.sendMessage(
                        request ->
                                request.queueUrl(url(OperatedService.QUEUE))
                                        .messageBody(dead.body())
                                        .messageAttributes(dead.messageAttributes()))
                .join();
        sqs.deleteMessage(
                        request ->
                                request.queueUrl(deadLetterQueue())
                                        .receiptHandle(dead.receiptHandle()))
                .join();
    }

    private List<Message> deadLetters() {
        return sqs.receiveMessage(
                        request ->
                                request.queueUrl(deadLetterQueue())
                                        .messageAttributeNames("All")
                                        .maxNumberOfMessages(10)
                                        .visibilityTimeout(0))
                .join()
                .messages();
    }

    private String deadLetterQueue() {
        return url(OperatedService.QUEUE + "-dlq");
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(assertion::run);
    }
}
