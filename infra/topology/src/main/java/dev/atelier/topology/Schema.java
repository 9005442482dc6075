package dev.atelier.topology;

/**
 * A Postgres schema with the two roles that may enter it.
 *
 * @param name also the prefix of its roles
 */
public record Schema(String name) {

    /** The role that owns the schema's objects and migrates them. */
    public String ownerRole() {
        return name + "_owner";
    }

    /** The role that a running service has: it reads and writes rows, and changes no object. */
    public String applicationRole() {
        return name + "_app";
    }

    /**
     * The statements, run by a database administrator, that make the schema and its roles. They can
     * be run again.
     *
     * @param ownerPassword the owner role's, plain
     * @param applicationPassword the application role's, plain
     */
    public String bootstrapSql(String ownerPassword, String applicationPassword) {
        return role(ownerRole(), ownerPassword)
                + role(applicationRole(), applicationPassword)
                + """
                CREATE SCHEMA IF NOT EXISTS "%1$s" AUTHORIZATION "%2$s";
                REVOKE ALL ON SCHEMA "%1$s" FROM PUBLIC;
                GRANT USAGE ON SCHEMA "%1$s" TO "%3$s";
                ALTER ROLE "%2$s" SET search_path = "%1$s";
                ALTER ROLE "%3$s" SET search_path = "%1$s";
                ALTER DEFAULT PRIVILEGES FOR ROLE "%2$s" IN SCHEMA "%1$s"
                    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "%3$s";
                ALTER DEFAULT PRIVILEGES FOR ROLE "%2$s" IN SCHEMA "%1$s"
                    GRANT USAGE ON SEQUENCES TO "%3$s";
                ALTER DEFAULT PRIVILEGES FOR ROLE "%2$s" IN SCHEMA "%1$s"
                    GRANT EXECUTE ON FUNCTIONS TO "%3$s";
                """
                        .formatted(name, ownerRole(), applicationRole());
    }

    /**
     * The statements that a database administrator runs once in a database, before any schema's
     * own: extensions that the services need and only an administrator may create, and no public
     * rights.
     */
    public static String databaseSql() {
        return """
        CREATE SCHEMA IF NOT EXISTS extensions;
        CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA extensions;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        """;
    }

    private static String role(String role, String password) {
        return """
        DO $do$ BEGIN
            CREATE ROLE "%1$s" LOGIN;
        EXCEPTION WHEN duplicate_object THEN NULL;
        END $do$;
        ALTER ROLE "%1$s" PASSWORD '%2$s';
        """
                .formatted(role, password.replace("'", "''"));
    }
}
