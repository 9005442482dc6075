package dev.atelier.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the operating system does with processes. */
final class Processes {

    private static final int KILLED = 128 + 9;
    private static final int REAPING_SECONDS = 5;

    private Processes() {}

    /**
     * Ends a process and its children, and returns when it is gone. An orphan that nobody reaps
     * stays in the system's list: that is not waited for.
     */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit().completeOnTimeout(process, REAPING_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits for a process that was asked to end; past the limit, kills it. */
    static void awaitEnd(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            kill(process);
        } catch (InterruptedException _) {
            kill(process);
            Thread.currentThread().interrupt();
        }
    }

    static void interrupt(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException _) {
            process.destroy();
        }
    }

    /**
     * Runs a command to its end, its output in a log.
     *
     * @throws IOException when it does not succeed
     */
    static void run(String what, Path log, ProcessBuilder command)
            throws IOException, InterruptedException {
        Process process = new LogFile(log).receive(command).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("%s: %s, see %s".formatted(what, exit(process), log));
            }
        } finally {
            kill(process.toHandle());
        }
    }

    /** How an ended process ended, in words. */
    static String exit(Process ended) {
        return ended.exitValue() == KILLED ? "killed" : "exited with " + ended.exitValue();
    }
}
