package dev.atelier.bench.images;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a JVM may be told besides what all of them are told.
 *
 * @param words for the report
 * @param flags for the JVM
 */
record Choice(String words, List<String> flags) {

    /** As the options of the images, without those that are in question. */
    private static final List<String> COMMON =
            List.of(
                    "-XX:MaxRAMPercentage=50",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xlog:disable",
                    "-Xlog:all=warning:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    static final List<Choice> ALL =
            List.of(
                    of("serial, C1", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    of("serial, C1 and C2", "-XX:+UseSerialGC"),
                    of("G1, C1 and C2", "-XX:+UseG1GC"),
                    of(
                            "serial, C1, compact headers",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseCompactObjectHeaders"));

    /** What {@code java} is told in order to run the application of an image. */
    List<String> command(String... more) {
        List<String> command = new ArrayList<>(flags);
        command.addAll(COMMON);
        command.addAll(List.of(more));
        command.addAll(List.of("-jar", "/app/app.jar"));
        return command;
    }

    /** The name of the file with its cache. */
    String cache() {
        return words.replaceAll("\\W+", "-") + ".aot";
    }

    private static Choice of(String words, String... flags) {
        return new Choice(words, Stream.of(flags).toList());
    }
}
