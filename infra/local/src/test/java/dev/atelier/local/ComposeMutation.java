package dev.atelier.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A change of {@code docker-compose.yml}, or of what it leads to, that a policy must notice.
 *
 * @param policy the policy
 * @param what is wrong then
 * @param change makes another out of the file's text
 */
record ComposeMutation(
        ComposePolicy policy, String what, BiFunction<String, Path, Compose> change) {

    static final List<ComposeMutation> ALL =
            List.of(
                    text(
                            ComposePolicy.DEPLOYABLES_ARE_THE_TOPOLOGYS,
                            "a service is missing",
                            text -> without(text, "workshop-service")),
                    text(
                            ComposePolicy.DEPLOYABLES_ARE_THE_TOPOLOGYS,
                            "another service's variables",
                            replacing("environment/user-service", "environment/gateway")),
                    variable(
                            ComposePolicy.THEY_ARE_TOLD_WHAT_THE_LAPTOP_TELLS,
                            "a queue is called otherwise",
                            "workshop-service",
                            "ATELIER_EVENTS_CONSUMER_QUEUE",
                            "local-workshops"),
                    variable(
                            ComposePolicy.THEY_ARE_TOLD_WHAT_THE_LAPTOP_TELLS,
                            "a subscription wants other events",
                            "user-service",
                            "ATELIER_EVENTS_SUBSCRIPTIONS_0_TYPES",
                            "user.registered.v1"),
                    variable(
                            ComposePolicy.THEY_ARE_TOLD_WHAT_THE_LAPTOP_TELLS,
                            "another schema's role",
                            "user-service",
                            "SPRING_R2DBC_USERNAME",
                            "workshops_app"),
                    text(
                            ComposePolicy.THEY_ARE_TOLD_WHAT_THE_LAPTOP_TELLS,
                            "a variable that a laptop does not have",
                            replacing(
                                    "    env_file: infra/containers/environment/gateway.env\n",
                                    "    env_file: infra/containers/environment/gateway.env\n"
                                            + "    environment: {MORE: more}\n")),
                    text(
                            ComposePolicy.THEY_ARE_WATCHED,
                            "a deployable is not scraped",
                            replacing("gateway=gateway:9080,", "")),
                    text(
                            ComposePolicy.THEY_ARE_WATCHED,
                            "one more is wanted than there is",
                            replacing("gateway=1", "gateway=2")),
                    text(
                            ComposePolicy.NOBODY_STARTS_BEFORE_WHAT_IT_NEEDS,
                            "services do not wait for their queues",
                            replacing("    queues: {condition: service_healthy}\n", "")),
                    text(
                            ComposePolicy.NOBODY_STARTS_BEFORE_WHAT_IT_NEEDS,
                            "schemas are made of a database that only has been started",
                            replacing(
                                    "command: [dev.atelier.local.containers.Schemas, postgres,"
                                            + " \"5432\", /secrets/all]\n"
                                            + "    restart: \"no\"\n"
                                            + "    depends_on:\n"
                                            + "      postgres: {condition: service_healthy}",
                                    "command: []\n    restart: \"no\"\n    depends_on:\n"
                                            + "      postgres: {condition: service_started}")),
                    text(
                            ComposePolicy.ONLY_THIS_MACHINE_FINDS_IT_WHERE_THE_LAPTOP_HAS_IT,
                            "everybody finds the gateway",
                            replacing("127.0.0.1:8080:", "0.0.0.0:8080:")),
                    text(
                            ComposePolicy.ONLY_THIS_MACHINE_FINDS_IT_WHERE_THE_LAPTOP_HAS_IT,
                            "everybody finds the issuer",
                            replacing("127.0.0.1:8084:8084", "8084:8084")),
                    text(
                            ComposePolicy.ONLY_THIS_MACHINE_FINDS_IT_WHERE_THE_LAPTOP_HAS_IT,
                            "the gateway has another port",
                            replacing("127.0.0.1:8080:", "127.0.0.1:9000:")),
                    text(
                            ComposePolicy.ONLY_THIS_MACHINE_FINDS_IT_WHERE_THE_LAPTOP_HAS_IT,
                            "a service is found beside the gateway",
                            replacing(
                                    "\"127.0.0.1:8091:9080\"",
                                    "\"127.0.0.1:8091:9080\", \"127.0.0.1:8081:8080\"")),
                    text(
                            ComposePolicy.NO_SECRET_STANDS_IN_THE_FILE,
                            "the database's password",
                            replacing(
                                    "POSTGRES_PASSWORD_FILE: /run/secrets/postgres/password",
                                    "POSTGRES_PASSWORD: postgres")),
                    variable(
                            ComposePolicy.NO_SECRET_STANDS_IN_THE_FILE,
                            "a service's password",
                            "user-service",
                            "SPRING_R2DBC_PASSWORD",
                            "users"),
                    text(
                            ComposePolicy.EACH_SECRET_HAS_ITS_READER,
                            "a service sees another's passwords",
                            replacing(
                                    "- secrets-of-user-service:/run/secrets/service:ro",
                                    "- secrets-of-workshop-service:/run/secrets/service:ro")),
                    text(
                            ComposePolicy.EACH_SECRET_HAS_ITS_READER,
                            "a service could change its passwords",
                            replacing(
                                    "- secrets-of-user-service:/run/secrets/service:ro",
                                    "- secrets-of-user-service:/run/secrets/service")),
                    text(
                            ComposePolicy.ALL_HAVE_LIMITS,
                            "a deployable takes all memory",
                            replacing("  mem_limit: 768m\n", "")),
                    text(
                            ComposePolicy.ALL_HAVE_LIMITS,
                            "logs fill the disk",
                            replacing("max-size: 10m, ", "")),
                    text(
                            ComposePolicy.NOBODY_MAY_MORE_THAN_IT_MUST,
                            "roots can be written to",
                            replacing("  read_only: true\n", "")),
                    text(
                            ComposePolicy.NOBODY_MAY_MORE_THAN_IT_MUST,
                            "deployables run as root",
                            replacing("  user: \"10001:10001\"\n  stop_grace", "  stop_grace")),
                    text(
                            ComposePolicy.NOBODY_MAY_MORE_THAN_IT_MUST,
                            "LocalStack has the engine",
                            replacing(
                                    "      - data-of-localstack:",
                                    "      - /var/run/docker.sock:/var/run/docker.sock\n"
                                            + "      - data-of-localstack:")),
                    text(
                            ComposePolicy.WHAT_STAYS_HAS_A_NAME,
                            "the database is somewhere",
                            replacing("      - data-of-postgres:/var/lib/postgresql\n", "")),
                    text(
                            ComposePolicy.WHAT_STAYS_HAS_A_NAME,
                            "the checkout can be written to",
                            replacing("/runbooks:/runbooks:ro", "/runbooks:/runbooks")),
                    text(
                            ComposePolicy.IMAGES_ARE_OURS_OR_THOSE_OF_AWS_AND_OF_TESTS,
                            "another database than in production",
                            replacing("image: postgres:18", "image: postgres:17")),
                    text(
                            ComposePolicy.IMAGES_ARE_OURS_OR_THOSE_OF_AWS_AND_OF_TESTS,
                            "whatever LocalStack is newest",
                            replacing("localstack:4.14.0", "localstack:latest")),
                    text(
                            ComposePolicy.IMAGES_ARE_OURS_OR_THOSE_OF_AWS_AND_OF_TESTS,
                            "images of ours could be somebody else's",
                            replacing("  pull_policy: build\n  user", "  user")),
                    text(
                            ComposePolicy.IMAGES_ARE_OURS_OR_THOSE_OF_AWS_AND_OF_TESTS,
                            "two are built at the same time by one name",
                            replacing("image: atelier/pager", "image: atelier/issuer")),
                    text(
                            ComposePolicy.ALL_THAT_RUNS_SAYS_HOW_IT_IS,
                            "nobody knows whether there are queues",
                            replacing(
                                    "    healthcheck:\n      test: [CMD, test, -f, ",
                                    "    no-healthcheck:\n      test: [CMD, test, -f, ")),
                    text(
                            ComposePolicy.ALL_THAT_RUNS_SAYS_HOW_IT_IS,
                            "who dies stays dead",
                            replacing(
                                    "x-every: &every\n  restart: unless-stopped\n",
                                    "x-every: &every\n")));

    Compose applied(String text, Path root) {
        return change.apply(text, root);
    }

    @Override
    public String toString() {
        return policy + ": " + what;
    }

    private static ComposeMutation text(
            ComposePolicy policy, String what, UnaryOperator<String> change) {
        return new ComposeMutation(
                policy, what, (text, root) -> Compose.parsed(change.apply(text), root));
    }

    private static ComposeMutation variable(
            ComposePolicy policy, String what, String deployable, String name, String value) {
        return new ComposeMutation(
                policy,
                what,
                (text, root) -> {
                    Compose compose = Compose.parsed(text, root);
                    Map<String, Map<String, String>> variables =
                            new LinkedHashMap<>(compose.variables());
                    variables
                            .computeIfPresent(
                                    Compose.ENVIRONMENT + deployable + ".env",
                                    (_, some) -> new LinkedHashMap<>(some))
                            .put(name, value);
                    return new Compose(compose.document(), variables);
                });
    }

    /** A mutation that changes nothing would prove nothing. */
    private static UnaryOperator<String> replacing(String some, String other) {
        return text -> {
            if (!text.contains(some)) {
                throw new IllegalStateException("no longer there: " + some);
            }
            return text.replace(some, other);
        };
    }

    private static String without(String text, String service) {
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line : text.split("\n")) {
            if (line.matches(" {2}\\S.*")) {
                inside = line.equals("  " + service + ":");
            }
            if (!inside && !line.strip().startsWith(service + ": {condition")) {
                kept.add(line);
            }
        }
        return String.join("\n", kept);
    }
}
