package dev.atelier.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The file that holds what one process says. */
record LogFile(Path path) {

    private static final int TAIL_BYTES = 64 * 1024;
    private static final Predicate<String> STACK_FRAME =
            Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ )").asPredicate();

    /** Sends a process's output to the end of this file. */
    ProcessBuilder receive(ProcessBuilder builder) throws IOException {
        Files.createDirectories(path.getParent());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(path.toFile()));
    }

    /** The last lines that tell something: not the empty ones, not the inner frames of a stack. */
    List<String> lastLines(int count) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !STACK_FRAME.test(line))
                            .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
