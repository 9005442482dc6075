package dev.atelier.faults.arena;

import dev.atelier.local.Arrangement;
import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.local.issuer.LocalTokens;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A platform in a directory of its own, in which sign-up runs twice. The gateway reaches the two
 * instances, and they reach Postgres, by detours.
 *
 * @param gatewayLink between the gateway and the instances
 * @param databaseLink between the instances and Postgres
 */
public record Arena(Platform platform, Detour gatewayLink, Detour databaseLink)
        implements AutoCloseable {

    /** The two instances, by name. */
    public static final List<String> INSTANCES =
            List.of("enrollment-service", "enrollment-service-2");

    public static final String POSTGRES = "postgres";

    /** Short, so that a run need not wait long; and long enough to outlive Postgres's restart. */
    private static final Duration HIDDEN = Duration.ofSeconds(8);

    private static final String SIGN_UP = INSTANCES.getFirst();

    /** Starts it all; that takes a minute when the jars are new. */
    public static Arena open() {
        Ports ports = Ports.free();
        Detour gatewayLink = Detour.to(INSTANCES.stream().map(ports::of).toList());
        Detour databaseLink = Detour.to(List.of(ports.of(POSTGRES)));
        Arrangement arrangement =
                Arrangement.USUAL
                        .running(SIGN_UP, INSTANCES.size())
                        .behind(URI.create("http://localhost:" + gatewayLink.port()), SIGN_UP)
                        .withDatabaseAt(databaseLink.port(), SIGN_UP)
                        .withoutRateLimit();
        Platform platform = Platform.in(directory(), ports, arrangement);
        Arena arena = new Arena(platform, gatewayLink, databaseLink);
        Runtime.getRuntime().addShutdownHook(new Thread(arena::close));
        platform.start();
        allQueues().forEach(queue -> arena.queues().showAgainAfter(queue, HIDDEN));
        return arena;
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("atelier-faults");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    public Database database() {
        return new Database(platform);
    }

    public Queues queues() {
        return new Queues(platform.uri("queue"));
    }

    public LocalTokens tokens() {
        return LocalTokens.from(platform.issuerKey(), platform.issuer());
    }

    /** The queue from which the instances learn of users and workshops. */
    public static String signUpQueue() {
        return subscribers()
                .filter(subscriber -> subscriber.name().equals(SIGN_UP))
                .findFirst()
                .orElseThrow()
                .queue(Platform.ENVIRONMENT);
    }

    public static List<String> allQueues() {
        return subscribers().map(subscriber -> subscriber.queue(Platform.ENVIRONMENT)).toList();
    }

    public static List<String> deadLetterQueues() {
        return subscribers()
                .map(subscriber -> subscriber.deadLetterQueue(Platform.ENVIRONMENT))
                .toList();
    }

    /** Atelier's own: nobody empties the queues of others here. */
    private static Stream<Subscriber> subscribers() {
        return Topology.ATELIER.subscribers().stream().filter(Subscriber::inside);
    }

    @Override
    public void close() {
        platform.stop();
        gatewayLink.close();
        databaseLink.close();
    }
}
