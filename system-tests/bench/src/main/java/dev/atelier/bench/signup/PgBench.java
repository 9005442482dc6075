package dev.atelier.bench.signup;

import dev.atelier.bench.Latencies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The limit: Postgres' own load generator, and the sign-up as one call of a function. It does the
 * spread workload only.
 *
 * @param program {@code pgbench}
 * @param script what each of its clients does again and again
 */
record PgBench(Path program, Path script, String database, int port) implements Contender {

    /** As many as the pool of a service has connections. */
    private static final int CLIENTS = 20;

    private static final Pattern DONE =
            Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern FAILED =
            Pattern.compile("number of failed transactions: ([1-9]\\d*)");

    /** Where it is, if it is: on the path, or where Debian's packages keep it. */
    static Optional<Path> find() {
        Stream<Path> onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(onPath, packaged())
                .map(directory -> directory.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> packaged() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.notExists(versions)) {
            return Stream.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    @Override
    public String name() {
        return "`pgbench`, one call";
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of();
    }

    @Override
    public Run closed(Workload workload, Duration duration, long seed)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                program.toString(),
                                "--no-vacuum",
                                "--protocol=prepared",
                                "--client=" + CLIENTS,
                                "--jobs=2",
                                "--time=" + Math.max(1, duration.toSeconds()),
                                "--random-seed=" + Math.abs(seed % Integer.MAX_VALUE),
                                "--define=clients=" + CLIENTS,
                                "--define=i=-1",
                                "--file=" + script,
                                "--host=127.0.0.1",
                                "--port=" + port,
                                "--username=" + Databases.SCHEMA.applicationRole(),
                                database)
                        .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", Databases.PASSWORD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || FAILED.matcher(output).find()) {
            throw new IllegalStateException(output);
        }
        long done = Long.parseLong(found(DONE, output));
        double perSecond = Double.parseDouble(found(RATE, output));
        Duration took = Duration.ofNanos((long) (done / perSecond * 1e9));
        return new Run(done, took, Latencies.of(List.of()));
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IllegalStateException(output);
        }
        return matcher.group(1);
    }
}
