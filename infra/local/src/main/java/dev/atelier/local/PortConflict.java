package dev.atelier.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A port that a component wants and a stranger has. */
record PortConflict(String component, int port) {

    static Optional<PortConflict> find(String component, int port) {
        return Ports.taken(port)
                ? Optional.of(new PortConflict(component, port))
                : Optional.empty();
    }

    /**
     * Goes on only when there is no conflict.
     *
     * @throws StartFailed when there is one; it says what to do
     */
    static void refuse(List<PortConflict> conflicts) {
        if (!conflicts.isEmpty()) {
            throw new StartFailed(
                    conflicts.stream().map(PortConflict::explain).collect(Collectors.joining("\n"))
                            + "\n"
                            + "End what has it, or shift all ports: ./atelier up --port-base"
                            + " 9180");
        }
    }

    /** What is wrong, in a line. */
    String explain() {
        return "port %d, which %s wants, is taken%s"
                .formatted(port, component, holder().map(" by "::concat).orElse(""));
    }

    /** Who has the port, if a tool of the system knows. */
    private Optional<String> holder() {
        try {
            Process lsof =
                    new ProcessBuilder(
                                    List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String pid = new String(lsof.getInputStream().readAllBytes()).strip();
            return pid.lines().findFirst().map(PortConflict::describe);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String describe(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .map(command -> "process " + pid + " (" + command + ")")
                .orElse("process " + pid);
    }
}
