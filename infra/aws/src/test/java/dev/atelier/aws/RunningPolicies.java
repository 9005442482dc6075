package dev.atelier.aws;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How programs run, and how resources are marked. */
final class RunningPolicies {

    /** Kinds of resources that CloudFormation gives no tags to. */
    private static final Set<String> WITHOUT_TAGS =
            Set.of(
                    "AWS::ApplicationAutoScaling::ScalableTarget",
                    "AWS::ApplicationAutoScaling::ScalingPolicy",
                    "AWS::Budgets::Budget",
                    "AWS::Cognito::UserPoolClient",
                    "AWS::Cognito::UserPoolDomain",
                    "AWS::Cognito::UserPoolGroup",
                    "AWS::Cognito::UserPoolResourceServer",
                    "AWS::EC2::Route",
                    "AWS::EC2::SecurityGroupEgress",
                    "AWS::EC2::SecurityGroupIngress",
                    "AWS::EC2::SubnetRouteTableAssociation",
                    "AWS::EC2::VPCGatewayAttachment",
                    "AWS::ElasticLoadBalancingV2::ListenerRule",
                    "AWS::ElasticLoadBalancingV2::Listener",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::IAM::Policy",
                    "AWS::KMS::Alias",
                    "AWS::Route53::RecordSet",
                    "AWS::S3::BucketPolicy",
                    "AWS::SNS::Subscription",
                    "AWS::SNS::TopicPolicy",
                    "AWS::SQS::QueuePolicy",
                    "AWS::SSO::Assignment",
                    "AWS::SecretsManager::ResourcePolicy",
                    "AWS::WAFv2::LoggingConfiguration",
                    "AWS::WAFv2::WebACLAssociation");

    private RunningPolicies() {}

    static List<String> tasksAreBounded(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Environment environment = Environment.named(templates.name());
            DataPolicies.eachContainer(
                    templates,
                    (task, container) -> {
                        if (!container.path("ReadonlyRootFilesystem").asBoolean(false)) {
                            findings.add(task + " may write to its image");
                        }
                        if (container.path("User").asString("0").startsWith("0")) {
                            findings.add(task + " runs as root");
                        }
                        if (container.path("LogConfiguration").isMissingNode()) {
                            findings.add(task + " writes no log");
                        }
                        if (container.path("StopTimeout").asInt() != 60) {
                            findings.add(task + " is not given the time to stop");
                        }
                    });
            templates.ofType("AWS::Logs::LogGroup").stream()
                    .filter(group -> group.property("RetentionInDays").isMissingNode())
                    .forEach(group -> findings.add(group + " is kept for ever"));
            for (Resource service : templates.ofType("AWS::ECS::Service")) {
                JsonNode breaker =
                        service.node()
                                .at("/Properties/DeploymentConfiguration/DeploymentCircuitBreaker");
                if (!breaker.path("Enable").asBoolean(false)
                        || !breaker.path("Rollback").asBoolean(false)) {
                    findings.add(service + " is not rolled back");
                }
                if (environment.production() && service.property("DesiredCount").asInt() < 2) {
                    findings.add(service + " runs once");
                }
            }
            for (Resource targets : templates.ofType("AWS::ElasticLoadBalancingV2::TargetGroup")) {
                boolean early =
                        targets.property("TargetGroupAttributes")
                                .valueStream()
                                .filter(
                                        a ->
                                                a.path("Key")
                                                        .asString()
                                                        .equals(
                                                                "deregistration_delay.timeout_seconds"))
                                .anyMatch(a -> Integer.parseInt(a.path("Value").asString()) < 30);
                if (!early) {
                    findings.add(targets + " still gets requests when Spring has stopped");
                }
            }
        }
        return findings;
    }

    static List<String> everythingIsTagged(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.all()) {
            templates
                    .resources()
                    .filter(resource -> !WITHOUT_TAGS.contains(resource.type()))
                    .filter(
                            resource ->
                                    !tags(resource)
                                                    .containsAll(
                                                            Set.of(
                                                                    "env=" + templates.name(),
                                                                    "owner=atelier"))
                                            || tags(resource).stream()
                                                    .noneMatch(tag -> tag.startsWith("service=")))
                    .forEach(resource -> findings.add(resource + " lacks tags"));
            templates
                    .manifest()
                    .path("artifacts")
                    .valueStream()
                    .filter(a -> a.path("type").asString().equals("aws:cloudformation:stack"))
                    .filter(a -> !templates.name().equals("dev"))
                    .filter(a -> !a.at("/properties/terminationProtection").asBoolean(false))
                    .forEach(
                            a ->
                                    findings.add(
                                            a.at("/properties/stackName").asString()
                                                    + " can be deleted"));
        }
        return findings;
    }

    private static Set<String> tags(Resource resource) {
        Set<String> tags = new TreeSet<>();
        for (String property : List.of("Tags", "UserPoolTags", "HostedZoneTags", "ResourceTags")) {
            JsonNode node = resource.property(property);
            if (node.isArray()) {
                node.valueStream()
                        .forEach(
                                tag ->
                                        tags.add(
                                                tag.path("Key").asString("")
                                                        + "="
                                                        + tag.path("Value").asString("")));
            } else {
                node.properties()
                        .forEach(tag -> tags.add(tag.getKey() + "=" + tag.getValue().asString("")));
            }
        }
        return tags;
    }
}
