package dev.atelier.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes what a start needs and a build does not give: once per content, in a directory named after
 * it, so that no file is rewritten under a process that runs from it.
 *
 * @param directory where it all lies
 * @param board hears what a person should know
 */
record Preparation(Path directory, Board board) {

    private static final String DONE = "done";
    private static final String CACHE = "app.aot";

    /** A file lock keeps other JVMs out, not the other threads of this one. */
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    /** Fills a directory. */
    @FunctionalInterface
    interface Filling {
        void fill(Path directory) throws IOException, InterruptedException;
    }

    /**
     * The directory of one content, filled if this is the first time; older contents of the same
     * name are removed then.
     */
    Path once(String name, String content, Filling filling)
            throws IOException, InterruptedException {
        Path contents = directory.resolve(name);
        Path target = contents.resolve(hash(content));
        if (Files.exists(target.resolve(DONE))) {
            return target;
        }
        Files.createDirectories(contents);
        ReentrantLock lock = LOCKS.computeIfAbsent(contents, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try (FileChannel channel = lockFile(name);
                FileLock _ = channel.lock()) {
            if (Files.notExists(target.resolve(DONE))) {
                removeAll(contents);
                Files.createDirectories(target);
                filling.fill(target);
                Files.createFile(target.resolve(DONE));
            }
            return target;
        } finally {
            lock.unlock();
        }
    }

    /** An executable jar of Spring Boot's, unpacked: it starts faster so, and can have a cache. */
    Path layout(String name, Path jar) throws IOException, InterruptedException {
        if (Files.notExists(jar)) {
            throw new IOException(jar + " is missing: build it with mvn -DskipTests package");
        }
        return once(name, fingerprint(jar), target -> unpack(name, jar, target));
    }

    /**
     * A program with its cache; where none can be made, without. The cache lies within the layout
     * that it is of: for any other files, be they the same bytes, it is refused.
     */
    Program trained(Path layout, String name, List<String> entry, Training training)
            throws IOException, InterruptedException {
        Path log = layout.resolve(name + ".log");
        Path caches =
                once(
                        directory.relativize(layout).resolve(name).toString(),
                        entry + Program.flavour(),
                        target -> {
                            board.takesAWhile(name + ": learning to start fast, once per build");
                            train(entry, target, training, log);
                        });
        Program program = new Program(entry, caches.resolve(CACHE));
        if (Files.notExists(program.cache())) {
            board.notice("%s starts slowly, without a cache: see %s".formatted(name, log));
        }
        return program;
    }

    private void unpack(String name, Path jar, Path target)
            throws IOException, InterruptedException {
        Processes.run(
                "unpacking " + jar.getFileName(),
                log(name),
                new ProcessBuilder(
                        Program.java(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        target.toString()));
    }

    private static void train(List<String> entry, Path target, Training training, Path log)
            throws IOException, InterruptedException {
        try {
            training.run(new Program(entry, target.resolve(CACHE)), target, log);
        } catch (IOException _) {
            Files.deleteIfExists(target.resolve(CACHE));
        }
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private FileChannel lockFile(String name) throws IOException {
        return FileChannel.open(
                directory.resolve(name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    private static void removeAll(Path parent) throws IOException {
        List<Path> older;
        try (Stream<Path> children = Files.list(parent)) {
            older = children.toList();
        }
        for (Path child : older) {
            Home.delete(child);
        }
    }

    /** Of names and checksums, which a zip file keeps in its directory: no content is read. */
    private static String fingerprint(Path jar) throws IOException {
        StringBuilder content = new StringBuilder(Program.flavour());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry -> content.append(entry.getName()).append(entry.getCrc()));
        }
        return content.toString();
    }

    private static String hash(String content) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
