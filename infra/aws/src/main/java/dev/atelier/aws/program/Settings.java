package dev.atelier.aws.program;

import dev.atelier.aws.Environment;
import dev.atelier.aws.data.Database;
import dev.atelier.aws.data.Identity;
import dev.atelier.aws.network.Doors;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a deployable: those that the laptop has too, and what only AWS adds. */
class Settings {

    /** What the issuer is called in variables until they are made: its id is not known before. */
    private static final URI ISSUER = URI.create("https://issuer.invalid");

    private static final URI KEYS = URI.create("https://keys.invalid");

    /** TLS, with the server's certificate held against the authorities of RDS in the image. */
    private static final String R2DBC_TLS =
            "?sslMode=verify-full&sslRootCert=/etc/atelier/rds-authorities.pem";

    private static final String JDBC_TLS =
            "?sslmode=verify-full&sslrootcert=/etc/atelier/rds-authorities.pem";

    private final Environment environment;
    private final Topology topology;
    private final Identity identity;
    private final Wiring wiring;

    Settings(Environment environment, Topology topology, String host, Identity identity) {
        this.environment = environment;
        this.topology = topology;
        this.identity = identity;
        wiring =
                new Wiring(
                        environment.name(),
                        host,
                        Doors.POSTGRES,
                        Database.NAME,
                        ISSUER,
                        KEYS,
                        service -> URI.create("http://%s:%d".formatted(service, Doors.SERVICE)));
    }

    /** Of a running service, which does not migrate. */
    Map<String, String> of(Deployable deployable) {
        Map<String, String> variables = common(deployable);
        variables.remove("SPRING_FLYWAY_URL");
        variables.remove("SPRING_FLYWAY_USER");
        if (deployable.schema().isPresent()) {
            variables.put("SPRING_FLYWAY_ENABLED", "false");
            variables.put("ATELIER_DATABASE_IAM_ENABLED", "true");
        } else {
            // The public load balancer stands in front, and nothing else.
            variables.put("ATELIER_GATEWAY_RATELIMIT_TRUSTEDHOPS", "1");
            variables.put(
                    "ATELIER_GATEWAY_CORS_ALLOWEDORIGINS",
                    "https://%1$s,https://api.%1$s".formatted(environment.domain()));
            variables.put("ATELIER_DOCS_CLIENTID", identity.frontendClient());
            variables.put("ATELIER_DOCS_SIGNINORIGINS", identity.signIn());
        }
        return variables;
    }

    /** Of the same program when it migrates its schema, and ends before it would serve anybody. */
    Map<String, String> ofMigration(Deployable service) {
        Map<String, String> variables = common(service);
        variables.computeIfPresent("SPRING_FLYWAY_URL", (name, url) -> url + JDBC_TLS);
        variables.put("JAVA_TOOL_OPTIONS", "-Dspring.context.exit=onRefresh");
        return variables;
    }

    private Map<String, String> common(Deployable deployable) {
        // Sorted, so that every JVM writes them in the same order.
        Map<String, String> variables = new TreeMap<>(wiring.variables(topology, deployable));
        variables.replaceAll((name, value) -> known(value));
        variables.computeIfPresent("SPRING_R2DBC_URL", (name, url) -> url + R2DBC_TLS);
        variables.put("AWS_REGION", environment.region());
        variables.put("ATELIER_SECURITY_CLIENTIDS", String.join(",", identity.apiClients()));
        variables.put("ATELIER_SECURITY_ADMINCLAIM", Identity.GROUPS);
        return variables;
    }

    private String known(String value) {
        return value.replace(KEYS.toString(), identity.keys())
                .replace(ISSUER.toString(), identity.issuer());
    }
}
