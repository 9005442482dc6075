package dev.atelier.bench.signup;

import static dev.atelier.bench.signup.Contenders.BATCHES;
import static dev.atelier.bench.signup.Contenders.GATEWAY;
import static dev.atelier.bench.signup.Contenders.IN_FRONT;
import static dev.atelier.bench.signup.Contenders.MVC;
import static dev.atelier.bench.signup.Contenders.PRODUCT;
import static dev.atelier.bench.signup.Contenders.ROW_LOCK;
import static dev.atelier.bench.signup.Contenders.TWIN;
import static dev.atelier.bench.signup.Workload.HOT;
import static dev.atelier.bench.signup.Workload.LOOK;
import static dev.atelier.bench.signup.Workload.SPREAD;

import dev.atelier.bench.ReportPage;
import dev.atelier.bench.Table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The section of the report about sign-up.
 *
 * @param machine where and when it was measured
 * @param closed what was reached by clients that wait for their answers
 * @param open how long an answer took at a given rate
 */
record SignUpReport(
        Plan plan, long seed, String machine, List<Check> checks, Results closed, Results open) {

    /** The service, which gets no more to do than the twin. */
    static final String AT_TWINS_RATE = Contenders.PRODUCT + ", at the twin's rate";

    private static final String RATE = "%,.0f";
    private static final String MICROS = "%.0f";
    private static final String MILLIS = "%.1f";

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::workload)
                    .thenComparing(cell -> cell.contender().startsWith("engine"))
                    .thenComparing(Cell::contender)
                    .thenComparing(Cell::percent);

    /** Of a quick run only the checks say something. */
    boolean isGood() {
        return checks.stream().allMatch(Check::passed)
                && (plan.quick() || targets().stream().allMatch(Target::met));
    }

    void write(Path page) throws IOException {
        ReportPage.put(page, "sign-up", section());
    }

    String section() {
        return String.join(
                "\n\n",
                machine,
                "`./atelier bench sign-up%s --seed %d`; each number is the median of %d runs in shuffled order, with the least and the most."
                        .formatted(plan.quick() ? " --quick" : "", seed, plan.repeats()),
                plan.quick() ? "**Quick: these numbers mean nothing.**" : verdict(),
                new Table(
                                List.of("target", "bound", "found", ""),
                                targets().stream().map(Target::row).toList())
                        .toString(),
                checkTable(),
                "Requests a second, and microseconds of processor time for each:",
                closedTable(),
                "Latency in milliseconds, from when the request should have been sent:",
                openTable());
    }

    private String verdict() {
        long missed = targets().stream().filter(target -> !target.met()).count();
        return missed == 0 ? "All targets are met." : missed + " targets are missed.";
    }

    List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        targets.add(
                Target.atLeast(
                        3,
                        "over HTTP, hot: rate beside the row-lock twin",
                        rate(PRODUCT, HOT) / rate(TWIN, HOT)));
        for (int percent : List.of(50, 80)) {
            targets.add(
                    Target.atMost(
                            0.5,
                            "over HTTP, hot: p99 beside the twin's, each at %d %% of its own most"
                                    .formatted(percent),
                            p99(PRODUCT, percent) / p99(TWIN, percent)));
            targets.add(
                    Target.atMost(
                            0.5,
                            "over HTTP, hot: p99 beside the twin's, both at %d %% of the twin's most"
                                    .formatted(percent),
                            p99(AT_TWINS_RATE, percent) / p99(TWIN, percent)));
        }
        for (Workload workload : List.of(HOT, SPREAD)) {
            targets.add(
                    Target.atMost(
                            1.3,
                            "over HTTP, %s: the service's processor time beside MVC's"
                                    .formatted(workload.word()),
                            processor(PRODUCT, workload) / processor(MVC, workload)));
        }
        for (Workload workload : List.of(SPREAD, LOOK)) {
            targets.add(
                    Target.atMost(
                            1.5,
                            "through the gateway, %s: its processor time beside the service's"
                                    .formatted(workload.word()),
                            inFront(workload) / processor(GATEWAY, workload)));
        }
        closed.samples().keySet().stream()
                .filter(cell -> cell.contender().contains("pgbench"))
                .findFirst()
                .ifPresent(limit -> addBesideLimit(targets, closed.perSecond(limit)));
        targets.add(
                Target.atLeast(
                        8,
                        "without HTTP, hot: rate beside the row lock",
                        rate(BATCHES, HOT) / rate(ROW_LOCK, HOT)));
        targets.add(
                Target.atLeast(
                        3,
                        "without HTTP, spread: rate beside the row lock",
                        rate(BATCHES, SPREAD) / rate(ROW_LOCK, SPREAD)));
        return targets;
    }

    private void addBesideLimit(List<Target> targets, double limit) {
        targets.add(
                Target.atLeast(
                        0.5,
                        "over HTTP, spread: rate beside `pgbench`",
                        rate(PRODUCT, SPREAD) / limit));
        targets.add(
                Target.atLeast(
                        0.3,
                        "through the gateway, spread: rate beside `pgbench`",
                        rate(GATEWAY, SPREAD) / limit));
    }

    private double rate(String contender, Workload workload) {
        return closed.perSecond(Cell.closed(contender, workload));
    }

    private double processor(String contender, Workload workload) {
        return closed.median(
                Cell.closed(contender, workload), sample -> sample.processor("service"));
    }

    private double inFront(Workload workload) {
        return closed.median(Cell.closed(GATEWAY, workload), sample -> sample.processor(IN_FRONT));
    }

    private double p99(String contender, int percent) {
        return open.median(new Cell(contender, HOT, percent), sample -> sample.millis(99));
    }

    private String checkTable() {
        List<List<String>> rows = new ArrayList<>();
        checks.forEach(
                check ->
                        rows.add(
                                List.of(
                                        check.name(),
                                        check.found(),
                                        check.passed() ? "holds" : "**fails**")));
        return new Table(List.of("check", "found", ""), rows).toString();
    }

    private String closedTable() {
        List<List<String>> rows =
                closed.samples().keySet().stream().sorted(ORDER).map(this::closedRow).toList();
        return new Table(
                        List.of("", "who", "a second", "service", "Postgres", IN_FRONT, "load"),
                        rows)
                .toString();
    }

    private List<String> closedRow(Cell cell) {
        return List.of(
                cell.workload().word(),
                cell.contender(),
                closed.spread(cell, sample -> sample.run().perSecond()).text(RATE),
                processor(cell, "service"),
                processor(cell, Measuring.POSTGRES),
                processor(cell, IN_FRONT),
                processor(cell, Measuring.LOAD));
    }

    private String processor(Cell cell, String process) {
        Map<String, ?> known = closed.of(cell).getFirst().processors();
        return known.containsKey(process)
                ? closed.spread(cell, sample -> sample.processor(process)).text(MICROS)
                : "–";
    }

    private String openTable() {
        List<List<String>> rows =
                open.samples().keySet().stream().sorted(ORDER).map(this::openRow).toList();
        return new Table(List.of("", "who", "of the most", "a second", "p50", "p99"), rows)
                .toString();
    }

    private List<String> openRow(Cell cell) {
        return List.of(
                cell.workload().word(),
                cell.contender(),
                cell.percent() + " %",
                open.spread(cell, sample -> sample.run().perSecond()).text(RATE),
                open.spread(cell, sample -> sample.millis(50)).text(MILLIS),
                open.spread(cell, sample -> sample.millis(99)).text(MILLIS));
    }
}
