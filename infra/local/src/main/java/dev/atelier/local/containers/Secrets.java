package dev.atelier.local.containers;

import dev.atelier.local.Database;
import dev.atelier.local.Passwords;
import dev.atelier.local.issuer.SigningKey;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes passwords and the issuer's key. Each reader has a directory, which is a volume that nobody
 * else mounts: that is its protection, so whatever user the reader runs as may read the files.
 *
 * @param directory with a directory for each reader
 */
record Secrets(Path directory) {

    private static final String ADMINISTRATOR = "password";

    /**
     * Makes them, and ends.
     *
     * @param arguments the directory
     */
    public static void main(String[] arguments) throws IOException {
        new Secrets(Path.of(arguments[0])).make();
    }

    /** What is there already stays as it is. */
    void make() throws IOException {
        Passwords passwords = Passwords.in(directory.resolve("all"));
        letReadersRead(directory.resolve("all/secret"));
        write("postgres", ADMINISTRATOR, passwords.of(Database.SUPERUSER));
        write("grafana", ADMINISTRATOR, passwords.of("grafana"));
        for (Deployable service : Topology.ATELIER.services()) {
            write(service.name(), passwords, service.schema().orElseThrow());
        }
        makeKey(directory.resolve("issuer/issuer.pem"));
    }

    /** Spring takes the names of such files for names of properties. */
    private void write(String service, Passwords passwords, Schema schema) throws IOException {
        write(service, "spring.r2dbc.password", passwords.of(schema.applicationRole()));
        write(service, "spring.flyway.password", passwords.of(schema.ownerRole()));
    }

    private void write(String reader, String name, String secret) throws IOException {
        Path file = Files.createDirectories(directory.resolve(reader)).resolve(name);
        if (Files.notExists(file)) {
            Path attempt = attempt(file);
            Files.writeString(attempt, secret);
            finish(attempt, file);
        }
    }

    private static void makeKey(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.notExists(file)) {
            Path attempt = attempt(file);
            SigningKey.write(attempt);
            finish(attempt, file);
        }
    }

    /** Under another name first: an interrupted attempt leaves no file that looks whole. */
    private static Path attempt(Path file) {
        return file.resolveSibling(".new");
    }

    private static void finish(Path attempt, Path file) throws IOException {
        letReadersRead(attempt);
        Files.move(attempt, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void letReadersRead(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    }
}
