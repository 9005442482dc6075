package dev.atelier.aws.access;

import dev.atelier.aws.Company;
import dev.atelier.aws.Environment;
import dev.atelier.aws.Names;

import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What CloudFormation may do for an environment, and what no role of it ever may, whatever its own
 * policies say. Actions are named by verb, so that what AWS invents next is not in here.
 */
class Limits {

    /** Of services whose resources have names of ours: only those names are touched. */
    private static final Map<String, List<String>> NAMED = new LinkedHashMap<>();

    /** Of services whose resources get names from AWS: tags tell whose they are. */
    private static final Map<String, List<String>> UNNAMED = new LinkedHashMap<>();

    /** What programs do when they run. The boundary lets it through; each role says what of it. */
    private static final List<String> RUNNING =
            List.of(
                    "aps:QueryMetrics",
                    "aps:RemoteWrite",
                    "cloudformation:Describe*",
                    "cloudformation:Detect*",
                    "cloudformation:Get*",
                    "cognito-idp:AdminCreateUser",
                    "cognito-idp:AdminDeleteUser",
                    "cognito-idp:AdminInitiateAuth",
                    "cognito-idp:AdminSetUserPassword",
                    "ecr:Batch*",
                    "ecr:Get*",
                    "ecs:RunTask",
                    "kms:Decrypt",
                    "kms:GenerateDataKey*",
                    "logs:PutLogEvents",
                    "rds-db:connect",
                    "sqs:ChangeMessageVisibility",
                    "sqs:ReceiveMessage",
                    "sqs:SendMessage",
                    "sts:AssumeRole");

    /** What the bootstrap's role needs to hand a template to CloudFormation. */
    private static final List<String> DEPLOYING =
            List.of(
                    "cloudformation:Cancel*",
                    "cloudformation:Continue*",
                    "cloudformation:Create*",
                    "cloudformation:Delete*",
                    "cloudformation:Execute*",
                    "cloudformation:List*",
                    "cloudformation:Rollback*",
                    "cloudformation:Update*",
                    "ssm:GetParameter*");

    private static final List<String> LIFE = List.of("Create*", "Delete*", "Tag*", "Untag*");
    private static final List<String> LOOK = List.of("Describe*", "Get*", "List*");

    static {
        NAMED.put("budgets", List.of("ModifyBudget", "Tag*", "Untag*"));
        NAMED.put("cloudwatch", and(LIFE, "Put*"));
        NAMED.put("ecs", and(LIFE, "Deregister*", "Put*", "Register*", "Update*"));
        NAMED.put("events", and(LIFE, "Put*", "Remove*"));
        NAMED.put("iam", and(LIFE, "Attach*", "Detach*", "PassRole", "Put*", "Update*"));
        NAMED.put("logs", and(LIFE, "Associate*", "Put*"));
        NAMED.put("rds", and(LIFE, "Add*", "Modify*", "Reboot*", "Remove*", "Reset*"));
        NAMED.put("s3", List.of("CreateBucket", "DeleteBucket*", "GetObject*", "Put*"));
        NAMED.put("secretsmanager", and(LIFE, "GetSecretValue", "Put*", "Update*"));
        NAMED.put("sns", and(LIFE, "Set*", "Subscribe", "Unsubscribe"));
        NAMED.put("sqs", and(LIFE, "Set*"));

        UNNAMED.put("acm", List.of("Add*", "Delete*", "Remove*", "Request*", "Update*"));
        UNNAMED.put("application-autoscaling", and(LIFE, "Deregister*", "Put*", "Register*"));
        UNNAMED.put("aps", and(LIFE, "Put*", "Update*"));
        UNNAMED.put("cognito-idp", and(LIFE, "Set*", "Update*"));
        UNNAMED.put(
                "ec2",
                List.of(
                        "Allocate*",
                        "Associate*",
                        "Attach*",
                        "Authorize*",
                        "Create*",
                        "Delete*",
                        "Detach*",
                        "Disassociate*",
                        "Modify*",
                        "Release*",
                        "Replace*",
                        "Revoke*",
                        "Update*"));
        UNNAMED.put(
                "elasticloadbalancing",
                and(List.of("Create*", "Delete*"), "Add*", "Modify*", "Remove*", "Set*"));
        UNNAMED.put("kms", and(LIFE, "Disable*", "Enable*", "Put*", "Schedule*", "Update*"));
        UNNAMED.put("route53", List.of("Change*"));
        UNNAMED.put("servicediscovery", and(LIFE, "Update*"));
        UNNAMED.put("wafv2", and(LIFE, "Associate*", "Disassociate*", "Put*", "Update*"));
    }

    private final Environment environment;

    Limits(Environment environment) {
        this.environment = environment;
    }

    /** The most that any role of the environment may do. */
    List<PolicyStatement> boundary() {
        List<String> all =
                Stream.of(actions(NAMED), actions(UNNAMED), reading(), RUNNING, DEPLOYING)
                        .flatMap(List::stream)
                        .distinct()
                        .sorted()
                        .toList();
        return Stream.concat(
                        Stream.of(
                                PolicyStatement.Builder.create()
                                        .sid("AtMost")
                                        .actions(all)
                                        .resources(List.of("*"))
                                        .build()),
                        never().stream())
                .toList();
    }

