package dev.atelier.testing;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Connects a service under test with the shared parts, by the very variables that it gets in
 * production. Use it as {@code @ContextConfiguration(initializers = RealParts.class)}; {@code
 * spring.application.name} says which service it is. Tests of a service share a database, unless
 * {@code atelier.testing.purpose} sets some apart.
 */
public final class RealParts
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Where Spring keeps the properties of the test class itself, which go first. */
    private static final String OF_THE_TEST = "Inlined Test Properties";

    private static final Topology TOPOLOGY = Topology.ATELIER;

    private static final String PURPOSE = "atelier.testing.purpose";

    /** The one database for each service under test and purpose. */
    private static final Map<List<String>, TestDatabase> DATABASES = new HashMap<>();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name = context.getEnvironment().getRequiredProperty("spring.application.name");
        String purpose = context.getEnvironment().getProperty(PURPOSE, "");
        Deployable deployable = TOPOLOGY.deployable(name);
        // Named like an environment, its keys are read as environment variables.
        var parts =
                new SystemEnvironmentPropertySource(
                        "parts-systemEnvironment", variables(deployable, database(name, purpose)));
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        if (sources.contains(OF_THE_TEST)) {
            sources.addAfter(OF_THE_TEST, parts);
        } else {
            sources.addFirst(parts);
        }
    }

    /** The database of the service with this name; made when first asked for. */
    public static TestDatabase database(String service) {
        return database(service, "");
    }

    /** The database of the service with this name that is for this purpose alone. */
    public static synchronized TestDatabase database(String service, String purpose) {
        return DATABASES.computeIfAbsent(
                List.of(service, purpose),
                _ ->
                        TestPostgres.shared()
                                .database(TOPOLOGY.deployable(service).schema().stream().toList()));
    }

    private static Map<String, Object> variables(Deployable deployable, TestDatabase database) {
        TestIssuer issuer = TestIssuer.shared();
        TestQueues queues = TestQueues.shared();
        String environment = "test-" + deployable.name();
        queues.create(TOPOLOGY, environment);
        Wiring wiring =
                new Wiring(
                        environment,
                        database.host(),
                        database.port(),
                        database.name(),
                        issuer.uri(),
                        issuer.jwkSetUri(),
                        service -> URI.create("http://" + service + ".invalid"));
        Map<String, Object> variables = new HashMap<>(wiring.variables(TOPOLOGY, deployable));
        List.of("SPRING_R2DBC_PASSWORD", "SPRING_FLYWAY_PASSWORD")
                .forEach(password -> variables.put(password, TestDatabase.PASSWORD));
        variables.put("SPRING_CLOUD_AWS_SQS_ENDPOINT", queues.endpoint().toString());
        variables.put("SPRING_CLOUD_AWS_REGION_STATIC", queues.region());
        variables.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY", "test");
        variables.put("SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY", "test");
        return variables;
    }
}
