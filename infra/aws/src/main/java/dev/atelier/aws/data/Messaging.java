package dev.atelier.aws.data;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Subscription;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A queue and its dead-letter queue for each subscriber of the topology, and who may use them. */
public class Messaging extends Construct {

    private static final List<String> RECEIVING =
            List.of("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage");

    /** By name, since that is what a service is told; and the depth, which it measures. */
    private static final List<String> LOOKING =
            List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl");

    private final Topology topology;
    private final Key key;
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Map<String, Queue> deadLetters = new LinkedHashMap<>();

    public Messaging(
            Construct scope, String id, Environment environment, Topology topology, Key key) {
        super(scope, id);
        this.topology = topology;
        this.key = key;
        for (Subscriber subscriber : topology.subscribers()) {
            deadLetters.put(subscriber.name(), deadLetters(environment, subscriber));
            queues.put(subscriber.name(), queue(environment, subscriber));
            if (!subscriber.inside()) {
                letReceive(environment, subscriber);
            }
        }
    }

    /** The queue of that subscriber. */
    public Queue queue(String subscriber) {
        return Objects.requireNonNull(queues.get(subscriber));
    }

    /** The dead-letter queue of that subscriber. */
    public Queue deadLetters(String subscriber) {
        return Objects.requireNonNull(deadLetters.get(subscriber));
    }

    /**
     * What a deployable may do with queues: receive from its own, look at those that it watches and
     * at their dead letters, and send to those of its subscribers. Nothing for one that does none
     * of it.
     */
    public List<PolicyStatement> rightsOf(String deployable) {
        Map<String, PolicyStatement> rights = new LinkedHashMap<>();
        if (topology.subscribes(deployable)) {
            rights.put("receive", allow(RECEIVING, List.of(queue(deployable))));
            rights.put("decrypt", onKey("kms:Decrypt"));
        }
        List<Queue> watched =
                topology.watchedBy(deployable).stream()
                        .map(Subscriber::name)
                        .flatMap(name -> Stream.of(queue(name), deadLetters(name)))
                        .toList();
        if (!watched.isEmpty()) {
            rights.put("look", allow(LOOKING, watched));
        }
        List<Queue> subscribers =
                topology.publishedBy(deployable).stream()
                        .map(Subscription::subscriber)
                        .map(this::queue)
                        .toList();
        if (!subscribers.isEmpty()) {
            rights.put("send", allow(List.of("sqs:GetQueueUrl", "sqs:SendMessage"), subscribers));
            rights.put("encrypt", onKey("kms:Decrypt", "kms:GenerateDataKey"));
        }
        return List.copyOf(rights.values());
    }

    private Queue deadLetters(Environment environment, Subscriber subscriber) {
        return queueOf(
                        subscriber.deadLetterQueue(environment.name()),
                        Names.pascal(subscriber.name()) + "DeadLetters")
                .build();
    }

    private Queue queue(Environment environment, Subscriber subscriber) {
        return queueOf(subscriber.queue(environment.name()), Names.pascal(subscriber.name()))
                .visibilityTimeout(Duration.seconds(Subscriber.VISIBILITY_TIMEOUT_SECONDS))
                .receiveMessageWaitTime(Duration.seconds(20))
                .deadLetterQueue(
                        DeadLetterQueue.builder()
                                .queue(deadLetters(subscriber.name()))
                                .maxReceiveCount(Subscriber.MAX_RECEIVES)
                                .build())
                .build();
    }

    private Queue.Builder queueOf(String name, String id) {
        return Queue.Builder.create(this, id)
                .queueName(name)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .dataKeyReuse(Duration.hours(1))
                .enforceSsl(true)
                .retentionPeriod(Duration.days(Subscriber.RETENTION_DAYS))
                .removalPolicy(RemovalPolicy.RETAIN);
    }

    private static String account(Environment environment, Subscriber subscriber) {
        String account = environment.subscriberAccounts().get(subscriber.name());
        if (account == null) {
            throw new IllegalStateException(
                    "%s names no account for the subscriber %s"
                            .formatted(environment.name(), subscriber.name()));
        }
        return account;
    }

    /** Another team's account may take messages out of its own queue, and decrypt those alone. */
    private void letReceive(Environment environment, Subscriber subscriber) {
        AccountPrincipal team = new AccountPrincipal(account(environment, subscriber));
        Queue queue = queue(subscriber.name());
        queue.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .sid("Subscriber")
                        .principals(List.of(team))
                        .actions(
                                List.of(
                                        "sqs:ChangeMessageVisibility",
                                        "sqs:DeleteMessage",
                                        "sqs:GetQueueAttributes",
                                        "sqs:ReceiveMessage"))
                        .resources(List.of(queue.getQueueArn()))
                        .build());
        key.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .sid(Names.pascal(subscriber.name()))
                        .principals(List.of(team))
                        .actions(List.of("kms:Decrypt"))
                        .resources(List.of("*"))
                        .conditions(onlyFor(arn(environment, subscriber)))
                        .build());
    }

    /** SQS names the queue in the context of what it encrypts. */
    private static Map<String, Object> onlyFor(String queue) {
        return Names.only("StringEquals", Names.only("kms:EncryptionContext:aws:sqs:arn", queue));
    }

    /** Put together here: the queue refers to the key, so the key cannot refer to the queue. */
    private static String arn(Environment environment, Subscriber subscriber) {
        return "arn:aws:sqs:%s:%s:%s"
                .formatted(
                        environment.region(),
                        environment.account(),
                        subscriber.queue(environment.name()));
    }

    private static PolicyStatement allow(List<String> actions, List<Queue> queues) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(queues.stream().map(Queue::getQueueArn).toList())
                .build();
    }

    private PolicyStatement onKey(String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .resources(List.of(key.getKeyArn()))
                .build();
    }
}
