package dev.atelier.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process beyond the life of the supervisor that started it. A process id alone is not
 * enough, since the system hands it out again: the start time tells ours from a stranger's.
 */
record PidFile(Path path) {

    void write(ProcessHandle process) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, process.pid() + " " + startedAt(process) + "\n");
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * The process, if it still runs and is the one that was written. One that has ended and is not
     * reaped yet has no command.
     */
    Optional<ProcessHandle> process() {
        try {
            String[] fields = Files.readString(path).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(fields[0]))
                    .filter(process -> process.info().command().isPresent())
                    .filter(process -> fields[1].equals(startedAt(process)));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
