package dev.atelier.bench.images;

import dev.atelier.bench.Benchmark;
import dev.atelier.bench.Machine;
import dev.atelier.bench.PrivatePlatform;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast the images start, with their caches and without, and what a JVM does with one processor
 * and 512 MB when it is told otherwise.
 */
public final class ImagesBench implements Benchmark {

    private static final Path PAGE = Path.of("docs/performance.md");
    private static final String WORKING = "user-service";
    private static final List<String> WITHOUT_CACHE =
            List.of("@/app/java.options", "-jar", "/app/app.jar");

    private final Plan plan;
    private final PrintStream out;

    /**
     * How much is done.
     *
     * @param quick only to see that it works; the numbers mean nothing
     * @param starts of each
     * @param work of each choice with the clock, right after its start and again at the end
     * @param between how long it works on between the two
     */
    record Plan(boolean quick, int starts, Duration work, Duration between) {

        static final Plan FULL = new Plan(false, 3, Duration.ofSeconds(15), Duration.ofSeconds(60));
        static final Plan QUICK = new Plan(true, 1, Duration.ofSeconds(3), Duration.ofSeconds(1));
    }

    private ImagesBench(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /**
     * Ends with status 1 when it could not be run, and 2 when it was called wrongly.
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
            out.println("usage: images [--quick]");
            return 2;
        }
        return Benchmark.status(new ImagesBench(quick ? Plan.QUICK : Plan.FULL, out), out);
    }

    /** It has no targets that it could miss. */
    @Override
    public boolean run() throws IOException, SQLException, InterruptedException {
        requireImages();
        Machine machine = Machine.now();
        try (PrivatePlatform platform = PrivatePlatform.create()) {
            out.println("Starting a database of its own.");
            platform.start("postgres", "queue", "issuer");
            ImagesReport report =
                    new ImagesReport(
                            plan,
                            machine.describe(platform.value("SHOW server_version")),
                            Engine.describe(),
                            starts(platform),
                            choices(platform));
            out.println(report.section());
            if (!plan.quick()) {
                report.write(PAGE);
            }
            return true;
        }
    }

    private static void requireImages() throws IOException {
        List<String> missing =
                Engine.missing(
                        Topology.ATELIER.deployables().stream()
                                .map(deployable -> image(deployable.name())));
        if (!missing.isEmpty()) {
            throw new IOException(
                    "There is no image %s: docker compose build makes them."
                            .formatted(String.join(", ", missing)));
        }
    }

    private Map<String, ImagesReport.Start> starts(PrivatePlatform platform)
            throws IOException, InterruptedException {
        Map<String, ImagesReport.Start> starts = new LinkedHashMap<>();
        for (Deployable deployable : Topology.ATELIER.deployables()) {
            String name = deployable.name();
            Map<String, String> variables = platform.variables(name);
            // The first one migrates.
            Container.start(image(name), variables, List.of(), List.of()).close();
            Started without = new Started();
            Started with = new Started();
            for (int start = 0; start < plan.starts(); start++) {
                measure(without, name, variables, WITHOUT_CACHE);
                measure(with, name, variables, List.of());
            }
            starts.put(name, new ImagesReport.Start(without, with, Engine.size(image(name))));
            out.printf(
                    "%-20s %s s, with its cache %s s%n", name, without.seconds(), with.seconds());
        }
        return starts;
    }

    private static void measure(
            Started started, String name, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        try (Container container = Container.start(image(name), variables, List.of(), command)) {
            started.add(container);
        }
    }

    private Map<Choice, ImagesReport.Chosen> choices(PrivatePlatform platform)
            throws IOException, InterruptedException {
        Path caches = platform.directory("caches");
        // Whoever the engine's user is to this machine writes there.
        Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> options = List.of("--volume=" + caches + ":/caches");
        Map<String, String> variables = platform.variables(WORKING);
        Work work = new Work(platform.uri(WORKING), platform.tokens().token("ada"));
        Map<Choice, ImagesReport.Chosen> chosen = new LinkedHashMap<>();
        for (Choice choice : Choice.ALL) {
            train(choice, variables, options);
            chosen.put(choice, measure(choice, variables, options, work));
        }
        return chosen;
    }

    private void train(Choice choice, Map<String, String> variables, List<String> options)
            throws IOException, InterruptedException {
        Map<String, String> alone = new LinkedHashMap<>(variables);
        alone.put("SPRING_FLYWAY_ENABLED", "false");
        Container.runToEnd(
                image(WORKING),
                alone,
                options,
                choice.command(
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-XX:AOTCacheOutput=/caches/" + choice.cache(),
                        "-Dspring.context.exit=onRefresh"));
    }

    private ImagesReport.Chosen measure(
            Choice choice, Map<String, String> variables, List<String> options, Work work)
            throws IOException, InterruptedException {
        List<String> command =
                choice.command("-XX:AOTMode=on", "-XX:AOTCache=/caches/" + choice.cache());
        Started started = new Started();
        for (int start = 1; start < plan.starts(); start++) {
            try (Container container =
                    Container.start(image(WORKING), variables, options, command)) {
                started.add(container);
            }
        }
        try (Container container = Container.start(image(WORKING), variables, options, command)) {
            started.add(container);
            work.prepare();
            Work.Done first = work.measure(container, plan.work());
            work.measure(container, plan.between());
            Work.Done warm = work.measure(container, plan.work());
            out.printf(
                    "%-36s %s s, then %,.0f/s, at last %,.0f/s%n",
                    choice.words(), started.seconds(), first.perSecond(), warm.perSecond());
            return new ImagesReport.Chosen(started, first, warm, container.memory());
        }
    }

    private static String image(String deployable) {
        return "atelier/" + deployable;
    }
}
