package dev.atelier.bench.signup;

import dev.atelier.bench.PrivatePlatform;
import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts all who give seats, each in a JVM and on a database of its own. No relay runs in any of
 * them: how events travel on from the log is another matter, and more of it would be the row
 * locks', who log more of them.
 */
final class Contenders implements AutoCloseable {

    static final String PRODUCT = "enrollment-service";
    static final String GATEWAY = "through the gateway";
    static final String NGINX = "through nginx";
    static final String TWIN = "row-lock twin (WebFlux, R2DBC)";
    static final String MVC = "row lock (MVC, virtual threads, JDBC)";
    static final String BATCHES = "engine: batches";
    static final String ROW_LOCK = "engine: row lock";

    /** What the process between the clients and the service is called. */
    static final String IN_FRONT = "in front";

    private static final String BENCH = "dev.atelier.bench.";
    private static final String DRIVER = BENCH + "engine.EngineDriver";
    private static final String ENGINE_CLASSES = "dev/atelier/bench/engine";
    private static final String ENROLLMENT = "enrollment-service";

    private final PrivatePlatform platform;
    private final Databases databases;
    private final SignUpRequests requests;
    private final Path directory;
    private final Ports ports = Ports.free();
    private final List<Program> programs = new ArrayList<>();
    private final List<Nginx> forwarders = new ArrayList<>();

    Contenders(
            PrivatePlatform platform,
            Databases databases,
            SignUpRequests requests,
            Path directory) {
        this.platform = platform;
        this.databases = databases;
        this.requests = requests;
        this.directory = directory;
    }

    HttpContender product() throws IOException, InterruptedException, SQLException {
        databases.create("product");
        Map<String, String> environment = new LinkedHashMap<>(wiring("product", ENROLLMENT));
        environment.putAll(events());
        Program program = serve(ENROLLMENT, List.of("-jar", unpacked(ENROLLMENT)), environment);
        return http(PRODUCT, "product", ports.of(ENROLLMENT), Map.of("service", handle(program)));
    }

    /** The product again, with the gateway before it. */
    HttpContender gateway(HttpContender product) throws IOException, InterruptedException {
        Program program =
                serve("gateway", List.of("-jar", unpacked("gateway")), wiring("", "gateway"));
        Map<String, ProcessHandle> processes = new LinkedHashMap<>(product.processes());
        processes.put(IN_FRONT, handle(program));
        return http(GATEWAY, product.database(), ports.of("gateway"), processes);
    }

    /** The product again, with the least before it that forwards; empty where it is not. */
    Optional<HttpContender> nginx(HttpContender product) throws IOException, InterruptedException {
        Optional<Path> found = Nginx.find();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int port = ports.of("nginx");
        Nginx nginx =
                Nginx.start(found.get(), directory.resolve("nginx"), port, ports.of(ENROLLMENT));
        forwarders.add(nginx);
        Map<String, ProcessHandle> processes = new LinkedHashMap<>(product.processes());
        processes.put(IN_FRONT, nginx.process().toHandle());
        return Optional.of(http(NGINX, product.database(), port, processes));
    }

    HttpContender twin() throws IOException, InterruptedException, SQLException {
        databases.create("twin");
        Map<String, String> environment = twinEnvironment("twin");
        List<String> run = List.of("-cp", ownClassPath(), BENCH + "twin.TwinApplication");
        Program program = serve("twin", run, environment);
        return http(TWIN, "twin", ports.of("twin"), Map.of("service", handle(program)));
    }

    HttpContender mvc() throws IOException, InterruptedException, SQLException {
        databases.create("mvc");
        Map<String, String> environment = new LinkedHashMap<>(wiring("mvc", ENROLLMENT));
        environment.put("SPRING_CONFIG_NAME", "mvc");
        environment.put("SPRING_DATASOURCE_URL", databases.jdbc("mvc"));
        environment.put("SPRING_DATASOURCE_USERNAME", Databases.SCHEMA.applicationRole());
        environment.put("SPRING_DATASOURCE_PASSWORD", Databases.PASSWORD);
        List<String> run = List.of("-cp", ownClassPath(), BENCH + "mvc.MvcApplication");
        Program program = serve("mvc", run, environment);
        return http(MVC, "mvc", ports.of("mvc"), Map.of("service", handle(program)));
    }

    /** The product's own classes, and of ours those that drive them. */
    EngineContender batches() throws IOException, InterruptedException, SQLException {
        databases.create("batches");
        Map<String, String> environment = new LinkedHashMap<>(wiring("batches", ENROLLMENT));
        environment.putAll(events());
        String classPath = engineClasses() + System.getProperty("path.separator");
        List<String> run =
                List.of(
                        "-cp",
                        classPath + unpacked(ENROLLMENT),
                        DRIVER,
                        "dev.atelier.enrollment.EnrollmentServiceApplication",
                        "product");
        return engine(BATCHES, "batches", run, environment);
    }

    EngineContender rowLock() throws IOException, SQLException {
        databases.create("rowlock");
        List<String> run =
                List.of("-cp", ownClassPath(), DRIVER, BENCH + "twin.TwinApplication", "twin");
        return engine(ROW_LOCK, "rowlock", run, twinEnvironment("rowlock"));
    }

