package dev.atelier.local;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A program that observes the platform, and that the platform works without.
 *
 * @param name in the platform
 * @param tool the program
 * @param uri where it listens
 * @param after what must be ready before it starts
 * @param readiness the path that answers when it is ready
 * @param preparation writes what it reads when it starts
 * @param arguments its arguments
 * @param environment its own variables, secrets included
 */
record Observer(
        String name,
        Tool tool,
        URI uri,
        List<String> after,
        String readiness,
        Preparing preparation,
        List<String> arguments,
        Supplier<Map<String, String>> environment)
        implements Blueprint {

    /** Writes files. */
    @FunctionalInterface
    interface Preparing {
        void prepare() throws IOException;
    }

    @Override
    public String address() {
        return uri.toString();
    }

    @Override
    public void prepare() throws IOException {
        preparation.prepare();
    }

    @Override
    public ProcessBuilder process() throws IOException {
        String program =
                tool.find().orElseThrow(() -> new IOException(tool + " is gone")).toString();
        ProcessBuilder builder = new ProcessBuilder(program);
        builder.command().addAll(arguments);
        builder.environment().putAll(environment.get());
        return builder;
    }

    @Override
    public boolean answers() {
        return Http.answers(uri.resolve(readiness));
    }
}
