package dev.atelier.topology;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * How a deployable learns where everything is: the environment variables that it reads, made in one
 * place for the laptop, Docker and AWS. Secrets are not among them.
 *
 * @param environment the prefix of queue names and the {@code environment} label of metrics
 * @param databaseHost where Postgres is
 * @param databasePort its port
 * @param database the database's name
 * @param issuer the {@code iss} that a token must have
 * @param jwkSetUri where the issuer publishes its keys
 * @param serviceUri where the gateway finds a service, by the service's name
 */
public record Wiring(
        String environment,
        String databaseHost,
        int databasePort,
        String database,
        URI issuer,
        URI jwkSetUri,
        Function<String, URI> serviceUri) {

    /** The variables of one deployable. */
    public Map<String, String> variables(Topology topology, Deployable deployable) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ATELIER_ENVIRONMENT", environment);
        variables.put("ATELIER_SECURITY_ISSUER", issuer.toString());
        variables.put("ATELIER_SECURITY_JWKSETURI", jwkSetUri.toString());
        deployable.schema().ifPresent(schema -> variables.putAll(database(schema)));
        variables.putAll(events(topology, deployable));
        if (deployable.schema().isEmpty()) {
            topology.services()
                    .forEach(service -> variables.put(route(service), uri(service.name())));
        }
        return variables;
    }

    private Map<String, String> database(Schema schema) {
        String address =
                "postgresql://%s:%d/%s".formatted(databaseHost, databasePort, this.database);
        return Map.of(
                "SPRING_R2DBC_URL",
                "r2dbc:" + address,
                "SPRING_R2DBC_USERNAME",
                schema.applicationRole(),
                "SPRING_FLYWAY_URL",
                "jdbc:" + address,
                "SPRING_FLYWAY_USER",
                schema.ownerRole());
    }

    private Map<String, String> events(Topology topology, Deployable deployable) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<Subscription> subscriptions = topology.publishedBy(deployable.name());
        for (int index = 0; index < subscriptions.size(); index++) {
            Subscription subscription = subscriptions.get(index);
            String prefix = "ATELIER_EVENTS_SUBSCRIPTIONS_" + index + "_";
            variables.put(prefix + "NAME", subscription.subscriber());
            variables.put(prefix + "QUEUE", queue(subscription.subscriber()));
            variables.put(prefix + "TYPES", String.join(",", subscription.types()));
            variables.put(prefix + "START", subscription.start().name());
        }
        if (topology.subscribes(deployable.name())) {
            variables.put("ATELIER_EVENTS_CONSUMER_QUEUE", queue(deployable.name()));
        }
        variables.putAll(watched(topology.watchedBy(deployable.name())));
        return variables;
    }

    private Map<String, String> watched(List<Subscriber> subscribers) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int index = 0; index < subscribers.size(); index++) {
            Subscriber subscriber = subscribers.get(index);
            String prefix = "ATELIER_QUEUES_WATCHED_" + index + "_";
            variables.put(prefix + "SUBSCRIBER", subscriber.name());
            variables.put(prefix + "OWNER", subscriber.owner());
            variables.put(prefix + "QUEUE", subscriber.queue(environment));
            variables.put(prefix + "DEADLETTERQUEUE", subscriber.deadLetterQueue(environment));
        }
        return variables;
    }

    private String queue(String subscriber) {
        return environment + "-" + subscriber;
    }

    private String uri(String service) {
        return serviceUri.apply(service).toString();
    }

    private static String route(Deployable service) {
        return "ATELIER_GATEWAY_"
                + service.name().replace("-", "").toUpperCase(Locale.ROOT)
                + "URI";
    }
}
