package dev.atelier.aws.edge;

import dev.atelier.aws.Environment;
import dev.atelier.aws.network.Network;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationActionProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.DesyncMitigationMode;
import software.amazon.awscdk.services.elasticloadbalancingv2.FixedResponseOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

import java.util.List;

/**
 * A load balancer that speaks TLS 1.3, writes down who asked, and answers 404 to whatever no rule
 * names.
 */
class Door extends Construct {

    /** The contract's own words: a client cannot tell this answer from the gateway's. */
    private static final String NOT_FOUND =
            """
            {"type":"https://atelier.dev/problems/not-found","title":"Not found","status":404}\
            """;

    /** Shorter than the 30 s that Spring waits at shutdown, which end before the task's 60 s. */
    private static final Duration DEREGISTRATION = Duration.seconds(20);

    private final IVpc vpc;
    private final IHostedZone zone;
    private final ApplicationLoadBalancer balancer;
    private final ApplicationListener listener;
    private int priority;

    /**
     * @param internet whether it faces the internet
     * @param hosts the names that lead to it
     */
    Door(
            Construct scope,
            String id,
            Environment environment,
            IVpc vpc,
            ISecurityGroup group,
            Bucket accessLogs,
            boolean internet,
            List<String> hosts) {
        super(scope, id);
        this.vpc = vpc;
        String name = environment.named("atelier", internet ? "public" : "private");
        zone =
                HostedZone.fromHostedZoneAttributes(
                        this,
                        "Zone",
                        HostedZoneAttributes.builder()
                                .hostedZoneId(environment.hostedZone())
                                .zoneName(environment.domain())
                                .build());
        SubnetSelection layer = internet ? Network.PUBLIC : Network.APPLICATION;
        balancer =
                ApplicationLoadBalancer.Builder.create(this, "Balancer")
                        .loadBalancerName(name)
                        .vpc(vpc)
                        .vpcSubnets(layer)
                        .internetFacing(internet)
                        .securityGroup(group)
                        .deletionProtection(environment.production())
                        .dropInvalidHeaderFields(true)
                        .desyncMitigationMode(DesyncMitigationMode.STRICTEST)
                        .idleTimeout(Duration.seconds(60))
                        .build();
        balancer.logAccessLogs(accessLogs, name);
        listener =
                balancer.addListener(
                        "Https",
                        BaseApplicationListenerProps.builder()
                                .port(443)
                                .protocol(ApplicationProtocol.HTTPS)
                                .sslPolicy(SslPolicy.TLS13_13)
                                .certificates(List.of(certificate(hosts)))
                                .open(false)
                                .defaultAction(notFound())
                                .build());
        hosts.forEach(this::address);
    }

    ApplicationLoadBalancer balancer() {
        return balancer;
    }

    /** Leads requests of that kind to whatever the result gets as targets. */
    ApplicationTargetGroup lead(
            String id, List<ListenerCondition> conditions, int port, HealthCheck health) {
        ApplicationTargetGroup targets =
                ApplicationTargetGroup.Builder.create(this, id + "Targets")
                        .vpc(vpc)
                        .targetType(TargetType.IP)
                        .protocol(ApplicationProtocol.HTTP)
                        .port(port)
                        .deregistrationDelay(DEREGISTRATION)
                        .healthCheck(health)
                        .build();
        priority += 10;
        listener.addAction(
                id,
                AddApplicationActionProps.builder()
                        .priority(priority)
                        .conditions(conditions)
                        .action(ListenerAction.forward(List.of(targets)))
                        .build());
        return targets;
    }

    static HealthCheck healthy(String path, int port) {
        return HealthCheck.builder()
                .path(path)
                .port(Integer.toString(port))
                .interval(Duration.seconds(10))
                .timeout(Duration.seconds(5))
                .healthyThresholdCount(2)
                .unhealthyThresholdCount(2)
                .build();
    }

    private ListenerCertificate certificate(List<String> hosts) {
        Certificate certificate =
                Certificate.Builder.create(this, "Certificate")
                        .domainName(hosts.getFirst())
                        .subjectAlternativeNames(hosts.subList(1, hosts.size()))
                        .validation(CertificateValidation.fromDns(zone))
                        .build();
        return ListenerCertificate.fromArn(certificate.getCertificateArn());
    }

    private void address(String host) {
        ARecord.Builder.create(this, host.substring(0, host.indexOf('.')) + "Address")
                .zone(zone)
                .recordName(host)
                .target(RecordTarget.fromAlias(new LoadBalancerTarget(balancer)))
                .build();
    }

    private static ListenerAction notFound() {
        return ListenerAction.fixedResponse(
                404,
                FixedResponseOptions.builder()
                        .contentType("application/json")
                        .messageBody(NOT_FOUND)
                        .build());
    }
}
