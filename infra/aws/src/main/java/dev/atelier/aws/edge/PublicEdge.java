package dev.atelier.aws.edge;

import dev.atelier.aws.Environment;
import dev.atelier.aws.data.Logs;
import dev.atelier.aws.network.Doors;
import dev.atelier.aws.network.Network;

import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.constructs.Construct;

import java.util.List;

/**
 * The way in from the internet: the API and its documentation lead to the gateway, and nothing else
 * leads anywhere.
 */
public class PublicEdge extends Construct {

    private static final List<String> PATHS = List.of("/api/*", "/docs", "/docs/*");

    private final Door door;
    private final ApplicationTargetGroup gateway;

    public PublicEdge(
            Construct scope,
            String id,
            Environment environment,
            Network network,
            Doors doors,
            Logs logs) {
        super(scope, id);
        door =
                new Door(
                        this,
                        "Door",
                        environment,
                        network.vpc(),
                        doors.of(this, Doors.PUBLIC_EDGE),
                        logs.bucket(),
                        true,
                        List.of("api." + environment.domain()));
        redirect();
        gateway =
                door.lead(
                        "Gateway",
                        List.of(ListenerCondition.pathPatterns(PATHS)),
                        Doors.SERVICE,
                        Door.healthy("/actuator/health/readiness", Doors.MANAGEMENT));
        new Firewall(this, "Firewall", environment, door.balancer().getLoadBalancerArn());
    }

    public ApplicationLoadBalancer balancer() {
        return door.balancer();
    }

    /** Where the gateway's tasks are registered. */
    public ApplicationTargetGroup gateway() {
        return gateway;
    }

    private void redirect() {
        door.balancer()
                .addListener(
                        "Http",
                        BaseApplicationListenerProps.builder()
                                .port(80)
                                .protocol(ApplicationProtocol.HTTP)
                                .open(false)
                                .defaultAction(
                                        ListenerAction.redirect(
                                                RedirectOptions.builder()
                                                        .protocol("HTTPS")
                                                        .port("443")
                                                        .permanent(true)
                                                        .build()))
                                .build());
    }
}
