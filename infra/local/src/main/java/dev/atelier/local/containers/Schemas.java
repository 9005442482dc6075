package dev.atelier.local.containers;

import dev.atelier.local.Database;
import dev.atelier.local.Passwords;
import dev.atelier.topology.Topology;

import java.nio.file.Path;
import java.sql.SQLException;

/** Makes the schemas and roles of the topology on a server that runs, or brings them up to date. */
final class Schemas {

    private Schemas() {}

    /**
     * Makes them, and ends.
     *
     * @param arguments the server's host and port, and the directory with the secret of the
     *     passwords
     */
    public static void main(String[] arguments) throws SQLException {
        new Database(
                        arguments[0],
                        Integer.parseInt(arguments[1]),
                        Topology.ATELIER,
                        Passwords.in(Path.of(arguments[2])))
                .make();
    }
}
