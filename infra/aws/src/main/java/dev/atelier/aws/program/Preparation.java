package dev.atelier.aws.program;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Schema;
import dev.atelier.topology.Topology;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes the roles and schemas of the topology on RDS, where the administrator is no superuser and
 * the applications sign in with tokens of IAM. It can be run again, and then renews passwords.
 */
class Preparation {

    /**
     * A superuser may act as the roles that it makes. RDS has none, so whoever makes a role here is
     * made a member of it.
     */
    private static final String MEMBER_OF_WHAT_IT_MAKES =
            "SET createrole_self_grant = 'set, inherit';\n";

    /** Who has this role signs in with a token, and with no password. */
    private static final String BY_TOKEN = "GRANT rds_iam TO \"%s\";\n";

    private Preparation() {}

    /** What the administrator runs; each owner's password has its variable's name in its place. */
    static String sql(Topology topology) {
        return MEMBER_OF_WHAT_IT_MAKES
                + Schema.databaseSql()
                + topology.services().stream()
                        .map(Preparation::schema)
                        .collect(Collectors.joining());
    }

    /** Puts the passwords in, without showing them to anybody, and runs the statements. */
    static List<String> command(Topology topology) {
        String passwords =
                topology.services().stream()
                        .map(Preparation::owner)
                        .map("sql=${sql//@%1$s@/$%1$s}\n"::formatted)
                        .collect(Collectors.joining());
        return List.of(
                "bash",
                "-euc",
                "sql=$PREPARATION\n"
                        + passwords
                        + "psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --single-transaction <<<"
                        + " \"$sql\"");
    }

    /** The variable that holds the owner's password. */
    static String owner(Deployable service) {
        return service.schema().orElseThrow().ownerRole().toUpperCase(Locale.ROOT);
    }

    private static String schema(Deployable service) {
        Schema schema = service.schema().orElseThrow();
        // The application's role gets the same placeholder: with rds_iam no password lets it in.
        String placeholder = "@" + owner(service) + "@";
        return schema.bootstrapSql(placeholder, placeholder)
                + BY_TOKEN.formatted(schema.applicationRole());
    }
}
