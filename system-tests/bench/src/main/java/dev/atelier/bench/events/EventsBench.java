package dev.atelier.bench.events;

import dev.atelier.bench.Benchmark;
import dev.atelier.bench.Machine;
import dev.atelier.bench.PrivatePlatform;
import dev.atelier.bench.signup.Databases;
import dev.atelier.bench.signup.Program;
import dev.atelier.bench.signup.Spread;
import dev.atelier.local.Platform;
import dev.atelier.local.Ports;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** How fast a backlog of events leaves the log, beside the rate at which sign-ups fill it. */
public final class EventsBench implements Benchmark {

    private static final Path PAGE = Path.of("docs/performance.md");
    private static final String DATABASE = "events";
    private static final String BROKEN = "broken";

    private final Plan plan;
    private final PrintStream out;

    private EventsBench(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /**
     * Ends with status 1 when targets were missed or it could not be run, and 2 when it was called
     * wrongly.
     *
     * @param arguments {@code --quick} for a try
     */
    public static void main(String[] arguments) {
        PrintStream out = Benchmark.out();
        System.exit(run(arguments, out));
    }

    static int run(String[] arguments, PrintStream out) {
        boolean quick = List.of(arguments).equals(List.of("--quick"));
        if (arguments.length > 0 && !quick) {
            out.println("usage: events [--quick]");
            return 2;
        }
        return Benchmark.status(new EventsBench(quick ? Plan.QUICK : Plan.FULL, out), out);
    }

    @Override
    public boolean run() throws IOException, SQLException, InterruptedException {
        Machine machine = Machine.now();
        try (PrivatePlatform platform = PrivatePlatform.create()) {
            out.println("Starting a database of its own.");
            platform.start("postgres", "queue", "issuer");
            Databases databases = new Databases(platform);
            databases.prepare();
            databases.create(DATABASE);
            out.println("Measuring how many sign-ups get through the gateway.");
            Spread peak =
                    plan.peak().measure(platform, databases, platform.directory("bench"), out);
            out.printf("%,.0f a second.%n", peak.median());
            Map<Case, Spread> rates = relay(platform, databases);
            EventsReport report =
                    new EventsReport(
                            plan,
                            machine.describe(platform.value("SHOW server_version")),
                            peak,
                            rates);
            out.println(report.section());
            if (!plan.quick()) {
                report.write(PAGE);
            }
            return report.isGood();
        }
    }

    private Map<Case, Spread> relay(PrivatePlatform platform, Databases databases)
            throws IOException, SQLException, InterruptedException {
        out.printf("Filling a log with %,d events.%n", plan.events());
        try (Connection connection = databases.connect(DATABASE)) {
            Backlog backlog = new Backlog(connection, plan.events());
            backlog.fill();
            try (Program program = start(platform, databases)) {
                return measure(backlog, queue(platform));
            }
        }
    }

    private static Program start(PrivatePlatform platform, Databases databases)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Map<String, String> environment = new LinkedHashMap<>(environment(platform, databases));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.of(DATABASE)));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(ports.managementOf(DATABASE)));
        return Program.serve(
                DATABASE,
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        RelayApplication.class.getName()),
                environment,
                platform.log(DATABASE),
                ports.managementOf(DATABASE));
    }

    private static Map<String, String> environment(PrivatePlatform platform, Databases databases) {
        URI issuer = platform.uri("issuer");
        Wiring wiring =
                new Wiring(
                        Platform.ENVIRONMENT,
                        "127.0.0.1",
                        databases.port(),
                        DATABASE,
                        issuer,
                        issuer.resolve("/oauth2/jwks"),
                        service -> URI.create("http://" + service + ".invalid"));
        Map<String, String> environment =
                new LinkedHashMap<>(
                        wiring.variables(
                                Topology.ATELIER,
                                Topology.ATELIER.deployable("enrollment-service")));
        environment.keySet().removeIf(name -> name.startsWith("ATELIER_EVENTS"));
        environment.put("SPRING_CONFIG_NAME", DATABASE);
        environment.put("SPRING_R2DBC_PASSWORD", Databases.PASSWORD);
        environment.put("SPRING_FLYWAY_PASSWORD", Databases.PASSWORD);
        environment.put("SPRING_CLOUD_AWS_SQS_ENDPOINT", platform.uri("queue").toString());
        environment.put("SPRING_CLOUD_AWS_REGION_STATIC", "elasticmq");
        environment.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY", "local");
        environment.put("SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY", "local");
        return environment;
    }

    private static URI queue(PrivatePlatform platform) {
        return platform.uri("queue")
                .resolve("/000000000000/local-enrollment-service?Action=PurgeQueue");
    }

    private Map<Case, Spread> measure(Backlog backlog, URI purge)
            throws IOException, SQLException, InterruptedException {
        out.println("Warming up.");
        for (int warmUp = 0; warmUp < plan.warmUps(); warmUp++) {
            measure(Case.DROPPED, backlog, purge);
            measure(Case.QUEUED, backlog, purge);
        }
        List<Case> order = new ArrayList<>();
        for (int repeat = 0; repeat < plan.repeats(); repeat++) {
            order.addAll(Arrays.asList(Case.values()));
        }
        Collections.shuffle(order, new Random(1));
        Map<Case, List<Double>> rates = new EnumMap<>(Case.class);
        for (Case next : order) {
            double rate = measure(next, backlog, purge);
            out.printf(
                    "%-12s %-20s %,8.0f/s%n",
                    next.subscription(), next.isBesideBroken() ? "beside broken" : "", rate);
            rates.computeIfAbsent(next, _ -> new ArrayList<>()).add(rate);
        }
        Map<Case, Spread> spreads = new EnumMap<>(Case.class);
        rates.forEach((measured, found) -> spreads.put(measured, Spread.of(found)));
        return spreads;
    }

    private static double measure(Case next, Backlog backlog, URI purge)
            throws IOException, SQLException, InterruptedException {
        backlog.putToTheEnd(BROKEN);
        if (next.isBesideBroken()) {
            backlog.putBack(List.of(BROKEN));
            TimeUnit.SECONDS.sleep(1);
        }
        double rate = backlog.workOff(next.subscription());
        empty(purge);
        return rate;
    }

    /** Nobody receives what is sent; so much of it would slow the server. */
    private static void empty(URI purge) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status =
                    http.send(
                                    HttpRequest.newBuilder(purge).build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            if (status != 200) {
                throw new IOException("the queue cannot be emptied: " + status);
            }
        }
    }
}
