package dev.atelier.aws;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** That environments are the same but for what is listed here, with its reason. */
final class Parity {

    /**
     * A property that may differ.
     *
     * @param where a pattern of {@code <type> <id> <path>}, or without the id
     * @param why it differs
     */
    record Difference(Pattern where, String why) {

        boolean covers(Resource resource, String path) {
            return where.matcher(resource.type() + " " + path).matches()
                    || where.matcher(resource.type() + " " + resource.id() + " " + path).matches();
        }

        static Difference of(String where, String why) {
            return new Difference(Pattern.compile(where), why);
        }
    }

    /** Resources that are there once per zone, or once per NAT gateway. */
    private static final Pattern PER_ZONE =
            Pattern.compile(
                    "NetworkVpc(public|application|database)Subnet\\d.*|NetworkWay\\d+To\\d+.*");

    /** Made-up people have no way into live. */
    private static final Pattern REHEARSAL = Pattern.compile("IdentityStories.*");

    /** What differs between any two environments. */
    private static final List<Difference> SIZES =
            List.of(
                    Difference.of("AWS::EC2::Subnet /CidrBlock", "zones share the network"),
                    Difference.of("AWS::EC2::Route /NatGatewayId.*", "number of NAT gateways"),
                    Difference.of("AWS::[^ ]+ /(SubnetIds|Subnets|RouteTableIds)/.*", "zones"),
                    Difference.of("AWS::ECS::Service .*/Subnets/.*", "zones"),
                    Difference.of("AWS::ECS::Service /DesiredCount", "number of tasks"),
                    Difference.of(
                            "AWS::ECS::TaskDefinition .*/Environment/WANTED.*", "number of tasks"),
                    Difference.of(
                            "AWS::ApplicationAutoScaling::ScalableTarget /M(ax|in)Capacity",
                            "number of tasks"),
                    Difference.of("AWS::RDS::DBInstance /DBInstanceClass", "size"),
                    Difference.of("AWS::RDS::DBInstance /(Max)?AllocatedStorage", "size"),
                    Difference.of("AWS::CloudWatch::Alarm /Threshold", "a share of the disk"),
                    Difference.of("AWS::Budgets::Budget .*/Amount", "budget"),
                    Difference.of("AWS::SNS::Subscription /(Protocol|Endpoint).*", "who pages"),
                    Difference.of(
                            "AWS::IAM::ManagedPolicy DeployingBoundary[^ ]+"
                                    + " /PolicyDocument/Statement/.*",
                            "each names the others"));

    /** What differs between the environments that rehearse and live. */
    private static final List<Difference> STORIES =
            List.of(
                    Difference.of(
                            "AWS::IAM::Policy DeployingDeploy[^ ]+ /PolicyDocument/Statement/.*",
                            "making people up"),
                    Difference.of(
                            "AWS::ECS::TaskDefinition .*/Environment/ATELIER_SECURITY_CLIENTIDS/.*",
                            "the stories' client"));

    /** What differs between dev and the environments of the production account as well. */
    private static final List<Difference> PROTECTION =
            List.of(
                    Difference.of("AWS::ECS::TaskDefinition /(Cpu|Memory)", "size"),
                    Difference.of(
                            "AWS::RDS::DBInstance"
                                + " /(MultiAZ|DeletionProtection|DeleteAutomatedBackups|BackupRetentionPeriod)",
                            "protection"),
                    Difference.of("AWS::Cognito::UserPool /DeletionProtection", "protection"),
                    Difference.of(
                            "AWS::ElasticLoadBalancingV2::LoadBalancer"
                                    + " /LoadBalancerAttributes/.*",
                            "protection"),
                    Difference.of("AWS::KMS::Key /KeyPolicy/.*", "accounts of subscribers"),
                    Difference.of(
                            "AWS::SQS::QueuePolicy /PolicyDocument/.*", "accounts of subscribers"));

    private Parity() {}

    static List<String> findings(World world) {
        List<String> findings = new ArrayList<>();
        findings.addAll(compare(world.staging(), world.live(), both(SIZES, STORIES)));
        findings.addAll(compare(world.dev(), world.staging(), both(SIZES, PROTECTION)));
        return findings;
    }

    private static List<Difference> both(List<Difference> some, List<Difference> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static List<String> compare(Templates left, Templates right, List<Difference> allowed) {
        List<String> findings = new ArrayList<>();
        Map<String, Resource> ours = byId(left);
        Map<String, Resource> theirs = byId(right);
        Set<String> ids = new TreeSet<>(ours.keySet());
        ids.addAll(theirs.keySet());
        for (String id : ids) {
            Resource one = ours.get(id);
            Resource other = theirs.get(id);
            if (one == null || other == null) {
                String logical = id.substring(id.indexOf('/') + 1);
                if (!PER_ZONE.matcher(logical).matches() && !REHEARSAL.matcher(logical).matches()) {
                    findings.add(
                            "%s is only in %s"
                                    .formatted(id, one == null ? right.name() : left.name()));
                }
                continue;
            }
            if (!one.type().equals(other.type())) {
                findings.add(id + " is of two types");
            }
            properties(left, one, properties(right, other), allowed, findings);
        }
        return findings;
    }

    private static void properties(
            Templates left,
            Resource resource,
            Map<String, String> other,
            List<Difference> allowed,
            List<String> findings) {
        Map<String, String> ours = properties(left, resource);
        Set<String> paths = new TreeSet<>(ours.keySet());
        paths.addAll(other.keySet());
        for (String path : paths) {
            String where = resource.type() + " " + path;
            boolean same = ours.getOrDefault(path, "").equals(other.getOrDefault(path, ""));
            if (!same
                    && allowed.stream()
                            .noneMatch(difference -> difference.covers(resource, path))) {
                findings.add(
                        "%s of %s: %s here, %s there"
                                .formatted(where, resource.id(), ours.get(path), other.get(path)));
            }
        }
    }

    private static Map<String, Resource> byId(Templates templates) {
        Map<String, Resource> resources = new TreeMap<>();
        templates
                .resources()
                .forEach(
                        resource ->
                                resources.put(resource.stack() + "/" + resource.id(), resource));
        return resources;
    }

    private static Map<String, String> properties(Templates templates, Resource resource) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", resource.node().path("Properties"), flat);
        flat.put("/DeletionPolicy", resource.node().path("DeletionPolicy").asString(""));
        Environment environment = Environment.named(templates.name());
        flat.replaceAll((path, value) -> neutral(value, environment));
        return flat;
    }

    /** Without what an environment is called and where it is. */
    private static String neutral(String value, Environment environment) {
        return value.replaceAll("/dev/(null|tcp)|atelier\\.dev/", "{not the environment}")
                .replace(Company.PROD_ACCOUNT + ".dkr", "{registry}.dkr")
                .replace(Company.PROD_ACCOUNT + ":repository", "{registry}:repository")
                .replace(environment.qualifier(), "{qualifier}")
                .replace(environment.account(), "{account}")
                .replace(environment.hostedZone(), "{zone}")
                .replace(environment.cidr().replace(".0.0/16", "."), "{network}.")
                .replaceAll("\\b%s\\b".formatted(environment.name()), "{env}");
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(child -> flatten(path + "/" + child.getKey(), child.getValue(), flat));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                String key = node.get(index).path("Name").asString(Integer.toString(index));
                flatten(path + "/" + key, node.get(index), flat);
            }
        } else if (!node.isMissingNode()) {
            flat.put(path, node.asString(node.toString()));
        }
    }
}
