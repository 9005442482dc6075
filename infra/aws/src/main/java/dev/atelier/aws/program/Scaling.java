package dev.atelier.aws.program;

import dev.atelier.aws.Environment;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.CustomizedMetricSpecificationProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricDimensionProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingMetricStatProperty;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.constructs.Construct;

import java.util.List;

/**
 * How many tasks: by processor for all, and for consumers also by how many messages wait for each
 * task, since a consumer that waits for a slow database uses no processor.
 */
class Scaling extends Construct {

    private static final int PROCESSOR_PERCENT = 60;

    /** About ten seconds of work for one task. */
    private static final int MESSAGES_PER_TASK = 1000;

    private static final Duration OUT = Duration.seconds(60);
    private static final Duration IN = Duration.minutes(5);

    /**
     * @param queues the names of the queues that the service consumes
     */
    Scaling(
            Construct scope,
            String id,
            Environment environment,
            FargateService service,
            List<String> queues) {
        super(scope, id);
        ScalableTaskCount count =
                service.autoScaleTaskCount(
                        EnableScalingProps.builder()
                                .minCapacity(environment.size().minimumTasks())
                                .maxCapacity(environment.size().maximumTasks())
                                .build());
        count.scaleOnCpuUtilization(
                "Processor",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(PROCESSOR_PERCENT)
                        .scaleOutCooldown(OUT)
                        .scaleInCooldown(IN)
                        .build());
        queues.forEach(queue -> scaleOnBacklog(service, queue).getNode().addDependency(count));
    }

    private CfnScalingPolicy scaleOnBacklog(FargateService service, String queue) {
        String cluster = service.getCluster().getClusterName();
        return CfnScalingPolicy.Builder.create(this, "Backlog")
                .policyName(service.getNode().getPath().replace('/', '-') + "-backlog")
                .policyType("TargetTrackingScaling")
                .serviceNamespace("ecs")
                .scalableDimension("ecs:service:DesiredCount")
                .resourceId("service/%s/%s".formatted(cluster, service.getServiceName()))
                .targetTrackingScalingPolicyConfiguration(
                        TargetTrackingScalingPolicyConfigurationProperty.builder()
                                .targetValue(MESSAGES_PER_TASK)
                                .scaleOutCooldown(OUT.toSeconds())
                                .scaleInCooldown(IN.toSeconds())
                                .customizedMetricSpecification(
                                        CustomizedMetricSpecificationProperty.builder()
                                                .metrics(
                                                        List.of(
                                                                waiting(queue),
                                                                tasks(service, cluster),
                                                                each()))
                                                .build())
                                .build())
                .build();
    }

    private static TargetTrackingMetricDataQueryProperty waiting(String queue) {
        return query(
                "waiting",
                TargetTrackingMetricProperty.builder()
                        .namespace("AWS/SQS")
                        .metricName("ApproximateNumberOfMessagesVisible")
                        .dimensions(List.of(dimension("QueueName", queue)))
                        .build());
    }

    private static TargetTrackingMetricDataQueryProperty tasks(
            FargateService service, String cluster) {
        return query(
                "tasks",
                TargetTrackingMetricProperty.builder()
                        .namespace("ECS/ContainerInsights")
                        .metricName("RunningTaskCount")
                        .dimensions(
                                List.of(
                                        dimension("ClusterName", cluster),
                                        dimension("ServiceName", service.getServiceName())))
                        .build());
    }

    private static TargetTrackingMetricDataQueryProperty each() {
        return TargetTrackingMetricDataQueryProperty.builder()
                .id("each")
                .expression("waiting / tasks")
                .label("messages that wait for each task")
                .returnData(true)
                .build();
    }

    private static TargetTrackingMetricDataQueryProperty query(
            String id, TargetTrackingMetricProperty metric) {
        return TargetTrackingMetricDataQueryProperty.builder()
                .id(id)
                .metricStat(
                        TargetTrackingMetricStatProperty.builder()
                                .metric(metric)
                                .stat("Average")
                                .build())
                .returnData(false)
                .build();
    }

    private static TargetTrackingMetricDimensionProperty dimension(String name, String value) {
        return TargetTrackingMetricDimensionProperty.builder().name(name).value(value).build();
    }
}
