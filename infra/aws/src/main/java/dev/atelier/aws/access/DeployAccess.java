package dev.atelier.aws.access;

import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What deploys one environment and nothing else: a role that a workflow takes on, the policy of the
 * role with which CloudFormation then acts, and the boundary that neither can leave. An
 * administrator deploys this by hand; the pipeline cannot, so it cannot widen itself.
 */
public class DeployAccess extends Construct {

    private final Environment environment;
    private final Limits limits;

    public DeployAccess(Construct scope, String id, Environment environment, Topology topology) {
        super(scope, id);
        this.environment = environment;
        limits = new Limits(environment);
        IManagedPolicy boundary = policy("Boundary", limits.boundary());
        policy("Execution", limits.execution());
        Role deploy = role("Deploy", "deploys", environment.name(), boundary);
        deploy.addToPolicy(takeOnBootstrapRoles());
        migrations(topology).forEach(deploy::addToPolicy);
        if (environment.rehearses()) {
            deploy.addToPolicy(makePeopleUp());
        }
        Role watch = role("Watch", "looks for drift", environment.name() + "-watch", boundary);
        watch.addToPolicy(lookForDrift());
        watch.addToPolicy(readWhatDriftReads());
    }

    /** The boundary's name, which the bootstrap gives to the roles that it makes. */
    public static String boundaryName(Environment environment) {
        return environment.named("atelier", "boundary");
    }

    /** The name of the policy with which CloudFormation acts. */
    public static String executionName(Environment environment) {
        return environment.named("atelier", "execution");
    }

    private IManagedPolicy policy(String id, List<PolicyStatement> statements) {
        return ManagedPolicy.Builder.create(this, id)
                .managedPolicyName(
                        id.equals("Boundary")
                                ? boundaryName(environment)
                                : executionName(environment))
                .statements(statements)
                .build();
    }

    private Role role(String id, String what, String workflow, IManagedPolicy boundary) {
        return Role.Builder.create(this, id)
                .roleName(environment.named("atelier", id.toLowerCase(Locale.ROOT)))
                .description("A workflow that %s %s".formatted(what, environment.name()))
                .assumedBy(Trust.environment(environment.account(), workflow))
                .permissionsBoundary(boundary)
                .maxSessionDuration(Duration.hours(1))
                .build();
    }

    private PolicyStatement takeOnBootstrapRoles() {
        return allow(
                List.of("sts:AssumeRole"),
                List.of("deploy", "file-publishing", "lookup").stream()
                        .map(this::bootstrapRole)
                        .toList());
    }

    private String bootstrapRole(String purpose) {
        return "arn:aws:iam::%s:role/cdk-%s-%s-role-%s-%s"
                .formatted(
                        environment.account(),
                        environment.qualifier(),
                        purpose,
                        environment.account(),
                        environment.region());
    }

    /** Running the tasks that migrate, as those tasks, and waiting for them. */
    private List<PolicyStatement> migrations(Topology topology) {
        List<String> names = new ArrayList<>(List.of("prepare"));
        topology.services().stream()
                .map(Deployable::name)
                .map("migrate-"::concat)
                .forEach(names::add);
        List<String> tasks = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (String name : names) {
            tasks.add(ecs("task-definition/%s:*".formatted(environment.named("atelier", name))));
            for (String role : List.of("role", "execution")) {
                roles.add(
                        "arn:aws:iam::%s:role/%s"
                                .formatted(
                                        environment.account(),
                                        environment.named("atelier", name + "-" + role)));
            }
        }
        PolicyStatement pass = allow(List.of("iam:PassRole"), roles);
        pass.addConditions(
                Names.only(
                        "StringEquals",
                        Names.only("iam:PassedToService", "ecs-tasks.amazonaws.com")));
        return List.of(
                allow(List.of("ecs:RunTask"), tasks),
                pass,
                allow(
                        List.of("ecs:DescribeTasks"),
                        List.of(ecs("task/atelier-%s/*".formatted(environment.name())))),
                allow(List.of("cloudformation:DescribeStacks"), List.of(stacks())));
    }

    /** For the stories, which need people; of this environment's pool alone, by its tag. */
    private PolicyStatement makePeopleUp() {
        PolicyStatement people =
                allow(
                        List.of(
                                "cognito-idp:AdminCreateUser",
                                "cognito-idp:AdminDeleteUser",
                                "cognito-idp:AdminInitiateAuth",
                                "cognito-idp:AdminSetUserPassword"),
                        List.of(
                                "arn:aws:cognito-idp:%s:%s:userpool/*"
                                        .formatted(environment.region(), environment.account())));
        people.addConditions(
                Names.only("StringEquals", Names.only("aws:ResourceTag/env", environment.name())));
        return people;
    }

    private PolicyStatement lookForDrift() {
        return allow(
                List.of(
                        "cloudformation:DescribeStackDriftDetectionStatus",
                        "cloudformation:DescribeStackResourceDrifts",
                        "cloudformation:DescribeStacks",
                        "cloudformation:DetectStackDrift",
                        "cloudformation:DetectStackResourceDrift",
                        "cloudformation:GetTemplate"),
                List.of(stacks()));
    }

    /** Drift is found by reading every kind of resource, as whoever asks for it. */
    private PolicyStatement readWhatDriftReads() {
        return allow(limits.reading(), List.of("*"));
    }

    private String ecs(String what) {
        return "arn:aws:ecs:%s:%s:%s".formatted(environment.region(), environment.account(), what);
    }

    private String stacks() {
        return "arn:aws:cloudformation:%s:%s:stack/atelier-%s-*/*"
                .formatted(environment.region(), environment.account(), environment.name());
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
    }
}
