package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.Arrangement;
import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.local.issuer.LocalTokens;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A platform to drive from outside: real parts, real jars, free ports. */
public final class RunningPlatform implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Platform platform;
    private final LocalTokens tokens;

    private RunningPlatform(Ports ports, Arrangement arrangement) {
        try {
            directory = Files.createTempDirectory("atelier-system");
            platform = Platform.in(directory, ports, arrangement.withoutRateLimit());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stop));
        platform.start();
        tokens = LocalTokens.from(platform.issuerKey(), platform.issuer());
    }

    /** The usual one, which nearly all tests of this module share; it ends with the JVM. */
    public static RunningPlatform shared() {
        return Shared.INSTANCE;
    }

    /** One more, arranged in another way, for whoever closes it. */
    static RunningPlatform of(Ports ports, Arrangement arrangement) {
        return new RunningPlatform(ports, arrangement);
    }

    public Platform platform() {
        return platform;
    }

    public LocalTokens tokens() {
        return tokens;
    }

    /** Someone with a name, at the gateway. */
    public Person person(String name) {
        return new Person(name, tokens.token(name), platform.gateway());
    }

    /** What a component has written to its log so far. */
    public List<String> logOf(String component) {
        try {
            return Files.readAllLines(directory.resolve("logs").resolve(component + ".log"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Someone who may do what administrators may. */
    public Person admin(String name) {
        return new Person(name, tokens.adminToken(name), platform.gateway());
    }

    /** What is in the database, looked at from behind. */
    public Database database() {
        return new Database(platform);
    }

    /**
     * Waits until every service knows what the others have told. What a user does a moment earlier
     * works too, mostly; but on a busy machine the two seconds that a service waits may not do.
     */
    public void awaitAgreement() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database().disagreements()).isEmpty());
    }

    @Override
    public void close() {
        platform.stop();
    }

    /** Started on first use. */
    private static final class Shared {

        static final RunningPlatform INSTANCE =
                new RunningPlatform(Ports.free(), Arrangement.USUAL);
    }
}
