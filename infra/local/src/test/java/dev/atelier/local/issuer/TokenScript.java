package dev.atelier.local.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the functions of {@code build/token.sh} as {@code ./atelier} does. */
record TokenScript(Path home) {

    record Answer(int exitCode, String output, String errors) {}

    static TokenScript withKeys(Path home) {
        TokenScript script = new TokenScript(home);
        script.run("", "atelier_issuer_keys \"$ATELIER_HOME/keys\"");
        return script;
    }

    Path key() {
        return home.resolve("keys/issuer.pem");
    }

    Path keyId() {
        return home.resolve("keys/issuer.kid");
    }

    String token(String name, String... options) {
        Answer answer = tryToken(name, options);
        if (answer.exitCode() != 0) {
            throw new AssertionError(answer);
        }
        return answer.output().strip();
    }

    /** The name travels as bytes on the standard input, whatever this JVM's locale is. */
    Answer tryToken(String name, String... options) {
        return run(name, "IFS= read -r -d '' name; atelier_token \"$name\" \"$@\"", options);
    }

    Answer run(String input, String commands, String... arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", "-euo", "pipefail", "-c"));
        command.add("source ../../build/token.sh; set +e; " + commands);
        command.add("atelier");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ATELIER_HOME", home.toString());
        try {
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write((input + "\0").getBytes(UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
            return new Answer(process.waitFor(), output, errors);
        } catch (IOException | InterruptedException exception) {
            throw new AssertionError(exception);
        }
    }
}
