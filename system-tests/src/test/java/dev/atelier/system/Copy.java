package dev.atelier.system;

import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another instance of a service, from the same jar and on the same queue, that has an empty schema
 * of its own and sends nothing. It stands in for the service while that one is stopped.
 */
final class Copy implements AutoCloseable {

    private static final String PASSWORD = "of the copy";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Platform platform;
    private final Schema schema;
    private final int managementPort;
    private final Process process;

    private Copy(Platform platform, Schema schema, int managementPort, Process process) {
        this.platform = platform;
        this.schema = schema;
        this.managementPort = managementPort;
        this.process = process;
    }

    /** Starts one, and returns when it listens. */
    static Copy of(Platform platform, String service) throws IOException {
        Deployable original = Topology.ATELIER.deployable(service);
        Schema schema = new Schema("copy_of_" + original.schema().orElseThrow().name());
        Deployable deployable = new Deployable(service, original.ordinal(), Optional.of(schema));
        Database database = new Database(platform);
        database.execute(schema.bootstrapSql(PASSWORD, PASSWORD));

        Ports ports = Ports.free();
        ProcessBuilder program =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        jar(service).toString());
        Map<String, String> environment = program.environment();
        environment.putAll(wiring(platform, database).variables(Topology.ATELIER, deployable));
        environment.put("SPRING_R2DBC_PASSWORD", PASSWORD);
        environment.put("SPRING_FLYWAY_PASSWORD", PASSWORD);
        environment.put("SPRING_CLOUD_AWS_SQS_ENDPOINT", platform.uri("queue").toString());
        environment.put("SPRING_CLOUD_AWS_REGION_STATIC", "elasticmq");
        environment.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY", "local");
        environment.put("SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY", "local");
        environment.put("SERVER_PORT", Integer.toString(ports.of(service)));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.managementOf(service)));
        environment.put("ATELIER_EVENTS_RELAY_ENABLED", "false");
        Path log = Files.createTempFile("copy-of-" + service, ".log");
        Process process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Copy copy = new Copy(platform, schema, ports.managementOf(service), process);
        copy.awaitReady(log);
        return copy;
    }

    /** The schema that it fills. */
    String schema() {
        return schema.name();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        new Database(platform)
                .execute(
                        List.of(
                                        "DROP SCHEMA %s CASCADE".formatted(schema.name()),
                                        "DROP OWNED BY %s".formatted(schema.ownerRole()),
                                        "DROP OWNED BY %s".formatted(schema.applicationRole()),
                                        "DROP ROLE %s".formatted(schema.ownerRole()),
                                        "DROP ROLE %s".formatted(schema.applicationRole()))
                                .stream()
                                .reduce("", (all, statement) -> all + statement + ";"));
    }

    private void awaitReady(Path log) {
        Awaitility.await()
                .atMost(PATIENCE)
                .alias("the copy, which logs to " + log)
                .until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("The copy has ended: see " + log);
        }
    }

    private boolean isReady() {
        URI readiness =
                URI.create(
                        "http://localhost:%d/actuator/health/readiness".formatted(managementPort));
        try {
            HttpURLConnection connection = (HttpURLConnection) readiness.toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    private static Wiring wiring(Platform platform, Database database) {
        return new Wiring(
                Platform.ENVIRONMENT,
                "localhost",
                platform.uri("postgres").getPort(),
                database.text("SELECT current_database()"),
                platform.issuer(),
                platform.issuer().resolve("/oauth2/jwks"),
                _ -> URI.create("http://nobody.invalid"));
    }

    private static Path jar(String service) {
        Path module = Path.of("").toAbsolutePath();
        return module.getParent().resolve(service).resolve("target").resolve(service + ".jar");
    }
}
