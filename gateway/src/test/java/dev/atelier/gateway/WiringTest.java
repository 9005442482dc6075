package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.net.URI;
import java.util.Map;

class WiringTest {

    private static final Wiring WIRING =
            new Wiring(
                    "test",
                    "localhost",
                    5432,
                    "atelier",
                    URI.create("http://issuer"),
                    URI.create("http://issuer/keys"),
                    service -> URI.create("http://" + service + ":8080"));

    @Test
    void findsServicesByTheTopologysVariables() {
        Map<String, String> variables =
                WIRING.variables(Topology.ATELIER, Topology.ATELIER.deployable("gateway"));

        assertThat(bound(variables))
                .isEqualTo(
                        new ServiceAddresses(
                                URI.create("http://user-service:8080"),
                                URI.create("http://workshop-service:8080"),
                                URI.create("http://enrollment-service:8080")));
    }

    private static ServiceAddresses bound(Map<String, String> variables) {
        var environment =
                new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.copyOf(variables));
        return new Binder(ConfigurationPropertySources.from(environment))
                .bind("atelier.gateway", ServiceAddresses.class)
                .get();
    }
}