    /** Empty where there is no {@code pgbench}. */
    Optional<Contender> limit() throws IOException, SQLException {
        Optional<Path> found = PgBench.find();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        databases.create("pgbench");
        Path script =
                Files.writeString(
                        directory.resolve("limit.pgbench"), Databases.script("limit.pgbench"));
        return Optional.of(new PgBench(found.get(), script, "pgbench", databases.port()));
    }

    /** Where a contender tells about its health and metrics. */
    URI management(String name) {
        return URI.create("http://127.0.0.1:" + ports.managementOf(name));
    }

    int port(String name) {
        return ports.of(name);
    }

    /** What all have said last, for finding out what went wrong. */
    String lastLines() {
        return String.join(
                "\n",
                programs.stream()
                        .map(program -> "--- " + program.name() + "\n" + program.lastLines())
                        .toList());
    }

    private HttpContender http(
            String name, String database, int port, Map<String, ProcessHandle> processes) {
        return new HttpContender(name, database, processes, new Clients(requests, port));
    }

    private Program serve(String name, List<String> run, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> complete = new LinkedHashMap<>(environment);
        complete.putAll(listening(ports.of(name), ports.managementOf(name)));
        Program program =
                Program.serve(name, run, complete, platform.log(name), ports.managementOf(name));
        programs.add(program);
        return program;
    }

    /** Its web server listens for nobody. */
    private EngineContender engine(
            String name, String database, List<String> run, Map<String, String> environment)
            throws IOException {
        Map<String, String> complete = new LinkedHashMap<>(environment);
        complete.putAll(listening(0, 0));
        Program program = Program.ask(database, run, complete, platform.log(database));
        programs.add(program);
        return EngineContender.of(name, database, program);
    }

    private static Map<String, String> listening(int port, int managementPort) {
        return Map.of(
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SERVER_PORT",
                Integer.toString(port),
                "MANAGEMENT_SERVER_ADDRESS",
                "127.0.0.1",
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(managementPort));
    }

    /** Whoever waits for a row keeps its connection, and others wait for that: more patience. */
    private Map<String, String> twinEnvironment(String database) {
        Map<String, String> environment = new LinkedHashMap<>(wiring(database, ENROLLMENT));
        environment.put("SPRING_CONFIG_NAME", "twin");
        environment.put("SPRING_R2DBC_POOL_MAXACQUIRETIME", "15s");
        return environment;
    }

    private Map<String, String> wiring(String database, String name) {
        URI issuer = platform.uri("issuer");
        Wiring wiring =
                new Wiring(
                        Platform.ENVIRONMENT,
                        "127.0.0.1",
                        databases.port(),
                        database,
                        issuer,
                        issuer.resolve("/oauth2/jwks"),
                        service -> URI.create("http://127.0.0.1:" + ports.of(service)));
        Deployable deployable = Topology.ATELIER.deployable(name);
        Map<String, String> environment =
                new LinkedHashMap<>(wiring.variables(Topology.ATELIER, deployable));
        environment.put("SPRING_R2DBC_PASSWORD", Databases.PASSWORD);
        environment.put("SPRING_FLYWAY_PASSWORD", Databases.PASSWORD);
        return environment;
    }

    /** A queue to listen to, in which nothing ever is. */
    private Map<String, String> events() {
        return Map.of(
                "ATELIER_EVENTS_RELAY_ENABLED",
                "false",
                "SPRING_CLOUD_AWS_SQS_ENDPOINT",
                platform.uri("queue").toString(),
                "SPRING_CLOUD_AWS_REGION_STATIC",
                "elasticmq",
                "SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY",
                "local",
                "SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY",
                "local");
    }

    private static ProcessHandle handle(Program program) {
        return program.process().toHandle();
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** An executable jar as plain ones. */
    private String unpacked(String deployable) throws IOException, InterruptedException {
        Path target = directory.resolve(deployable);
        Path jar = Path.of(deployable, "target", deployable + ".jar");
        if (Files.notExists(target)) {
            Process unpacking =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--destination",
                                    target.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (unpacking.waitFor() != 0) {
                throw new IOException("cannot unpack " + jar);
            }
        }
        return target.resolve(jar.getFileName()).toString();
    }

    /** Out of our jar, whose manifest would bring all our libraries with it. */
    private Path engineClasses() throws IOException {
        Path target = directory.resolve("engine");
        Path source;
        try {
            source =
                    Path.of(
                            Contenders.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
        } catch (URISyntaxException exception) {
            throw new IOException(exception);
        }
        try (FileSystem jar = FileSystems.newFileSystem(source);
                Stream<Path> classes = Files.list(jar.getPath(ENGINE_CLASSES))) {
            Files.createDirectories(target.resolve(ENGINE_CLASSES));
            classes.forEach(file -> copy(file, target.resolve(file.toString())));
        }
        return target;
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() {
        forwarders.forEach(Nginx::close);
        programs.forEach(Program::close);
    }
}
