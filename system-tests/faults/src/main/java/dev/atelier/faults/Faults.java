package dev.atelier.faults;

import dev.atelier.faults.Run.Result;
import dev.atelier.faults.alerts.AlertFaults;
import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.nemesis.Fault;
import dev.atelier.faults.traffic.Fate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The long form: many seeds on one platform, and a report. */
final class Faults {

    private static final Path HISTORIES = Path.of("system-tests/faults/target/histories");

    private static final String ALERTS = "--alerts";

    private Faults() {}

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (words.contains(ALERTS)) {
            List<String> faults = words.stream().filter(word -> !word.equals(ALERTS)).toList();
            System.exit(AlertFaults.run(faults) ? 0 : 1);
        }
        Options options = Options.parse(arguments);
        List<Result> results = new ArrayList<>();
        try (Arena arena = Arena.open()) {
            for (long seed = options.firstSeed();
                    seed < options.firstSeed() + options.seeds();
                    seed++) {
                System.out.printf(
                        "seed %d: traffic and faults, for at least %d s%n",
                        seed, options.duration().toSeconds());
                Result result =
                        new Run(
                                        arena,
                                        seed,
                                        options.duration(),
                                        HISTORIES.resolve("seed-" + seed + ".jsonl"))
                                .run();
                results.add(result);
                System.out.println(summary(result));
                Files.writeString(options.report(), new Report(options, results).text());
            }
        }
        System.out.println("The report is in " + options.report() + ".");
        if (!results.stream().allMatch(result -> result.verdict().passed())) {
            System.exit(1);
        }
    }

    /** One line when all is well; else all that one needs to look into it. */
    static String summary(Result result) {
        String line =
                "seed %d: %d done, %d refused, %d unknown (%d of them done); %s: %s"
                        .formatted(
                                result.seed(),
                                result.verdict().count(Fate.OK),
                                result.verdict().count(Fate.FAIL),
                                result.verdict().count(Fate.UNKNOWN),
                                result.verdict().doneAfterAll(),
                                faults(result.faults()),
                                result.verdict().passed() ? "all rules hold" : "FAILED");
        return result.verdict().passed()
                ? line
                : """
                %s
                %s
                its history: %s
                once more:   ./atelier faults --seeds 1 --first-seed %d --duration %ds\
                """
                        .formatted(
                                line,
                                result.verdict().explain(),
                                result.history(),
                                result.seed(),
                                result.time().toSeconds());
    }

    private static String faults(Map<Fault, Integer> faults) {
        return faults.entrySet().stream()
                .collect(
                        Collectors.groupingBy(
                                fault -> fault.getKey().column(),
                                TreeMap::new,
                                Collectors.summingInt(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(fault -> fault.getValue() + " " + fault.getKey())
                .collect(Collectors.joining(", "));
    }
}
