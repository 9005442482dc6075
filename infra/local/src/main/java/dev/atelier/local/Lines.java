package dev.atelier.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A board that tells each change that matters in a line of its own. */
final class Lines implements Board {

    private final Supplier<PrintStream> out;

    Lines(Supplier<PrintStream> out) {
        this.out = out;
    }

    @Override
    public void open(List<Component> components) {}

    @Override
    public void changed(Component component) {
        switch (component.state()) {
            case State.Ready _, State.Failed _, State.Stopped _ ->
                    out.get().println(describe(component));
            case State.Preparing _, State.Waiting _, State.Starting _, State.Stopping _ -> {}
        }
    }

    @Override
    public void notice(String line) {
        out.get().println("  " + line);
    }

    @Override
    public void takesAWhile(String line) {
        notice(line);
    }

    @Override
    public void close() {}

    /** A component in a line; in several when it has failed. */
    static String describe(Component component) {
        String line = "  %-20s %s".formatted(component.name(), describe(component.state()));
        return switch (component.state()) {
            case State.Ready _ -> "%-42s %s".formatted(line, component.blueprint().address());
            case State.Failed(_, List<String> lastLines) ->
                    line + quote(lastLines) + "\n    ./atelier logs " + component.name();
            default -> line;
        };
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String describe(State state) {
        return switch (state) {
            case State.Stopped() -> "stopped";
            case State.Preparing(var since) -> "preparing" + running(since);
            case State.Waiting(List<String> others) ->
                    "waiting for " + String.join(" and ", others);
            case State.Starting(var since) -> "starting" + running(since);
            case State.Ready(Duration took) -> "ready in " + seconds(took);
            case State.Stopping() -> "stopping";
            case State.Failed(String reason, _) -> "failed: " + reason;
        };
    }

    private static String running(Instant since) {
        return " … " + seconds(Duration.between(since, Instant.now()));
    }

    private static String quote(List<String> lines) {
        StringBuilder quoted = new StringBuilder();
        lines.forEach(line -> quoted.append("\n    | ").append(line));
        return quoted.toString();
    }
}
