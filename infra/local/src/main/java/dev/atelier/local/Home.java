package dev.atelier.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory in which one platform keeps everything: {@code .atelier} for {@code ./atelier up},
 * a temporary one for a test.
 */
record Home(Path directory) {

    Path data() {
        return directory.resolve("data");
    }

    Path keys() {
        return directory.resolve("keys");
    }

    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    Path pid(String name) {
        return run(name + ".pid");
    }

    Path run(String file) {
        return directory.resolve("run").resolve(file);
    }

    /** Removes what the platform's last run said, so that a log tells of one run. */
    void clearLogs() throws IOException {
        delete(directory.resolve("logs"));
    }

    /** Removes everything that the platform remembers. */
    void clearData() throws IOException {
        delete(data());
    }

    /** Writes a file that only its owner may read. */
    static void writeSecret(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
