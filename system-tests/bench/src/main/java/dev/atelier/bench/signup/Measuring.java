package dev.atelier.bench.signup;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Measures contenders in turn, in an order that a seed gives, each on a database like new. */
final class Measuring {

    static final String POSTGRES = "Postgres";
    static final String LOAD = "load";

    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(6);

    private final Databases databases;
    private final ProcessHandle postgres;
    private final Random random;
    private final PrintStream out;

    Measuring(Databases databases, ProcessHandle postgres, long seed, PrintStream out) {
        this.databases = databases;
        this.postgres = postgres;
        this.random = new Random(seed);
        this.out = out;
    }

    /** One measurement that is to be made. */
    record Task(Cell cell, Contender contender, Action action) {}

    /** What is measured. */
    interface Action {

        Run run(long seed) throws IOException, InterruptedException;
    }

    /** Lets a contender's JVM find out what is worth compiling, under each workload in turn. */
    void warmUp(Contender contender, Duration duration, Workload... workloads)
            throws IOException, InterruptedException, SQLException {
        out.printf("Warming up %s.%n", contender.name());
        Duration left = duration;
        for (int round = 0; left.isPositive(); round++) {
            Workload workload = workloads[round % workloads.length];
            Duration most = left.compareTo(WARM_UP_ROUND) < 0 ? left : WARM_UP_ROUND;
            databases.reset(contender.database());
            Run run = contender.closed(workload, most, random.nextLong());
            left = left.minus(run.took());
        }
    }

    /** All tasks as often as they are to be repeated, in any order. */
    Results measure(List<Task> tasks, int repeats)
            throws IOException, InterruptedException, SQLException {
        List<Task> order = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            order.addAll(tasks);
        }
        Collections.shuffle(order, random);
        Results results = new Results();
        for (int index = 0; index < order.size(); index++) {
            Task task = order.get(index);
            Sample sample = measure(task);
            results.add(task.cell(), sample);
            out.printf(
                    "%3d/%d  %-40s %-6s %3d %%  %,8.0f/s%n",
                    index + 1,
                    order.size(),
                    task.cell().contender(),
                    task.cell().workload().word(),
                    task.cell().percent(),
                    sample.run().perSecond());
        }
        return results;
    }

    private Sample measure(Task task) throws IOException, InterruptedException, SQLException {
        Contender contender = task.contender();
        databases.reset(contender.database());
        Map<String, Duration> before = processors(contender);
        Run run = task.action().run(random.nextLong());
        Map<String, Duration> used = new LinkedHashMap<>();
        processors(contender).forEach((name, time) -> used.put(name, time.minus(before.get(name))));
        long seated = databases.seated(contender.database());
        long served = task.cell().workload().seats(run.requests());
        if (seated != served) {
            throw new IllegalStateException(
                    "%s answered %d sign-ups and gave %d seats"
                            .formatted(contender.name(), served, seated));
        }
        return new Sample(run, used);
    }

    private Map<String, Duration> processors(Contender contender) {
        Map<String, Duration> times = new LinkedHashMap<>();
        contender
                .processes()
                .forEach((name, process) -> times.put(name, ProcessorTime.ofTree(process)));
        times.put(POSTGRES, ProcessorTime.ofTree(postgres));
        times.put(LOAD, ProcessorTime.of(ProcessHandle.current()));
        return times;
    }
}
