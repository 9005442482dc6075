package dev.atelier.bench.signup;

import dev.atelier.bench.PrivatePlatform;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import org.flywaydb.core.Flyway;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A database for each contender. They are copies of one, which enrollment-service's own migrations
 * have made.
 */
public final class Databases {

    public static final String PASSWORD = "bench";

    /** More than have tokens: those who sign up without HTTP need none. */
    static final int USERS = 100_000;

    /** Who has a seat elsewhere before a run begins. */
    static final int OTHERS = 2_000;

    public static final Schema SCHEMA =
            Topology.ATELIER.deployable("enrollment-service").schema().orElseThrow();

    /**
     * In one statement, and so at one time; the last counts those whose versions all made an event.
     */
    private static final String SEATED =
            """
            SELECT concat_ws(' ',
                       (SELECT sum(enrolled) FROM seats),
                       (SELECT count(*) FROM participant WHERE status = 'ENROLLED'),
                       (SELECT count(*) FROM participant_history),
                       (SELECT count(*) FROM event_log WHERE type = 'participant.enrolled.v1'),
                       (SELECT sum(enrolled) FROM seats
                         WHERE version = (SELECT count(*) FROM event_log
                                           WHERE subject = workshop_id)))
            """;

    private static final String TEMPLATE = "atelier";

    private final PrivatePlatform platform;
    private final String port;

    public Databases(PrivatePlatform platform) throws SQLException {
        this.platform = platform;
        this.port = platform.value("SHOW port");
    }

    public void prepare() throws SQLException, IOException {
        platform.execute(
                "ALTER ROLE %s PASSWORD '%s'".formatted(SCHEMA.ownerRole(), PASSWORD),
                "ALTER ROLE %s PASSWORD '%s'".formatted(SCHEMA.applicationRole(), PASSWORD));
        LoggingSystem.get(Databases.class.getClassLoader())
                .setLogLevel("org.flywaydb", LogLevel.ERROR);
        Flyway.configure()
                .dataSource(jdbc(TEMPLATE), SCHEMA.ownerRole(), PASSWORD)
                .locations(
                        "filesystem:common/src/main/resources/db/common",
                        "filesystem:enrollment-service/src/main/resources/db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        execute(TEMPLATE, script("fill.sql").replace("${users}", Integer.toString(USERS)));
        execute(TEMPLATE, script("limit.sql"));
    }

    public void create(String database) throws SQLException {
        platform.execute("CREATE DATABASE %s TEMPLATE %s".formatted(database, TEMPLATE));
    }

    /** Takes away what a run has left, and lets the server write it down before the next. */
    void reset(String database) throws SQLException, IOException {
        String[] statements =
                script("reset.sql").replace("${others}", Integer.toString(OTHERS)).split(";\n");
        for (String statement : statements) {
            execute(database, statement);
        }
        platform.execute("CHECKPOINT");
    }

    /**
     * How many have got a seat in the run, once it is certain that the seats, the participants,
     * their history and the events tell the same.
     */
    long seated(String database) throws SQLException {
        String told = value(database, SEATED);
        long[] counts = Stream.of(told.split(" ")).mapToLong(Long::parseLong).toArray();
        if (LongStream.of(counts).distinct().count() > 1) {
            throw new IllegalStateException(
                    "%s: seats, participants, history, events and versions tell %s"
                            .formatted(database, told));
        }
        return counts[0] - OTHERS;
    }

    long number(String database, String sql) throws SQLException {
        return Long.parseLong(value(database, sql));
    }

    private String value(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    public int port() {
        return Integer.parseInt(port);
    }

    String jdbc(String database) {
        return "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, database);
    }

    static String script(String name) throws IOException {
        try (InputStream script = Databases.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection of the owner of the schema. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbc(database), SCHEMA.ownerRole(), PASSWORD);
    }
}
