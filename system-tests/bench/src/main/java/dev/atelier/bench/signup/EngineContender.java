package dev.atelier.bench.signup;

import dev.atelier.bench.Latencies;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One that is asked from within, by the driver in its JVM.
 *
 * @param orders what the driver reads
 * @param answers what it writes
 */
record EngineContender(
        String name, String database, Program program, Writer orders, BufferedReader answers)
        implements Contender {

    static final int CALLERS = 32;

    static EngineContender of(String name, String database, Program program) throws IOException {
        Writer orders = program.process().outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers = program.process().inputReader(StandardCharsets.UTF_8);
        EngineContender contender = new EngineContender(name, database, program, orders, answers);
        contender.answer();
        return contender;
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of("service", program.process().toHandle());
    }

    @Override
    public Run closed(Workload workload, Duration duration, long seed) throws IOException {
        orders.write(
                "%d %d %d %d %d%n"
                        .formatted(
                                workload.workshops(),
                                Databases.USERS,
                                CALLERS,
                                duration.toMillis(),
                                seed % Integer.MAX_VALUE));
        orders.flush();
        String[] numbers = answer().split(" ");
        return new Run(
                Long.parseLong(numbers[0]),
                Duration.ofNanos(Long.parseLong(numbers[1])),
                Latencies.of(List.of()));
    }

    private String answer() throws IOException {
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("failed")) {
            throw new IllegalStateException(name + ": " + answer + "\n" + program.lastLines());
        }
        return answer;
    }
}
