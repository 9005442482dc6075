import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks ({@code check}) or rewrites ({@code apply}) the format of every Java source below the
 * working directory, and leaves the list of badly formatted files in {@code target/unformatted}.
 *
 * <p>It runs on the JDK 25 of the build's toolchain: a formatter parses with the compiler of its
 * own JVM, and Maven's may be older than our sources.
 */
class Format {

    private static final Path FINDINGS = Path.of("target/unformatted");

    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        List<String> unformatted =
                sources().parallelStream()
                        .filter(source -> differs(source, apply))
                        .map(Path::toString)
                        .sorted()
                        .toList();
        Files.deleteIfExists(FINDINGS);
        if (!apply && !unformatted.isEmpty()) {
            Files.write(FINDINGS, unformatted);
        }
        unformatted.forEach(
                source -> System.out.println((apply ? "formatted " : "not formatted: ") + source));
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("target/"))
                    .filter(file -> !file.toString().contains("node_modules/"))
                    .toList();
        }
    }

    private static boolean differs(Path source, boolean apply) {
        try {
            String before = Files.readString(source);
            String after = FORMATTER.formatSourceAndFixImports(before);
            boolean differs = !after.equals(before);
            if (apply && differs) {
                Files.writeString(source, after);
            }
            return differs;
        } catch (FormatterException exception) {
            System.out.println(source + ":" + exception.getMessage());
            return true;
        } catch (IOException exception) {
            throw new java.io.UncheckedIOException(exception);
        }
    }
}
