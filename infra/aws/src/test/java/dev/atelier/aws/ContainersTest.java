package dev.atelier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What runs on AWS is what {@code docker-compose.yml} runs: the same services, told the same, with
 * the same queues and subscriptions. That this is also what a laptop runs is {@code ComposeTest} of
 * {@code infra/local}.
 */
class ContainersTest {

    private static final String TASK = "AWS::ECS::TaskDefinition";
    private static final String QUEUE = "AWS::SQS::Queue";

    /** Where the platform in containers is. */
    private static final String LOCAL = "local";

    private static final Path ROOT = ProjectFiles.root();
    private static final World WORLD = World.synthesized();
    private static final Map<String, Map<String, String>> CONTAINERS = containers();

    /** AWS has roles instead of passwords, its own queues, and tasks that migrate. */
    private static final Pattern OF_CONTAINERS =
            Pattern.compile(
                    "SPRING_FLYWAY_(URL|USER)|SPRING_CLOUD_AWS_.*|SPRING_CONFIG_IMPORT"
                            + "|SPRING_PROFILES_ACTIVE");

    /** A laptop has one issuer, no load balancer in front, and lets its services migrate. */
    private static final Pattern OF_AWS =
            Pattern.compile(
                    "SPRING_FLYWAY_ENABLED|ATELIER_DATABASE_IAM_ENABLED|AWS_REGION"
                            + "|ATELIER_SECURITY_(CLIENTIDS|ADMINCLAIM)"
                            + "|ATELIER_GATEWAY_RATELIMIT_TRUSTEDHOPS"
                            + "|ATELIER_DOCS_(CLIENTID|SIGNINORIGINS)");

    /** Where something is. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "SPRING_R2DBC_URL|ATELIER_SECURITY_(ISSUER|JWKSETURI)"
                            + "|ATELIER_GATEWAY_CORS_ALLOWEDORIGINS");

    static List<Templates> environments() {
        return WORLD.environments();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void runsWhatContainersRun(Templates environment) {
        assertThat(differences(environment, CONTAINERS)).isEmpty();
    }

    @Test
    void noticesMissingService() {
        Templates dev = WORLD.copy().dev();
        Resource gateway = dev.one(TASK, "ServicesGateway");
        ((ObjectNode) dev.stacks().get(gateway.stack()).get("Resources")).remove(gateway.id());

        assertThat(differences(dev, CONTAINERS)).isNotEmpty();
    }

    @Test
    void noticesQueueOfAnotherName() {
        Templates dev = WORLD.copy().dev();
        dev.ofType(QUEUE).getFirst().properties().put("QueueName", "dev-other");

        assertThat(differences(dev, CONTAINERS)).isNotEmpty();
    }

    @Test
    void noticesContainerThatIsToldSomethingElse() {
        for (String name :
                List.of("ATELIER_EVENTS_SUBSCRIPTIONS_0_TYPES", "SPRING_R2DBC_USERNAME", "MORE")) {
            Map<String, Map<String, String>> mutants = new TreeMap<>(CONTAINERS);
            mutants.compute(
                    "workshop-service",
                    (_, told) -> {
                        Map<String, String> mutant = new TreeMap<>(told);
                        mutant.put(name, "other");
                        return mutant;
                    });

            assertThat(differences(WORLD.dev(), mutants)).as(name).isNotEmpty();
        }
    }

    @Test
    void noticesSubscriptionThatContainersDoNotHave() {
        Map<String, Map<String, String>> mutants = new TreeMap<>(CONTAINERS);
        mutants.compute(
                "user-service",
                (_, told) -> {
                    Map<String, String> mutant = new TreeMap<>(told);
                    mutant.keySet()
                            .removeIf(name -> name.startsWith("ATELIER_EVENTS_SUBSCRIPTIONS_1_"));
                    return mutant;
                });

        assertThat(differences(WORLD.dev(), mutants)).isNotEmpty();
    }

    private static List<String> differences(
            Templates environment, Map<String, Map<String, String>> containers) {
        List<String> differences = new ArrayList<>();
        Map<String, Map<String, String>> here = services(environment);
        compare(differences, "services", containers.keySet(), here.keySet());
        Map<String, Map<String, String>> there = new TreeMap<>();
        containers.forEach((name, told) -> there.put(name, as(environment.name(), told)));
        compare(differences, "queues", queues(there), queues(environment));
        there.keySet().retainAll(here.keySet());
        there.forEach((name, told) -> compare(differences, name, told, here.get(name)));
        return differences;
    }

    private static void compare(
            List<String> differences, String what, Object containers, Object aws) {
        if (!containers.equals(aws)) {
            differences.add("%s: %s in containers, %s on AWS".formatted(what, containers, aws));
        }
    }

    /** What a container would be told in another environment, as far as AWS tells it too. */
    private static Map<String, String> as(String environment, Map<String, String> told) {
        Map<String, String> adapted = new TreeMap<>(told);
        adapted.keySet().removeIf(OF_CONTAINERS.asMatchPredicate());
        adapted.replaceAll((name, value) -> ADDRESS.matcher(name).matches() ? "" : value);
        adapted.replaceAll(
                (name, value) -> value.replaceAll("^" + LOCAL + "(-|$)", environment + "$1"));
        return adapted;
    }

    private static Set<String> queues(Map<String, Map<String, String>> told) {
        return told.values().stream()
                .flatMap(variables -> variables.entrySet().stream())
                .filter(variable -> variable.getKey().matches(".*(QUEUE|DEADLETTERQUEUE)"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> queues(Templates environment) {
        return environment.ofType(QUEUE).stream()
                .map(queue -> queue.text("QueueName"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tasks that are built here, by their names, with what they are told. */
    private static Map<String, Map<String, String>> services(Templates environment) {
        Map<String, Map<String, String>> services = new TreeMap<>();
        for (Resource task : environment.ofType(TASK)) {
            if (task.id().startsWith("Services")) {
                JsonNode container = task.property("ContainerDefinitions").get(0);
                Map<String, String> told = new TreeMap<>();
                for (JsonNode variable : container.path("Environment")) {
                    String name = variable.path("Name").asString();
                    boolean isAddress = ADDRESS.matcher(name).matches();
                    told.put(name, isAddress ? "" : variable.path("Value").asString(""));
                }
                told.keySet().removeIf(OF_AWS.asMatchPredicate());
                services.put(container.path("Name").asString(), told);
            }
        }
        return services;
    }

    /** The deployables of {@code docker-compose.yml}, with what they are told. */
    private static Map<String, Map<String, String>> containers() {
        Map<String, Map<String, Map<String, Object>>> document =
                new Yaml().load(ProjectFiles.read(ROOT.resolve("docker-compose.yml")));
        Map<String, Map<String, String>> containers = new TreeMap<>();
        document.get("services")
                .forEach(
                        (name, service) -> {
                            if (service.containsKey("env_file")) {
                                containers.put(name, variables(service.get("env_file").toString()));
                            }
                        });
        return containers;
    }

    private static Map<String, String> variables(String file) {
        return ProjectFiles.read(ROOT.resolve(file))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
