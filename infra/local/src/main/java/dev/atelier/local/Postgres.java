package dev.atelier.local;

import dev.atelier.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** The database server, with the schemas and roles of the topology. */
final class Postgres implements Blueprint {

    static final String NAME = "postgres";
    static final String DATABASE = Database.NAME;
    static final String SUPERUSER = Database.SUPERUSER;

    private final Home home;
    private final int port;
    private final Topology topology;
    private final Preparation preparation;

    private @Nullable PostgresBinaries binaries;

    Postgres(Home home, int port, Topology topology, Preparation preparation) {
        this.home = home;
        this.port = port;
        this.topology = topology;
        this.preparation = preparation;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        PostgresBinaries unpacked = PostgresBinaries.unpacked(preparation);
        binaries = unpacked;
        if (Files.notExists(directory())) {
            initialize(unpacked);
        }
    }

    @Override
    public ProcessBuilder process() {
        return new ProcessBuilder(
                Objects.requireNonNull(binaries)
                        .command(
                                "postgres",
                                "-D",
                                directory().toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "max_connections=200",
                                // The details of an error name the e-mail address that is taken.
                                "-c",
                                "log_error_verbosity=terse"));
    }

    @Override
    public boolean answers() {
        try (Connection _ = database().connectBeforeItIsMade()) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /** Makes the database, its schemas and roles, or brings them up to date. */
    @Override
    public void settle() throws IOException {
        try {
            database().make();
        } catch (SQLException exception) {
            throw new IOException(exception.getMessage(), exception);
        }
    }

    /** A fast shutdown: the polite one waits for clients to close their connections. */
    @Override
    public void askToEnd(ProcessHandle process) {
        Processes.interrupt(process);
    }

    /** A connection with all rights. */
    Connection superuser() throws SQLException {
        return connect(SUPERUSER);
    }

    /** A connection with the rights of one role. */
    Connection connect(String role) throws SQLException {
        return database().connect(role);
    }

    /** Where an administrator connects, with the password. */
    String uri() {
        return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(SUPERUSER, password(SUPERUSER), port, DATABASE);
    }

    String password(String role) {
        return Passwords.in(home.data()).of(role);
    }

    private Database database() {
        return new Database("127.0.0.1", port, topology, Passwords.in(home.data()));
    }

    /**
     * In a directory of another name first: an interrupted attempt leaves none that looks whole.
     */
    private void initialize(PostgresBinaries binaries) throws IOException, InterruptedException {
        Path attempt = home.data().resolve("postgres.new");
        Path superuserPassword = home.data().resolve("postgres.password");
        Home.delete(attempt);
        Home.writeSecret(superuserPassword, password(SUPERUSER));
        List<String> command =
                binaries.command(
                        "initdb",
                        "--pgdata=" + attempt,
                        "--username=" + SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + superuserPassword,
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions");
        Processes.run("initdb", home.log(NAME), new ProcessBuilder(command));
        Files.delete(superuserPassword);
        Files.move(attempt, directory());
    }

    private Path directory() {
        return home.data().resolve("postgres");
    }
}
