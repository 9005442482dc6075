package dev.atelier.local.containers;

import dev.atelier.local.events.CommandFailed;
import dev.atelier.local.events.QueueServer;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that the queues of the topology are there. It goes on looking: a server that keeps
 * them in memory has none when it was restarted.
 *
 * @param server has them
 * @param environment the prefix of their names
 */
record Queues(QueueServer server, String environment) {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final List<Subscriber> SUBSCRIBERS = Topology.ATELIER.subscribers();
    private static final String RETENTION =
            Long.toString(Duration.ofDays(Subscriber.RETENTION_DAYS).toSeconds());

    /**
     * Looks until it is ended.
     *
     * @param arguments the server's address, the prefix of names, and a file that is there while
     *     all queues are
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Queues queues = new Queues(new QueueServer(URI.create(arguments[0])), arguments[1]);
        Path sign = Path.of(arguments[2]);
        for (String said = ""; ; TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis())) {
            String now = queues.look(sign);
            if (!now.equals(said)) {
                System.out.println(now);
                said = now;
            }
        }
    }

    private String look(Path sign) throws IOException {
        try {
            Set<String> made = makeMissing();
            Files.writeString(sign, "");
            return made.isEmpty() ? "All queues are there." : "Made " + made + ".";
        } catch (CommandFailed failure) {
            Files.deleteIfExists(sign);
            return String.valueOf(failure.getMessage());
        }
    }

    /**
     * Makes those that are not there, each with its dead-letter queue.
     *
     * @return their names
     * @throws CommandFailed when the server does not answer, or not well
     */
    Set<String> makeMissing() {
        Set<String> there = there();
        Set<String> made = new HashSet<>();
        for (Subscriber subscriber : SUBSCRIBERS) {
            String queue = subscriber.queue(environment);
            String deadLetters = subscriber.deadLetterQueue(environment);
            if (!there.contains(queue) || !there.contains(deadLetters)) {
                String url = create(deadLetters, Map.of("MessageRetentionPeriod", RETENTION));
                create(queue, attributes(arn(url)));
                made.add(queue);
            }
        }
        return made;
    }

    private Set<String> there() {
        Set<String> names = new HashSet<>();
        server.call("ListQueues", Map.of("QueueNamePrefix", environment + "-"))
                .path("QueueUrls")
                .forEach(url -> names.add(name(url.asString())));
        return names;
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static Map<String, String> attributes(String deadLetters) {
        return Map.of(
                "MessageRetentionPeriod",
                RETENTION,
                "VisibilityTimeout",
                Integer.toString(Subscriber.VISIBILITY_TIMEOUT_SECONDS),
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(deadLetters, Subscriber.MAX_RECEIVES));
    }

    private String create(String queue, Map<String, String> attributes) {
        JsonNode made =
                server.call("CreateQueue", Map.of("QueueName", queue, "Attributes", attributes));
        return made.path("QueueUrl").asString();
    }

    private String arn(String url) {
        List<String> names = List.of("QueueArn");
        return server.call("GetQueueAttributes", Map.of("QueueUrl", url, "AttributeNames", names))
                .at("/Attributes/QueueArn")
                .asString();
    }
}
