package dev.atelier.aws.program;

import dev.atelier.aws.Environment;
import dev.atelier.aws.network.Doors;
import dev.atelier.aws.network.Network;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ecs.AlarmBehavior;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.CloudMapOptions;
import software.amazon.awscdk.services.ecs.DeploymentAlarmConfig;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.ecs.ServiceConnectProps;
import software.amazon.awscdk.services.servicediscovery.DnsRecordType;

import java.util.List;

/**
 * Keeps a program running: over the zones, none of it reached from the internet, and back at the
 * release before when a new one does not come up or sets off an alarm.
 */
public class Running {

    private static final Duration DNS_TTL = Duration.seconds(10);

    private final Environment environment;
    private final Runtime runtime;
    private final Doors doors;

    public Running(Environment environment, Runtime runtime, Doors doors) {
        this.environment = environment;
        this.runtime = runtime;
        this.doors = doors;
    }

    /**
     * Runs the program.
     *
     * @param tasks how many
     * @param connect who calls whom by name; nothing for a program that neither calls nor is called
     * @param rollbackAlarms the names of alarms that take a deployment back
     */
    public FargateService run(
            Program program,
            int tasks,
            List<ServiceConnectProps> connect,
            List<String> rollbackAlarms) {
        ISecurityGroup group = doors.of(program, program.name());
        FargateService.Builder service =
                FargateService.Builder.create(program, "Service")
                        .serviceName(program.name())
                        .cluster(runtime.cluster())
                        .taskDefinition(program.task())
                        .desiredCount(tasks)
                        .minHealthyPercent(100)
                        .maxHealthyPercent(200)
                        .availabilityZoneRebalancing(AvailabilityZoneRebalancing.ENABLED)
                        .circuitBreaker(
                                DeploymentCircuitBreaker.builder()
                                        .enable(true)
                                        .rollback(true)
                                        .build())
                        .assignPublicIp(false)
                        .vpcSubnets(Network.APPLICATION)
                        .securityGroups(List.of(group))
                        .enableExecuteCommand(false)
                        .propagateTags(PropagatedTagSource.SERVICE)
                        .cloudMapOptions(
                                CloudMapOptions.builder()
                                        .name(program.name())
                                        .cloudMapNamespace(runtime.tasks())
                                        .dnsRecordType(DnsRecordType.A)
                                        .dnsTtl(DNS_TTL)
                                        .build());
        connect.forEach(service::serviceConnectConfiguration);
        if (!rollbackAlarms.isEmpty()) {
            service.deploymentAlarms(
                    DeploymentAlarmConfig.builder()
                            .alarmNames(rollbackAlarms)
                            .behavior(AlarmBehavior.ROLLBACK_ON_ALARM)
                            .build());
        }
        return service.build();
    }

    String namespace() {
        return runtime.callers().getNamespaceName();
    }

    Environment environment() {
        return environment;
    }
}
