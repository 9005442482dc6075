package dev.atelier.local;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;
import dev.atelier.topology.Wiring;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every instance is told about the rest of the platform, secrets included. */
record Surroundings(
        Topology topology,
        Wiring wiring,
        Postgres postgres,
        URI queue,
        Map<String, String> gatewaySettings) {

    /** A frontend in the making is served from this machine, on whatever port its tools like. */
    private static final String LOCAL_ORIGINS = "http://localhost:[*],http://127.0.0.1:[*]";

    Map<String, String> variables(Deployable deployable) {
        Map<String, String> variables = new LinkedHashMap<>(wiring.variables(topology, deployable));
        if (deployable.schema().isEmpty()) {
            variables.put("ATELIER_GATEWAY_CORS_ALLOWEDORIGINS", LOCAL_ORIGINS);
            variables.putAll(gatewaySettings);
        }
        deployable
                .schema()
                .ifPresent(
                        schema -> {
                            variables.put(
                                    "SPRING_R2DBC_PASSWORD",
                                    postgres.password(schema.applicationRole()));
                            variables.put(
                                    "SPRING_FLYWAY_PASSWORD",
                                    postgres.password(schema.ownerRole()));
                            variables.putAll(queueAccess());
                        });
        return variables;
    }

    /** ElasticMQ takes any credentials, and its region is its own name. */
    private Map<String, String> queueAccess() {
        return Map.of(
                "SPRING_CLOUD_AWS_SQS_ENDPOINT",
                queue.toString(),
                "SPRING_CLOUD_AWS_REGION_STATIC",
                "elasticmq",
                "SPRING_CLOUD_AWS_CREDENTIALS_ACCESSKEY",
                "local",
                "SPRING_CLOUD_AWS_CREDENTIALS_SECRETKEY",
                "local");
    }
}
