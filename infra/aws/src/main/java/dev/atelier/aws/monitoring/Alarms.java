package dev.atelier.aws.monitoring;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.aws.data.Database;
import dev.atelier.aws.data.Messaging;
import dev.atelier.aws.edge.PrivateEdge;
import dev.atelier.aws.edge.PublicEdge;
import dev.atelier.aws.network.Doors;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus cannot see because it stands behind it: the load balancers, the database's disk,
 * deployments that were taken back; and dead letters once more, as a second opinion.
 */
public class Alarms extends Construct {

    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final int ANSWERS_5XX = 20;
    private static final int DATABASE_PERCENT = 85;
    private static final double FREE_SHARE = 0.15;
    private static final int CONNECTIONS = 400;

    private final Environment environment;
    private final SnsAction notify;

    public Alarms(
            Construct scope,
            String id,
            Environment environment,
            Topology topology,
            Topic topic,
            Cluster cluster,
            PublicEdge publicEdge,
            PrivateEdge privateEdge,
            Messaging messaging,
            Database database) {
        super(scope, id);
        this.environment = environment;
        notify = new SnsAction(topic);
        edge(publicEdge);
        for (String program : List.of(Doors.GRAFANA, Doors.PROMETHEUS, Doors.ALERTMANAGER)) {
            unhealthy(program, privateEdge.targets(program));
        }
        database(database);
        topology.subscribers().forEach(subscriber -> deadLetters(messaging, subscriber));
        deploymentsTakenBack(cluster, topic);
    }

    /** The names of the alarms that take a deployment back; they are known before it is made. */
    public static List<String> takingBack(Environment environment) {
        return List.of(
                environment.named("atelier", "gateway-5xx"),
                environment.named("atelier", "gateway-unhealthy"));
    }

    private void edge(PublicEdge edge) {
        MetricOptions sum =
                MetricOptions.builder().statistic("Sum").period(Duration.minutes(1)).build();
        raise(
                "gateway-5xx",
                "The gateway answers with errors of its own or of its services",
                edge.gateway().getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum),
                ANSWERS_5XX,
                3);
        raise(
                "edge-5xx",
                "The load balancer finds no gateway to ask",
                edge.balancer().getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum),
                ANSWERS_5XX,
                3);
        unhealthy("gateway", edge.gateway());
    }

    private void unhealthy(String program, ApplicationTargetGroup targets) {
        raise(
                program + "-unhealthy",
                "A task of %s does not answer its health check".formatted(program),
                targets.getMetrics()
                        .unhealthyHostCount(
                                MetricOptions.builder()
                                        .statistic("Maximum")
                                        .period(Duration.minutes(1))
                                        .build()),
                1,
                5);
    }

    private void database(Database database) {
        raise(
                "database-processor",
                "The database is out of processor",
                ofDatabase(database, "CPUUtilization", "Average"),
                DATABASE_PERCENT,
                10);
        raise(
                "database-connections",
                "More connections than the pools of all tasks together should hold",
                ofDatabase(database, "DatabaseConnections", "Maximum"),
                CONNECTIONS,
                5);
        Alarm storage =
                alarm(
                                "database-storage",
                                "The database's disk is nearly full",
                                ofDatabase(database, "FreeStorageSpace", "Minimum"))
                        .threshold(environment.size().storage() * GIB * FREE_SHARE)
                        .evaluationPeriods(5)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .treatMissingData(TreatMissingData.BREACHING)
                        .build();
        storage.addAlarmAction(notify);
        storage.addOkAction(notify);
    }

    private void deadLetters(Messaging messaging, Subscriber subscriber) {
        raise(
                subscriber.name() + "-dead-letters",
                "Dead letters of %s; owner %s, escalation %s"
                        .formatted(subscriber.name(), subscriber.owner(), subscriber.escalation()),
                messaging
                        .deadLetters(subscriber.name())
                        .metricApproximateNumberOfMessagesVisible(
                                MetricOptions.builder()
                                        .statistic("Maximum")
                                        .period(Duration.minutes(1))
                                        .build()),
                1,
                5);
    }

    private static IMetric ofDatabase(Database database, String metric, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/RDS")
                .metricName(metric)
                .dimensionsMap(Names.texts("DBInstanceIdentifier", database.identifier()))
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build();
    }

    private void raise(String name, String what, IMetric metric, double threshold, int minutes) {
        Alarm alarm =
                alarm(name, what, metric)
                        .threshold(threshold)
                        .evaluationPeriods(minutes)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build();
        alarm.addAlarmAction(notify);
        alarm.addOkAction(notify);
    }

    private Alarm.Builder alarm(String name, String what, IMetric metric) {
        return Alarm.Builder.create(this, Names.pascal(name))
                .alarmName(environment.named("atelier", name))
                .alarmDescription(what)
                .metric(metric);
    }

    private void deploymentsTakenBack(Cluster cluster, Topic topic) {
        Map<String, Object> pattern = new LinkedHashMap<>();
        pattern.put("source", List.of("aws.ecs"));
        pattern.put("detail-type", List.of("ECS Deployment State Change"));
        pattern.put("detail", Names.only("eventName", List.of("SERVICE_DEPLOYMENT_FAILED")));
        // The service's ARN begins with its cluster's name, which keeps staging's from live's.
        pattern.put(
                "resources",
                List.of(
                        Names.only(
                                "prefix",
                                "arn:aws:ecs:%s:%s:service/%s/"
                                        .formatted(
                                                environment.region(),
                                                environment.account(),
                                                cluster.getClusterName()))));
        CfnRule.Builder.create(this, "DeploymentTakenBack")
                .name(environment.named("atelier", "deployment-taken-back"))
                .description("A deployment did not come up, or set off an alarm")
                .eventPattern(pattern)
                .targets(
                        List.of(
                                CfnRule.TargetProperty.builder()
                                        .id("OnCall")
                                        .arn(topic.getTopicArn())
                                        .build()))
                .build();
    }
}
