package dev.atelier.bench;

import dev.atelier.local.Arrangement;
import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.local.issuer.LocalTokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of the platform that a benchmark needs, in a directory that goes with them. */
public final class PrivatePlatform implements AutoCloseable {

    private final Path directory;
    private final Platform platform;
    private final Thread atExit = new Thread(this::stop);

    private PrivatePlatform(Path directory) {
        this.directory = directory;
        this.platform = Platform.in(directory, Ports.free(), Arrangement.USUAL.withoutRateLimit());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Nothing of it runs yet; what will be is stopped on Ctrl-C too. */
    public static PrivatePlatform create() throws IOException {
        return new PrivatePlatform(Files.createTempDirectory("atelier-bench"));
    }

    /** Starts components, one after the other. */
    public void start(String... components) {
        List.of(components).forEach(platform::start);
    }

    public URI uri(String component) {
        return platform.uri(component);
    }

    /** What a service would be told here, for one that is started otherwise. */
    public Map<String, String> variables(String service) {
        return platform.variables(service);
    }

    public LocalTokens tokens() {
        return LocalTokens.from(platform.issuerKey(), platform.issuer());
    }

    /** A place for what a benchmark needs besides; it goes with the rest. */
    public Path directory(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** Where a component's log is. */
    public Path log(String component) {
        return directory.resolve("logs").resolve(component + ".log");
    }

    /** Runs statements with all rights. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = platform.database();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The only value of the only row. */
    public String value(String sql) throws SQLException {
        try (Connection connection = platform.database();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // It is being stopped, by Ctrl-C.
            return;
        }
        stop();
    }

    private void stop() {
        platform.stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
