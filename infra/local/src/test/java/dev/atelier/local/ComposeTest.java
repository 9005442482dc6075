package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The platform in containers is the laptop's, whose list of parts is the topology. {@code
 * -Datelier.compose.record=true} writes anew what containers are told.
 */
class ComposeTest {

    private static final Path ROOT = Checkout.around(Path.of("")).root();
    private static final Topology TOPOLOGY = Topology.ATELIER;

    private static final Wiring WIRING =
            new Wiring(
                    Platform.ENVIRONMENT,
                    "postgres",
                    5432,
                    Database.NAME,
                    URI.create("http://localhost:8084"),
                    URI.create("http://issuer:8084/oauth2/jwks"),
                    service -> URI.create("http://%s:8080".formatted(service)));

    static List<Deployable> deployables() {
        return TOPOLOGY.deployables();
    }

    @ParameterizedTest
    @MethodSource("deployables")
    void tellsEachDeployableWhatTheTopologySays(Deployable deployable) throws IOException {
        Path file = ROOT.resolve(Compose.ENVIRONMENT + deployable.name() + ".env");
        if (Boolean.getBoolean("atelier.compose.record")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines(deployable));
        }

        assertThat(Compose.read(file)).isEqualTo(lines(deployable));
    }

    @ParameterizedTest
    @EnumSource(ComposePolicy.class)
    void keeps(ComposePolicy policy) {
        assertThat(policy.findings(Compose.committed(ROOT))).isEmpty();
    }

    static List<ComposeMutation> mutations() {
        return ComposeMutation.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void notices(ComposeMutation mutation) {
        Compose mutant = mutation.applied(Compose.read(ROOT.resolve(Compose.FILE)), ROOT);

        assertThat(mutation.policy().findings(mutant)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(ComposePolicy.class)
    void everyPolicyHasBeenSeenToFail(ComposePolicy policy) {
        assertThat(mutations()).extracting(ComposeMutation::policy).contains(policy);
    }

    private static String lines(Deployable deployable) {
        return "# Made from the topology; ComposeTest says how it is written anew.\n"
                + variables(deployable).entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> variables(Deployable deployable) {
        Map<String, String> variables = new TreeMap<>(WIRING.variables(TOPOLOGY, deployable));
        // A log for people, where the image would write one for machines.
        variables.put("SPRING_PROFILES_ACTIVE", "default");
        if (deployable.schema().isEmpty()) {
            variables.put(
                    "ATELIER_GATEWAY_CORS_ALLOWEDORIGINS",
                    "http://localhost:[*],http://127.0.0.1:[*]");
        } else {
            variables.put("SPRING_CONFIG_IMPORT", "configtree:/run/secrets/service/");
            variables.put("SPRING_CLOUD_AWS_SQS_ENDPOINT", "http://localstack:4566");
            variables.put("SPRING_CLOUD_AWS_REGION_STATIC", "us-east-1");
            // LocalStack takes any.
            variables.put("SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY", "local");
            variables.put("SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY", "local");
        }
        return variables;
    }
}
