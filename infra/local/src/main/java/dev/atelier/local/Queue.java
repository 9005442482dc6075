package dev.atelier.local;

import dev.atelier.topology.Subscriber;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The queue server: ElasticMQ, with the queues of the topology. A message is on disk before its
 * sender hears that it was taken, so that {@code kill -9} loses none.
 */
final class Queue implements Blueprint {

    static final String NAME = "queue";
    static final String MAIN_CLASS = "org.elasticmq.server.Main";

    private final Home home;
    private final int port;
    private final List<Subscriber> subscribers;
    private final String environment;
    private final LocalPrograms programs;

    private @Nullable Program program;

    Queue(
            Home home,
            int port,
            List<Subscriber> subscribers,
            String environment,
            LocalPrograms programs) {
        this.home = home;
        this.port = port;
        this.subscribers = subscribers;
        this.environment = environment;
        this.programs = programs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return uri().toString();
    }

    URI uri() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        program = programs.program(NAME, MAIN_CLASS, this::train);
    }

    @Override
    public ProcessBuilder process() throws IOException {
        return new ProcessBuilder(
                Objects.requireNonNull(program).command(properties(home.data().resolve(NAME))));
    }

    @Override
    public boolean answers() {
        return subscribers.stream()
                .map(subscriber -> subscriber.queue(environment))
                .allMatch(queue -> Http.answers(queueUri(queue)));
    }

    /** It has no end of its own: it is ended as soon as it answers. */
    private void train(Program untrained, Path directory, Path log)
            throws IOException, InterruptedException {
        Queue trainee = new Queue(home, Ports.free().of(NAME), subscribers, environment, programs);
        ProcessBuilder builder =
                new ProcessBuilder(untrained.training(trainee.properties(directory)));
        Process process = new LogFile(log).receive(builder).start();
        try {
            while (process.isAlive() && !trainee.answers()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            process.destroy();
            process.waitFor();
        } finally {
            Processes.kill(process.toHandle());
        }
    }

    /** SQLite's driver unpacks a native library: among our data and not in the system's own. */
    private String[] properties(Path data) throws IOException {
        Files.createDirectories(data);
        Path configuration = data.resolve("elasticmq.conf");
        Files.writeString(configuration, configuration(data));
        return new String[] {"-Dconfig.file=" + configuration, "-Dorg.sqlite.tmpdir=" + data};
    }

    private URI queueUri(String queue) {
        return uri().resolve("/?Action=GetQueueUrl&QueueName=" + queue);
    }

    /**
     * SQLite writes to the system's file cache at each commit, which outlives the process; it does
     * not wait for the disk, which is what a power cut would need.
     */
    private String configuration(Path data) {
        return """
        include classpath("application.conf")
        node-address { protocol = http, host = localhost, port = %1$d }
        rest-sqs { bind-hostname = "127.0.0.1", bind-port = %1$d, sqs-limits = strict }
        rest-stats { enabled = false }
        messages-storage {
          enabled = true
          driver-class = "org.sqlite.JDBC"
          uri = "jdbc:sqlite:%2$s?journal_mode=WAL&synchronous=OFF"
          username = ""
          password = ""
        }
        queues {
        %3$s}
        """
                .formatted(
                        port,
                        data.resolve("messages.db"),
                        subscribers.stream().map(this::queue).collect(Collectors.joining()));
    }

    private String queue(Subscriber subscriber) {
        return """
          "%1$s" {
            defaultVisibilityTimeout = %3$d seconds
            deadLettersQueue { name = "%2$s", maxReceiveCount = %4$d }
          }
          "%2$s" {}
        """
                .formatted(
                        subscriber.queue(environment),
                        subscriber.deadLetterQueue(environment),
                        Subscriber.VISIBILITY_TIMEOUT_SECONDS,
                        Subscriber.MAX_RECEIVES);
    }
}
