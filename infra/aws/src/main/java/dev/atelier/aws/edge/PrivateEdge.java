package dev.atelier.aws.edge;

import dev.atelier.aws.Environment;
import dev.atelier.aws.data.Logs;
import dev.atelier.aws.network.Doors;
import dev.atelier.aws.network.Network;

import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The way in from the company's network, to what shows how Atelier is. */
public class PrivateEdge extends Construct {

    private final Environment environment;
    private final Door door;
    private final Map<String, ApplicationTargetGroup> targets = new LinkedHashMap<>();

    public PrivateEdge(
            Construct scope,
            String id,
            Environment environment,
            Network network,
            Doors doors,
            Logs logs) {
        super(scope, id);
        this.environment = environment;
        door =
                new Door(
                        this,
                        "Door",
                        environment,
                        network.vpc(),
                        doors.of(this, Doors.PRIVATE_EDGE),
                        logs.bucket(),
                        false,
                        List.of(
                                host(Doors.GRAFANA),
                                host(Doors.PROMETHEUS),
                                host(Doors.ALERTMANAGER)));
        lead(Doors.GRAFANA, "Grafana", Doors.GRAFANA_HTTP, "/api/health");
        lead(Doors.PROMETHEUS, "Prometheus", Doors.PROMETHEUS_HTTP, "/-/ready");
        lead(Doors.ALERTMANAGER, "Alertmanager", Doors.ALERTMANAGER_HTTP, "/-/ready");
    }

    public ApplicationLoadBalancer balancer() {
        return door.balancer();
    }

    /** Where the tasks of that program are registered. */
    public ApplicationTargetGroup targets(String program) {
        return Objects.requireNonNull(targets.get(program));
    }

    private void lead(String program, String id, int port, String health) {
        targets.put(
                program,
                door.lead(
                        id,
                        List.of(ListenerCondition.hostHeaders(List.of(host(program)))),
                        port,
                        Door.healthy(health, port)));
    }

    private String host(String program) {
        return program + "." + environment.domain();
    }
}
