package dev.atelier.aws.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.topology.Topology;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Roles and schemas can be made by RDS's administrator, who is no superuser. */
class PreparationTest {

    private static final String PASSWORD = "not-a-secret";
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void likeOnRds() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection superuser = postgres.getPostgresDatabase().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE atelier_admin LOGIN CREATEROLE CREATEDB");
            statement.execute("CREATE ROLE rds_iam");
            statement.execute("GRANT rds_iam TO atelier_admin WITH ADMIN OPTION");
            statement.execute("CREATE DATABASE atelier OWNER atelier_admin");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void preparesTwiceWithoutSuperuser() throws SQLException {
        prepare();
        prepare();

        try (Connection owner = connect("users_owner");
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE users.thing (id int)");
        }
        try (Connection application = connect("users_app");
                Statement statement = application.createStatement()) {
            statement.execute("INSERT INTO users.thing VALUES (1)");
            assertThatThrownBy(() -> statement.execute("CREATE TABLE users.another (id int)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("SELECT 1 FROM workshops.thing"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void applicationsSignInByTokenAlone() throws SQLException {
        prepare();

        try (Connection administrator = connect("atelier_admin");
                Statement statement = administrator.createStatement();
                var members =
                        statement.executeQuery(
                                """
                                SELECT count(*) FROM pg_auth_members m
                                  JOIN pg_roles r ON r.oid = m.member
                                 WHERE m.roleid = 'rds_iam'::regrole AND r.rolname LIKE '%_app'
                                """)) {
            members.next();
            assertThat(members.getInt(1)).isEqualTo(Topology.ATELIER.services().size());
        }
    }

    @Test
    void showsNoPasswordInTheTemplate() {
        assertThat(Preparation.sql(Topology.ATELIER)).contains("@USERS_OWNER@");
        assertThat(Preparation.command(Topology.ATELIER).getLast())
                .contains("sql=${sql//@USERS_OWNER@/$USERS_OWNER}");
    }

    private static void prepare() throws SQLException {
        try (Connection administrator = connect("atelier_admin");
                Statement statement = administrator.createStatement()) {
            statement.execute(Preparation.sql(Topology.ATELIER).replaceAll("@[A-Z_]+@", PASSWORD));
        }
    }

    private static Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/atelier".formatted(postgres.getPort()),
                role,
                PASSWORD);
    }
}
