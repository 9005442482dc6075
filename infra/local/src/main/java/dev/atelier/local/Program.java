package dev.atelier.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java program that can be run.
 *
 * @param entry what {@code java} is told to run: {@code -jar} and a jar, or {@code -cp}, a class
 *     path and a main class
 * @param cache its classes, loaded and linked beforehand; without the file it starts slower
 */
record Program(List<String> entry, Path cache) {

    /** A cache is refused when it was made with other flags, so these are everyone's. */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** What makes every cache useless when it changes. */
    static String flavour() {
        return System.getProperty("java.vm.version") + FLAGS;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A program on a class path. */
    static List<String> onClassPath(String classPath, String mainClass) {
        return List.of("-cp", classPath, mainClass);
    }

    /** The command that runs it. */
    List<String> command(String... systemProperties) {
        return Files.exists(cache)
                ? command("-XX:AOTCache=" + cache, systemProperties)
                : command("-Xshare:auto", systemProperties);
    }

    /** The command that runs it and leaves its cache when it ends. */
    List<String> training(String... systemProperties) {
        return command("-XX:AOTCacheOutput=" + cache, systemProperties);
    }

    private List<String> command(String caching, String... systemProperties) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(FLAGS);
        command.add(caching);
        command.addAll(List.of(systemProperties));
        command.addAll(entry);
        return command;
    }
}
