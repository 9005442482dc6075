package dev.atelier.bench.signup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How much of the processors a process has used, and those of its children that have ended. */
final class ProcessorTime {

    /** In {@code /proc/<pid>/stat}, counted from behind the command. */
    private static final int CHILDREN_USER = 13;

    private static final int CHILDREN_SYSTEM = 14;
    private static final Duration TICK = Duration.ofMillis(10);

    private ProcessorTime() {}

    static Duration of(ProcessHandle process) {
        return running(process).plus(ofEndedChildren(process));
    }

    /** With all that it has started. */
    static Duration ofTree(ProcessHandle process) {
        return process.descendants()
                .map(ProcessorTime::running)
                .reduce(of(process), Duration::plus);
    }

    private static Duration running(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** A connection's server process ends with it; Linux adds it to its parent's account. */
    private static Duration ofEndedChildren(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (Files.notExists(file)) {
            return Duration.ZERO;
        }
        try {
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return TICK.multipliedBy(
                    Long.parseLong(fields[CHILDREN_USER])
                            + Long.parseLong(fields[CHILDREN_SYSTEM]));
        } catch (IOException _) {
            return Duration.ZERO;
        }
    }
}