    /** What CloudFormation does. */
    List<PolicyStatement> execution() {
        List<PolicyStatement> statements = new ArrayList<>();
        statements.add(named());
        statements.add(
                PolicyStatement.Builder.create()
                        .sid("Tagged")
                        .actions(actions(UNNAMED))
                        .resources(List.of("*"))
                        .build());
        statements.add(
                PolicyStatement.Builder.create()
                        .sid("Look")
                        .actions(reading())
                        .resources(List.of("*"))
                        .build());
        statements.add(
                PolicyStatement.Builder.create()
                        .sid("RolesOfServices")
                        .actions(List.of("iam:CreateServiceLinkedRole"))
                        .resources(List.of(iam("role/aws-service-role/*")))
                        .build());
        statements.add(onlyWithBoundary());
        return statements;
    }

    /** Looking, in all the services that the environment uses. */
    List<String> reading() {
        return Stream.concat(NAMED.keySet().stream(), UNNAMED.keySet().stream())
                .filter(service -> !service.equals("secretsmanager"))
                .flatMap(service -> LOOK.stream().map(verb -> service + ":" + verb))
                .filter(action -> !action.equals("s3:Get*"))
                .sorted()
                .toList();
    }

    private PolicyStatement named() {
        String name = environment.name();
        return PolicyStatement.Builder.create()
                .sid("Named")
                .actions(actions(NAMED))
                .resources(
                        List.of(
                                "arn:aws:budgets::%s:budget/atelier-%s"
                                        .formatted(environment.account(), name),
                                here("cloudwatch", "alarm:atelier-%s-*"),
                                here("ecs", "*/atelier-%s*"),
                                here("events", "rule/atelier-%s-*"),
                                iam("role/atelier-%s-*".formatted(name)),
                                here("logs", "log-group:/atelier/%s/*"),
                                here("logs", "log-group:/aws/rds/instance/atelier-%s/*"),
                                here("logs", "log-group:aws-waf-logs-atelier-%s*"),
                                here("rds", "*:atelier-%s*"),
                                "arn:aws:s3:::atelier-%s-*".formatted(name),
                                "arn:aws:s3:::cdk-%s-*".formatted(environment.qualifier()),
                                here("secretsmanager", "secret:atelier/%s/*"),
                                here("sns", "atelier-%s-*"),
                                here("sqs", "%s-*")))
                .build();
    }

    /** A role without the boundary would be a way around it. */
    private PolicyStatement onlyWithBoundary() {
        PolicyStatement deny =
                PolicyStatement.Builder.create()
                        .sid("OnlyWithBoundary")
                        .effect(Effect.DENY)
                        .actions(List.of("iam:CreateRole", "iam:PutRolePermissionsBoundary"))
                        .resources(List.of("*"))
                        .build();
        deny.addConditions(
                Names.only(
                        "StringNotEquals",
                        Names.only(
                                "iam:PermissionsBoundary",
                                iam("policy/" + DeployAccess.boundaryName(environment)))));
        return deny;
    }

    /** Other environments, its own limits, and who signs in. */
    private List<PolicyStatement> never() {
        List<String> others =
                Environment.ALL.stream()
                        .map(Environment::name)
                        .filter(name -> !name.equals(environment.name()))
                        .toList();
        PolicyStatement othersThings =
                PolicyStatement.Builder.create()
                        .sid("NothingOfOthers")
                        .effect(Effect.DENY)
                        .actions(List.of("*"))
                        .resources(List.of("*"))
                        .build();
        othersThings.addConditions(
                Names.only("StringEquals", Names.only("aws:ResourceTag/env", others)));
        PolicyStatement limits =
                PolicyStatement.Builder.create()
                        .sid("NotItsLimits")
                        .effect(Effect.DENY)
                        .actions(
                                List.of(
                                        "iam:CreatePolicy*",
                                        "iam:DeletePolicy*",
                                        "iam:DeleteRolePermissionsBoundary",
                                        "iam:*OpenIDConnectProvider*",
                                        "iam:*User*",
                                        "iam:*AccessKey*"))
                        .resources(List.of("*"))
                        .build();
        List<PolicyStatement> never = new ArrayList<>(List.of(othersThings, limits));
        others.forEach(other -> never.add(nothingNamed(other)));
        return never;
    }

    /** Not everything has tags; what has none has a name. */
    private PolicyStatement nothingNamed(String other) {
        return PolicyStatement.Builder.create()
                .sid("NothingOf" + Names.pascal(other))
                .effect(Effect.DENY)
                .actions(List.of("*"))
                .resources(
                        List.of(
                                "arn:aws:cloudformation:*:*:stack/atelier-%s-*".formatted(other),
                                "arn:aws:iam::*:role/atelier-%s-*".formatted(other),
                                "arn:aws:iam::*:role/cdk-%s-*"
                                        .formatted(Environment.named(other).qualifier()),
                                "arn:aws:s3:::atelier-%s-*".formatted(other),
                                "arn:aws:secretsmanager:*:*:secret:atelier/%s/*".formatted(other),
                                "arn:aws:sqs:*:*:%s-*".formatted(other)))
                .build();
    }

    private String here(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s"
                .formatted(
                        service,
                        Company.REGION,
                        environment.account(),
                        resource.formatted(environment.name()));
    }

    private String iam(String what) {
        return "arn:aws:iam::%s:%s".formatted(environment.account(), what);
    }

    private static List<String> actions(Map<String, List<String>> verbs) {
        return verbs.entrySet().stream()
                .flatMap(
                        service ->
                                service.getValue().stream()
                                        .map(verb -> service.getKey() + ":" + verb))
                .toList();
    }

    private static List<String> and(List<String> verbs, String... more) {
        return Stream.concat(verbs.stream(), Stream.of(more)).toList();
    }
}
