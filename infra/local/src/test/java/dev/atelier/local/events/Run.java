package dev.atelier.local.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a command said, and how it ended. */
public record Run(int status, String out, String errors) {

    /** Gives a command to somebody who answers its question. */
    public static Run of(Addresses addresses, String typed, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status =
                Events.run(
                        addresses,
                        new ByteArrayInputStream(typed.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(errors, true, UTF_8),
                        arguments);
        return new Run(status, out.toString(UTF_8), errors.toString(UTF_8));
    }
}
