package dev.atelier.bench.signup;

import static dev.atelier.bench.signup.Workload.HOT;
import static dev.atelier.bench.signup.Workload.LOOK;
import static dev.atelier.bench.signup.Workload.SPREAD;

import dev.atelier.bench.Benchmark;
import dev.atelier.bench.Machine;
import dev.atelier.bench.PrivatePlatform;
import dev.atelier.bench.signup.Measuring.Task;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How fast sign-up is, beside others that do the same. */
public final class SignUpBench implements Benchmark {

    private static final Path PAGE = Path.of("docs/performance.md");
    private static final List<Integer> PERCENT = List.of(50, 80);

    private final Plan plan;
    private final long seed;
    private final PrintStream out;

    private SignUpBench(Plan plan, long seed, PrintStream out) {
        this.plan = plan;
        this.seed = seed;
        this.out = out;
    }

    /**
     * Ends with status 1 when targets were missed or it could not be run, and 2 when it was called
     * wrongly.
     *
     * @param arguments {@code --quick} for a try, {@code --seed} and a number for the order of a
     *     run before
     */
    public static void main(String[] arguments) {
        PrintStream out = Benchmark.out();
        System.exit(run(arguments, out));
    }

    static int run(String[] arguments, PrintStream out) {
        Plan plan = Plan.FULL;
        long seed = new Random().nextInt(1_000_000);
        try {
            Iterator<String> given = Arrays.asList(arguments).iterator();
            while (given.hasNext()) {
                switch (given.next()) {
                    case "--quick" -> plan = Plan.QUICK;
                    case "--seed" -> seed = Long.parseLong(given.next());
                    default -> throw new IllegalArgumentException();
                }
            }
        } catch (RuntimeException _) {
            out.println("usage: sign-up [--quick] [--seed NUMBER]");
            return 2;
        }
        return Benchmark.status(new SignUpBench(plan, seed, out), out);
    }

    @Override
    public boolean run() throws IOException, SQLException, InterruptedException {
        Machine machine = Machine.now();
        out.printf("Seed %d.%s%n", seed, plan.quick() ? " Quick: the numbers mean nothing." : "");
        try (PrivatePlatform platform = PrivatePlatform.create()) {
            out.println("Starting a database of its own.");
            platform.start("postgres", "queue", "issuer");
            Databases databases = new Databases(platform);
            databases.prepare();
            out.printf("Signing %,d tokens.%n", plan.users());
            SignUpRequests requests = SignUpRequests.sign(platform.tokens(), plan.users());
            SignUpReport report = run(platform, databases, requests, machine);
            out.println(report.section());
            if (!plan.quick()) {
                report.write(PAGE);
            }
            return report.isGood();
        }
    }

    private SignUpReport run(
            PrivatePlatform platform, Databases databases, SignUpRequests requests, Machine machine)
            throws IOException, SQLException, InterruptedException {
        out.println("Starting those who give seats.");
        Path directory = platform.directory("bench");
        Contenders contenders = new Contenders(platform, databases, requests, directory);
        try (contenders) {
            HttpContender twin = contenders.twin();
            HttpContender mvc = contenders.mvc();
            HttpContender product = contenders.product();
            HttpContender gateway = contenders.gateway(product);
            List<HttpContender> forwarding =
                    Stream.concat(Stream.of(gateway), contenders.nginx(product).stream()).toList();
            EngineContender batches = contenders.batches();
            EngineContender rowLock = contenders.rowLock();
            List<HttpContender> direct = List.of(product, twin, mvc);
            List<Contender> engines = List.of(batches, rowLock);
            List<Contender> limit = contenders.limit().stream().toList();

            Measuring measuring = new Measuring(databases, postgres(platform), seed, out);
            measuring.warmUp(product, plan.warmUp().dividedBy(2), SPREAD, HOT, LOOK);
            Checks checks = checks(contenders, product, databases, requests);
            List<Check> checked = check(checks);
            for (Contender contender : forwarding) {
                measuring.warmUp(contender, plan.warmUp(), SPREAD, LOOK);
            }
            for (Contender contender : List.of(twin, mvc, batches, rowLock)) {
                measuring.warmUp(contender, plan.warmUp(), SPREAD, HOT);
            }
            Results results =
                    measuring.measure(closed(forwarding, direct, engines, limit), plan.repeats());
            Results latencies = measuring.measure(open(results, gateway, direct), plan.repeats());
            checked.add(
                    new Check(
                            "no deadlock in all of this at enrollment-service",
                            checks.deadlocks() == 0,
                            checks.deadlocks() + " deadlocks"));
            return new SignUpReport(
                    plan,
                    seed,
                    machine.describe(platform.value("SHOW server_version")),
                    checked,
                    results,
                    latencies);
        } catch (IllegalStateException failure) {
            out.println(contenders.lastLines());
            throw failure;
        }
    }

