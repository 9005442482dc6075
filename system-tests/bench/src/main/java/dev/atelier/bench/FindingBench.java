package dev.atelier.bench;

import dev.atelier.local.issuer.LocalTokens;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** How long it takes to find some of 100,000 workshops, in every combination of a list. */
final class FindingBench implements Benchmark {

    private static final int WORKSHOPS = 100_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int REQUESTS = 60;
    private static final String SERVICE = "workshop-service";

    private final PrintStream out;
    private final Path report;

    /**
     * @param report is written into its section of this page
     */
    FindingBench(PrintStream out, Path report) {
        this.out = out;
        this.report = report;
    }

    /** Runs it, and says whether all combinations are fast enough and read no whole table. */
    @Override
    public boolean run() throws IOException, SQLException, InterruptedException {
        Machine before = Machine.now();
        try (PrivatePlatform platform = PrivatePlatform.create()) {
            out.println("Starting a platform of its own.");
            PlanLog plans = new PlanLog(platform);
            platform.start("postgres");
            plans.prepare("workshops_app");
            platform.start("queue", "issuer", SERVICE);
            LocalTokens tokens = platform.tokens();
            fill(platform, tokens);
            List<FindingResult> results =
                    measure(new Workshops(platform.uri(SERVICE), tokens::token), plans);
            FindingReport written =
                    new FindingReport(
                            results, WORKSHOPS, before, platform.value("SHOW server_version"));
            written.write(report);
            written.print(out);
            return written.isGood();
        }
    }

    private void fill(PrivatePlatform platform, LocalTokens tokens)
            throws IOException, SQLException {
        out.printf("Filling it with %,d workshops: some minutes.%n", WORKSHOPS);
        Instant start = Instant.now();
        try (InputStream script = FindingBench.class.getResourceAsStream("workshops.sql")) {
            String sql =
                    new String(
                            Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            platform.execute(
                    sql.replace("${workshops}", Integer.toString(WORKSHOPS))
                            .replace("${beginner}", id(tokens, Combination.BEGINNER))
                            .replace("${expert}", id(tokens, Combination.EXPERT))
                            .replace("${organizer}", id(tokens, Combination.ORGANIZER)));
        }
        platform.execute("VACUUM ANALYZE");
        out.printf("Filled in %d s.%n", Duration.between(start, Instant.now()).toSeconds());
    }

    private static String id(LocalTokens tokens, String name) {
        return tokens.userId(name).toString();
    }

    private List<FindingResult> measure(Workshops workshops, PlanLog plans)
            throws IOException, SQLException, InterruptedException {
        List<HttpRequest> requests = Combination.ALL.stream().map(workshops::request).toList();
        out.println("Warming up.");
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            requests.forEach(workshops::send);
        }
        List<FindingResult> timed = new ArrayList<>();
        for (int index = 0; index < requests.size(); index++) {
            HttpRequest request = requests.get(index);
            FindingResult result =
                    new FindingResult(
                            Combination.ALL.get(index),
                            workshops.rows(request),
                            ClosedLoop.measure(1, REQUESTS, () -> workshops.send(request)),
                            ClosedLoop.measure(2, REQUESTS, () -> workshops.send(request)),
                            List.of());
            out.printf("%3d/%d %s%n", index + 1, requests.size(), result.row());
            timed.add(result);
        }
        plans.open();
        List<FindingResult> results = new ArrayList<>();
        for (int index = 0; index < requests.size(); index++) {
            HttpRequest request = requests.get(index);
            results.add(
                    timed.get(index)
                            .with(
                                    plans.plans(
                                            () -> workshops.send(request),
                                            FindingResult::isOfFinding)));
        }
        results.sort(Comparator.comparing(FindingResult::worst).reversed());
        return results;
    }
}
