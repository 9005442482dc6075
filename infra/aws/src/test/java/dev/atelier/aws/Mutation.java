package dev.atelier.aws;

import static dev.atelier.aws.NetworkPolicies.balancer;
import static dev.atelier.aws.NetworkPolicies.service;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Consumer;

/**
 * A change of the templates that a policy must notice.
 *
 * @param policy the policy
 * @param what is wrong then
 * @param change of a copy of the templates
 */
record Mutation(Policy policy, String what, Consumer<World> change) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String INGRESS = "AWS::EC2::SecurityGroupIngress";
    private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
    private static final String RULE = "AWS::ElasticLoadBalancingV2::ListenerRule";
    private static final String DATABASE = "AWS::RDS::DBInstance";
    private static final String ROLE = "AWS::IAM::Role";

    static final List<Mutation> ALL =
            List.of(
                    of(
                            Policy.ONLY_THE_PUBLIC_EDGE_OPENS,
                            "a service is open to everybody",
                            world ->
                                    fromAddress(
                                            ingress(world.live(), "user-service"), "0.0.0.0/0")),
                    of(
                            Policy.ONLY_THE_PUBLIC_EDGE_OPENS,
                            "the database is open to everybody by IPv6",
                            world ->
                                    ingress(world.dev(), "database")
                                            .put("CidrIpv6", "::/0")
                                            .remove("SourceSecurityGroupId")),
                    of(
                            Policy.ONLY_THE_PUBLIC_EDGE_OPENS,
                            "the public edge is open on another port",
                            world ->
                                    edge(world.live(), "public")
                                            .put("FromPort", 22)
                                            .put("ToPort", 22)),
                    of(
                            Policy.THE_PRIVATE_EDGE_IS_PRIVATE,
                            "a stranger's network is let in",
                            world ->
                                    edge(world.live(), "private").put("CidrIp", "198.51.100.0/24")),
                    of(
                            Policy.THE_PRIVATE_EDGE_IS_PRIVATE,
                            "Grafana is behind the public edge",
                            world -> {
                                Templates live = world.live();
                                service(live, "grafana")
                                        .properties()
                                        .set(
                                                "LoadBalancers",
                                                service(live, "gateway").property("LoadBalancers"));
                            }),
                    of(
                            Policy.THE_PRIVATE_EDGE_IS_PRIVATE,
                            "the public edge leads to the management port's paths",
                            world ->
                                    ((ArrayNode)
                                                    world.live()
                                                            .one(RULE, "PublicEdge")
                                                            .node()
                                                            .at(
                                                                    "/Properties/Conditions/0/PathPatternConfig/Values"))
                                            .add("/actuator/*")),
                    of(
                            Policy.TASKS_NAME_GROUPS,
                            "a task is open to the network",
                            world ->
                                    fromAddress(
                                            ingress(world.dev(), "user-service"), "10.0.0.0/8")),
                    of(
                            Policy.TASKS_NAME_GROUPS,
                            "the gateway may reach the database",
                            world ->
                                    ingress(world.live(), "database")
                                            .set(
                                                    "SourceSecurityGroupId",
                                                    ingress(world.live(), "gateway")
                                                            .get("GroupId"))),
                    of(
                            Policy.NOTHING_INSIDE_IS_PUBLIC,
                            "tasks get public addresses",
                            world ->
                                    ((ObjectNode)
                                                    service(world.live(), "gateway")
                                                            .node()
                                                            .at(
                                                                    "/Properties/NetworkConfiguration/AwsvpcConfiguration"))
                                            .put("AssignPublicIp", "ENABLED")),
                    of(
                            Policy.NOTHING_INSIDE_IS_PUBLIC,
                            "the database's subnet has a way out",
                            world ->
                                    world.live()
                                            .one(
                                                    "AWS::EC2::Route",
                                                    "NetworkVpcapplicationSubnet1Default")
                                            .properties()
                                            .set(
                                                    "RouteTableId",
                                                    ref(
                                                            world.live()
                                                                    .one(
                                                                            "AWS::EC2::RouteTable",
                                                                            "NetworkVpcdatabaseSubnet1")))),
                    of(
                            Policy.LISTENERS_ARE_STRICT,
                            "TLS 1.2 is enough",
                            world ->
                                    listener(world.staging(), "PublicEdge", 443)
                                            .put(
                                                    "SslPolicy",
                                                    "ELBSecurityPolicy-TLS13-1-2-2021-06")),
                    of(
                            Policy.LISTENERS_ARE_STRICT,
                            "unknown paths lead to the gateway",
                            world ->
                                    listener(world.live(), "PublicEdge", 443)
                                            .set(
                                                    "DefaultActions",
                                                    world.live()
                                                            .one(RULE, "PublicEdge")
                                                            .property("Actions"))),
                    of(
                            Policy.LISTENERS_ARE_STRICT,
                            "port 80 answers",
                            world ->
                                    listener(world.live(), "PublicEdge", 80)
                                            .set(
                                                    "DefaultActions",
                                                    world.live()
                                                            .one(RULE, "PublicEdge")
                                                            .property("Actions"))),
                    of(
                            Policy.LISTENERS_ARE_STRICT,
                            "the firewall is on the private edge",
                            world ->
                                    world.live()
                                            .ofType("AWS::WAFv2::WebACLAssociation")
                                            .getFirst()
                                            .properties()
                                            .set(
                                                    "ResourceArn",
                                                    ref(balancer(world.live(), "internal")))),
                    of(
                            Policy.LISTENERS_ARE_STRICT,
                            "nobody writes down who asked",
                            world ->
                                    balancer(world.live(), "internet-facing")
                                            .properties()
                                            .remove("LoadBalancerAttributes")),
                    of(
                            Policy.NOTHING_IS_UNLIMITED,
                            "a program may do all with queues",
                            world ->
                                    statement(world.live(), "ServicesUserService")
                                            .put("Action", "sqs:*")),
                    of(
                            Policy.NOTHING_IS_UNLIMITED,
                            "a program may send to every queue",
                            world ->
                                    statement(world.live(), "ServicesUserService")
                                            .put("Resource", "*")),
                    of(
                            Policy.NOTHING_IS_UNLIMITED,
                            "a deployment may do everything",
                            world -> statement(world.dev(), "DeployingDeploy").put("Action", "*")),
                    of(
                            Policy.ROLES_ARE_EXACT,
                            "the gateway may send messages",
                            world -> {
                                ArrayNode roles =
                                        (ArrayNode)
                                                world.live()
                                                        .one(
                                                                "AWS::IAM::Policy",
                                                                "ServicesUserServiceRole")
                                                        .property("Roles");
                                roles.add(ref(world.live().one(ROLE, "ServicesGatewayRole")));
                            }),
                    of(
                            Policy.ROLES_ARE_EXACT,
                            "a service reads another's secret",
                            world ->
                                    ((ArrayNode)
                                                    world.live()
                                                            .one(
                                                                    "AWS::IAM::Policy",
                                                                    "MigrationsMigrateUserServiceExecution")
                                                            .property("Roles"))
                                            .add(
                                                    ref(
                                                            world.live()
                                                                    .one(
                                                                            ROLE,
                                                                            "MigrationsMigrateWorkshopServiceExecution")))),
                    of(
                            Policy.ROLES_ARE_EXACT,
                            "two services share a role",
                            world ->
                                    world.live()
                                            .one("AWS::ECS::TaskDefinition", "ServicesUserService")
                                            .properties()
                                            .set(
                                                    "TaskRoleArn",
                                                    world.live()
                                                            .one(
                                                                    "AWS::ECS::TaskDefinition",
                                                                    "ServicesWorkshopService")
                                                            .property("TaskRoleArn"))),
                    of(
                            Policy.WORKFLOWS_ARE_NAMED,
                            "any workflow of the repository deploys",
                            world -> {
                                ObjectNode condition = trust(world.live(), "DeployingDeploy");
                                condition.set("StringLike", condition.remove("StringEquals"));
                            }),
                    of(
                            Policy.WORKFLOWS_ARE_NAMED,
                            "dev's workflow deploys live",
                            world ->
                                    trust(world.live(), "DeployingDeploy")
                                            .set(
                                                    "StringEquals",
                                                    trust(world.dev(), "DeployingDeploy")
                                                            .get("StringEquals"))),
                    of(
                            Policy.WORKFLOWS_ARE_NAMED,
                            "a deployment has no boundary",
                            world ->
                                    world.staging()
                                            .one(ROLE, "DeployingDeploy")
                                            .properties()
                                            .remove("PermissionsBoundary")),
                    of(
                            Policy.WORKFLOWS_ARE_NAMED,
                            "somebody has a key that lasts",
                            world ->
                                    add(world.of("company"), "ProdAccount", "AWS::IAM::AccessKey")),
                    of(
                            Policy.ENVIRONMENTS_CANNOT_HARM_ONE_ANOTHER,
                            "staging may touch live",
                            world -> {
                                for (JsonNode statement :
                                        world.staging()
                                                .one("AWS::IAM::ManagedPolicy", "DeployingBoundary")
                                                .property("PolicyDocument")
                                                .get("Statement")
                                                .values()) {
                                    if (statement
                                            .path("Sid")
                                            .asString()
                                            .equals("NothingOfOthers")) {
                                        ((ObjectNode) statement.at("/Condition/StringEquals"))
                                                .put("aws:ResourceTag/env", "dev");
                                    }
                                }
                            }),
                    of(
                            Policy.ENVIRONMENTS_CANNOT_HARM_ONE_ANOTHER,
                            "a program of staging is outside of the boundary",
                            world ->
                                    world.staging()
                                            .one(ROLE, "ServicesGatewayRole")
                                            .properties()
                                            .remove("PermissionsBoundary")),
                    of(
                            Policy.ENVIRONMENTS_CANNOT_HARM_ONE_ANOTHER,
                            "dev trusts the production account",
                            world ->
                                    statement(world.dev(), "DeployingDeploy")
                                            .put(
                                                    "Resource",
                                                    "arn:aws:iam::%s:role/any"
                                                            .formatted(Company.PROD_ACCOUNT))),
                    of(
                            Policy.IMAGES_ARE_DIGESTS,
                            "the newest image runs",
                            world ->
                                    container(world.live(), "gateway")
                                            .put("Image", "gateway:latest")),
                    of(
                            Policy.IMAGES_ARE_DIGESTS,
                            "live runs what staging has not seen",
                            world ->
                                    container(world.live(), "gateway")
                                            .set(
                                                    "Image",
                                                    container(world.live(), "user-service")
                                                            .get("Image"))),
                    of(
                            Policy.IMAGES_ARE_DIGESTS,
                            "a tag passes for a digest",
                            world ->
                                    ((ObjectNode)
                                                    world.live()
                                                            .stacks()
                                                            .get("Platform")
                                                            .at("/Parameters/GatewayDigest"))
                                            .put("AllowedPattern", ".*")),
                    of(
                            Policy.SECRETS_ARE_NO_VARIABLES,
                            "a password is a variable",
                            world ->
                                    ((ArrayNode)
                                                    container(world.dev(), "user-service")
                                                            .get("Environment"))
                                            .add(
                                                    json(
                                                            "{'Name':'SPRING_R2DBC_PASSWORD','Value':'x'}"))),
                    of(
                            Policy.QUEUES_ARE_KEPT,
                            "a queue is not encrypted",
                            world -> queue(world.live()).remove("KmsMasterKeyId")),
                    of(
                            Policy.QUEUES_ARE_KEPT,
                            "a queue has no dead-letter queue",
                            world -> queue(world.live()).remove("RedrivePolicy")),
                    of(
                            Policy.QUEUES_ARE_KEPT,
                            "a message comes again while it is handled",
                            world -> queue(world.live()).put("VisibilityTimeout", 15)),
                    of(
                            Policy.QUEUES_ARE_KEPT,
                            "a queue is used without TLS",
                            world ->
                                    world.live()
                                            .ofType("AWS::SQS::QueuePolicy")
                                            .getFirst()
                                            .properties()
                                            .set("PolicyDocument", json("{'Statement':[]}"))),
                    of(
                            Policy.THE_DATABASE_IS_SAFE,
                            "the database is in one zone",
                            world -> database(world.live()).put("MultiAZ", false)),
                    of(
                            Policy.THE_DATABASE_IS_SAFE,
                            "the database may be deleted",
                            world -> database(world.staging()).put("DeletionProtection", false)),
                    of(
                            Policy.THE_DATABASE_IS_SAFE,
                            "the database speaks without TLS",
                            world ->
                                    ((ObjectNode)
                                                    world.dev()
                                                            .one(
                                                                    "AWS::RDS::DBParameterGroup",
                                                                    "Database")
                                                            .property("Parameters"))
                                            .put("rds.force_ssl", "0")),
                    of(
                            Policy.THE_DATABASE_IS_SAFE,
                            "a key stays the same for ever",
                            world ->
                                    world.live()
                                            .one("AWS::KMS::Key", "KeysData")
                                            .properties()
                                            .put("EnableKeyRotation", false)),
                    of(
                            Policy.ALARMS_REACH_SOMEBODY,
                            "an alarm tells nobody",
                            world ->
                                    world.live()
                                            .one("AWS::CloudWatch::Alarm", "AlarmsDatabaseStorage")
                                            .properties()
                                            .remove("AlarmActions")),
                    of(
                            Policy.ALARMS_REACH_SOMEBODY,
                            "nobody looks at a dead-letter queue",
                            world ->
                                    world.live()
                                            .one(
                                                    "AWS::CloudWatch::Alarm",
                                                    "AlarmsEnrollmentServiceDeadLetters")
                                            .properties()
                                            .put("AlarmName", "another")),
                    of(
                            Policy.ALARMS_REACH_SOMEBODY,
                            "a service is not scraped",
                            world ->
                                    service(world.live(), "gateway")
                                            .properties()
                                            .put("ServiceName", "gateway-two")),
                    of(
                            Policy.ALARMS_REACH_SOMEBODY,
                            "staging wakes somebody",
                            world ->
                                    world.staging()
                                            .ofType("AWS::SNS::Subscription")
                                            .getFirst()
                                            .properties()
                                            .put("Protocol", "https")),
                    of(
                            Policy.ALARMS_REACH_SOMEBODY,
                            "staging has live's key",
                            world ->
                                    world.staging()
                                            .one(
                                                    "AWS::SecretsManager::Secret",
                                                    "SecretsPagerdutyRoutingKey")
                                            .properties()
                                            .put("Name", "atelier/live/pagerduty-routing-key")),
                    of(
                            Policy.ENVIRONMENTS_ARE_ALIKE,
                            "staging has something that live has not",
                            world -> add(world.staging(), "Platform", "AWS::SNS::Topic")),
                    of(
                            Policy.ENVIRONMENTS_ARE_ALIKE,
                            "live has another limit",
                            world ->
                                    ((ObjectNode)
                                                    world.live()
                                                            .one(
                                                                    "AWS::RDS::DBParameterGroup",
                                                                    "Database")
                                                            .property("Parameters"))
                                            .put("log_min_duration_statement", "5")),
                    of(
                            Policy.TASKS_ARE_BOUNDED,
                            "a task writes to its image",
                            world ->
                                    container(world.live(), "gateway")
                                            .put("ReadonlyRootFilesystem", false)),
                    of(
                            Policy.TASKS_ARE_BOUNDED,
                            "a task runs as root",
                            world -> container(world.live(), "gateway").put("User", "0:0")),
                    of(
                            Policy.TASKS_ARE_BOUNDED,
                            "a service runs once",
                            world ->
                                    service(world.live(), "gateway")
                                            .properties()
                                            .put("DesiredCount", 1)),
                    of(
                            Policy.TASKS_ARE_BOUNDED,
                            "a log is kept for ever",
                            world ->
                                    world.live()
                                            .ofType("AWS::Logs::LogGroup")
                                            .getFirst()
                                            .properties()
                                            .remove("RetentionInDays")),
                    of(
                            Policy.TASKS_ARE_BOUNDED,
                            "a bad deployment stays",
                            world ->
                                    ((ObjectNode)
                                                    service(world.live(), "gateway")
                                                            .node()
                                                            .at(
                                                                    "/Properties/DeploymentConfiguration"))
                                            .remove("DeploymentCircuitBreaker")),
                    of(
                            Policy.EVERYTHING_IS_TAGGED,
                            "a database has no tags",
                            world -> database(world.live()).remove("Tags")),
                    of(
                            Policy.EVERYTHING_IS_TAGGED,
                            "a stack of live may be deleted",
                            world ->
                                    ((ObjectNode)
                                                    world.live()
                                                            .manifest()
                                                            .at("/artifacts/Foundation/properties"))
                                            .put("terminationProtection", false)),
                    of(
                            Policy.NOTHING_IS_LOOKED_UP,
                            "zones are asked of AWS",
                            world ->
                                    ((ObjectNode) world.live().manifest())
                                            .set(
                                                    "missing",
                                                    json("[{'key':'availability-zones'}]"))),
                    of(
                            Policy.IT_STAYS_WITHIN_ITS_BUDGET,
                            "dev gets live's database twice",
                            world ->
                                    database(world.dev())
                                            .put("DBInstanceClass", "db.m7g.xlarge")
                                            .put("MultiAZ", true)));

    @Override
    public String toString() {
        return what;
    }

    private static Mutation of(Policy policy, String what, Consumer<World> change) {
        return new Mutation(policy, what, change);
    }

    /** The first door into the group of that program. */
    private static ObjectNode ingress(Templates templates, String program) {
        return templates.ofType(INGRESS).stream()
                .filter(
                        ingress ->
                                templates
                                        .target(ingress, ingress.property("GroupId"))
                                        .orElseThrow()
                                        .text("GroupDescription")
                                        .equals("Atelier: " + program))
                .findFirst()
                .orElseThrow()
                .properties();
    }

    private static void fromAddress(ObjectNode ingress, String address) {
        ingress.remove("SourceSecurityGroupId");
        ingress.put("CidrIp", address);
    }

    /** The first door in an edge's own group. */
    private static ObjectNode edge(Templates templates, String which) {
        return (ObjectNode)
                templates
                        .one("AWS::EC2::SecurityGroup", "Doors" + which + "edge")
                        .property("SecurityGroupIngress")
                        .get(0);
    }

    private static ObjectNode listener(Templates templates, String edge, int port) {
        return templates.ofType(LISTENER).stream()
                .filter(listener -> listener.id().startsWith(edge))
                .filter(listener -> listener.property("Port").asInt() == port)
                .findFirst()
                .orElseThrow()
                .properties();
    }

    /** The first statement of the policy whose id begins so. */
    private static ObjectNode statement(Templates templates, String beginning) {
        return templates.ofType("AWS::IAM::Policy").stream()
                .filter(policy -> policy.id().startsWith(beginning))
                .map(
                        policy ->
                                (ObjectNode)
                                        policy.property("PolicyDocument").get("Statement").get(0))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode trust(Templates templates, String role) {
        return (ObjectNode)
                templates
                        .one(ROLE, role)
                        .node()
                        .at("/Properties/AssumeRolePolicyDocument/Statement/0/Condition");
    }

    private static ObjectNode container(Templates templates, String program) {
        Resource service = service(templates, program);
        return (ObjectNode)
                templates
                        .target(service, service.property("TaskDefinition"))
                        .orElseThrow()
                        .property("ContainerDefinitions")
                        .get(0);
    }

    private static ObjectNode queue(Templates templates) {
        return templates.ofType("AWS::SQS::Queue").stream()
                .filter(queue -> queue.text("QueueName").endsWith("-example-notifications"))
                .findFirst()
                .orElseThrow()
                .properties();
    }

    private static ObjectNode database(Templates templates) {
        return templates.one(DATABASE, "Database").properties();
    }

    private static ObjectNode ref(Resource resource) {
        return JSON.createObjectNode().put("Ref", resource.id());
    }

    private static void add(Templates templates, String stack, String type) {
        ((ObjectNode) templates.stacks().get(stack).get("Resources"))
                .set("Added", json("{'Type':'%s','Properties':{}}".formatted(type)));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