    private static Checks checks(
            Contenders contenders,
            HttpContender product,
            Databases databases,
            SignUpRequests requests) {
        return new Checks(
                product,
                contenders.port(Contenders.PRODUCT),
                contenders.management(Contenders.PRODUCT),
                databases,
                requests);
    }

    private List<Check> check(Checks checks)
            throws IOException, SQLException, InterruptedException {
        out.println("Checking what must hold first.");
        List<Check> checked = new ArrayList<>();
        checked.add(checks.cancelled(plan.cancelled(), seed));
        checked.add(checks.storms(plan.storms()));
        checked.forEach(
                check ->
                        out.printf(
                                "%s: %s (%s)%n",
                                check.name(), check.passed() ? "yes" : "NO", check.found()));
        return checked;
    }

    static ProcessHandle postgres(PrivatePlatform platform) throws SQLException {
        String pid = platform.value("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)");
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private List<Task> closed(
            List<HttpContender> forwarding,
            List<HttpContender> direct,
            List<Contender> engines,
            List<Contender> limit) {
        List<Task> tasks = new ArrayList<>();
        direct.forEach(contender -> tasks.addAll(closed(contender, HOT, SPREAD)));
        engines.forEach(contender -> tasks.addAll(closed(contender, HOT, SPREAD)));
        limit.forEach(contender -> tasks.addAll(closed(contender, SPREAD)));
        tasks.addAll(closed(direct.getFirst(), LOOK));
        forwarding.forEach(contender -> tasks.addAll(closed(contender, SPREAD, LOOK)));
        return tasks;
    }

    private List<Task> closed(Contender contender, Workload... workloads) {
        return Arrays.stream(workloads)
                .map(
                        workload ->
                                new Task(
                                        Cell.closed(contender.name(), workload),
                                        contender,
                                        seed -> contender.closed(workload, plan.closed(), seed)))
                .toList();
    }

    private List<Task> open(Results found, HttpContender gateway, List<HttpContender> direct) {
        List<Task> tasks = new ArrayList<>();
        HttpContender product = direct.getFirst();
        direct.forEach(contender -> tasks.addAll(open(found, contender, HOT)));
        double twinsMost = found.perSecond(Cell.closed(Contenders.TWIN, HOT));
        tasks.addAll(open(SignUpReport.AT_TWINS_RATE, twinsMost, product, HOT));
        tasks.addAll(open(found, product, SPREAD));
        tasks.addAll(open(found, gateway, SPREAD));
        return tasks;
    }

    private List<Task> open(Results found, HttpContender contender, Workload workload) {
        double most = found.perSecond(Cell.closed(contender.name(), workload));
        return open(contender.name(), most, contender, workload);
    }

    private List<Task> open(String name, double most, HttpContender contender, Workload workload) {
        return PERCENT.stream()
                .map(
                        percent ->
                                new Task(
                                        new Cell(name, workload, percent),
                                        contender,
                                        seed ->
                                                contender.open(
                                                        most * percent / 100,
                                                        workload,
                                                        plan.open(),
                                                        seed)))
                .toList();
    }
}
