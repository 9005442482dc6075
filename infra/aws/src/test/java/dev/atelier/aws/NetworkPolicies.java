package dev.atelier.aws;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may reach what. */
final class NetworkPolicies {

    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
    private static final String RULE = "AWS::ElasticLoadBalancingV2::ListenerRule";
    private static final String SERVICE = "AWS::ECS::Service";
    private static final Set<String> EVERYBODY = Set.of("0.0.0.0/0", "::/0");
    private static final Set<Integer> PUBLIC_PORTS = Set.of(80, 443);
    private static final Set<String> PUBLIC_PATHS = Set.of("/api/*", "/docs", "/docs/*");

    private NetworkPolicies() {}

    /** A door into a group: from an address or from another group. */
    private record Ingress(Resource group, JsonNode rule, Resource declared) {

        String address() {
            return rule.path("CidrIp").asString(rule.path("CidrIpv6").asString(""));
        }

        boolean fromEverybody() {
            return EVERYBODY.contains(address());
        }
    }

    static List<String> onlyThePublicEdgeOpens(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Set<String> open = groupsOf(templates, balancer(templates, "internet-facing"));
            for (Ingress ingress : ingresses(templates)) {
                boolean allowed =
                        open.contains(ingress.group().id())
                                && PUBLIC_PORTS.contains(ingress.rule().path("FromPort").asInt())
                                && ingress.rule()
                                        .path("FromPort")
                                        .equals(ingress.rule().path("ToPort"));
                if (ingress.fromEverybody() && !allowed) {
                    findings.add(templates.name() + " opens " + ingress.declared());
                }
            }
        }
        return findings;
    }

    static List<String> thePrivateEdgeIsPrivate(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Resource inside = balancer(templates, "internal");
            Set<String> groups = groupsOf(templates, inside);
            List<Ingress> doors =
                    ingresses(templates).stream()
                            .filter(ingress -> groups.contains(ingress.group().id()))
                            .toList();
            if (!doors.stream()
                    .map(Ingress::address)
                    .collect(Collectors.toSet())
                    .equals(Set.copyOf(Company.NETWORKS))) {
                findings.add(inside + " is open to others than the company: " + doors);
            }
            findings.addAll(onlyTheGatewayIsPublic(templates));
        }
        return findings;
    }

    private static List<String> onlyTheGatewayIsPublic(Templates templates) {
        List<String> findings = new ArrayList<>();
        Resource outside = balancer(templates, "internet-facing");
        for (Resource rule : templates.ofType(RULE)) {
            Resource listener = templates.target(rule, rule.property("ListenerArn")).orElseThrow();
            if (!balancerOf(templates, listener).equals(outside.id())) {
                continue;
            }
            Set<String> targets =
                    templates
                            .targetsWithin(rule.stack(), rule.property("Actions"))
                            .map(Resource::id)
                            .collect(Collectors.toSet());
            servicesOf(templates, targets)
                    .filter(name -> !name.equals("gateway"))
                    .forEach(name -> findings.add(rule + " leads the internet to " + name));
            rule.property("Conditions")
                    .valueStream()
                    .flatMap(condition -> paths(condition).stream())
                    .filter(path -> !PUBLIC_PATHS.contains(path))
                    .forEach(path -> findings.add(rule + " opens " + path));
            if (rule.property("Conditions").valueStream().noneMatch(c -> !paths(c).isEmpty())) {
                findings.add(rule + " opens every path");
            }
        }
        return findings;
    }

    static List<String> tasksNameGroups(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Set<String> tasks =
                    templates.ofType(SERVICE).stream()
                            .flatMap(service -> groups(templates, service))
                            .collect(Collectors.toSet());
            Resource database = templates.one("AWS::RDS::DBInstance", "Database");
            String databaseGroup =
                    templates
                            .targetsWithin(database.stack(), database.property("VPCSecurityGroups"))
                            .map(Resource::id)
                            .findFirst()
                            .orElseThrow();
            Set<String> clients =
                    Stream.concat(
                                    Stream.of(
                                                    "user-service",
                                                    "workshop-service",
                                                    "enrollment-service")
                                            .flatMap(
                                                    name ->
                                                            groups(
                                                                    templates,
                                                                    service(templates, name))),
                                    migrationGroup(templates))
                            .collect(Collectors.toSet());
            for (Ingress ingress : ingresses(templates)) {
                String group = ingress.group().id();
                if (tasks.contains(group) && !ingress.address().isEmpty()) {
                    findings.add(ingress.declared() + " opens tasks to an address");
                }
                if (group.equals(databaseGroup)
                        && !source(templates, ingress).allMatch(clients::contains)) {
                    findings.add(ingress.declared() + " opens the database to a stranger");
                }
                if (group.equals(databaseGroup) && !ingress.address().isEmpty()) {
                    findings.add(ingress.declared() + " opens the database to an address");
                }
            }
            long doors =
                    ingresses(templates).stream()
                            .filter(ingress -> ingress.group().id().equals(databaseGroup))
                            .count();
            if (doors != clients.size()) {
                findings.add(templates.name() + ": not all four may reach the database");
            }
        }
        return findings;
    }

    static List<String> nothingInsideIsPublic(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            for (Resource service : templates.ofType(SERVICE)) {
                if (!service.node()
                        .at("/Properties/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
                        .asString("")
                        .equals("DISABLED")) {
                    findings.add(service + " may get a public address");
                }
            }
            Set<String> isolated =
                    templates.ofType("AWS::RDS::DBSubnetGroup").stream()
                            .flatMap(
                                    group ->
                                            templates.targetsWithin(
                                                    group.stack(), group.property("SubnetIds")))
                            .map(Resource::id)
                            .collect(Collectors.toSet());
            if (isolated.size() < 2) {
                findings.add(templates.name() + ": the database has no subnets");
            }
            Set<String> tables = tablesOf(templates, isolated);
            templates.ofType("AWS::EC2::Route").stream()
                    .filter(route -> tables.contains(ref(route, "RouteTableId")))
                    .forEach(route -> findings.add(route + " leads out of the database's subnets"));
            templates.ofType("AWS::EC2::Subnet").stream()
                    .filter(subnet -> subnet.property("MapPublicIpOnLaunch").asBoolean(false))
                    .forEach(subnet -> findings.add(subnet + " hands out public addresses"));
        }
        return findings;
    }

    static List<String> listenersAreStrict(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Resource outside = balancer(templates, "internet-facing");
            templates.ofType(LISTENER).forEach(listener -> judge(templates, listener, findings));
            List<Resource> firewalls = templates.ofType("AWS::WAFv2::WebACLAssociation");
            if (firewalls.size() != 1
                    || !templates
                            .target(
                                    firewalls.getFirst(),
                                    firewalls.getFirst().property("ResourceArn"))
                            .map(Resource::id)
                            .equals(Optional.of(outside.id()))) {
                findings.add(templates.name() + ": the firewall is not on exactly the public edge");
            }
            for (Resource rules : templates.ofType("AWS::WAFv2::WebACL")) {
                String text = rules.node().toString();
                if (!text.contains("RateBasedStatement")
                        || !text.contains("AWSManagedRulesCommonRuleSet")) {
                    findings.add(rules + " lacks its rules");
                }
            }
            for (Resource balancer : templates.ofType(BALANCER)) {
                if (!attribute(balancer, "access_logs.s3.enabled").equals("true")) {
                    findings.add(balancer + " writes no access log");
                }
            }
        }
        return findings;
    }

    private static void judge(Templates templates, Resource listener, List<String> findings) {
        JsonNode action = listener.property("DefaultActions").path(0);
        if (listener.property("Port").asInt() == 80) {
            boolean redirects =
                    action.path("Type").asString().equals("redirect")
                            && action.at("/RedirectConfig/Protocol").asString().equals("HTTPS");
            if (!redirects) {
                findings.add(listener + " answers without TLS");
            }
            return;
        }
        if (!listener.text("Protocol").equals("HTTPS")) {
            findings.add(listener + " has no TLS");
        }
        if (!listener.property("SslPolicy")
                .asString("")
                .startsWith("ELBSecurityPolicy-TLS13-1-3")) {
            findings.add(listener + " allows less than TLS 1.3");
        }
        if (!action.at("/FixedResponseConfig/StatusCode").asString("").equals("404")) {
            findings.add(listener + " does not answer 404 by default");
        }
    }

    static Resource balancer(Templates templates, String scheme) {
        return templates.ofType(BALANCER).stream()
                .filter(balancer -> balancer.text("Scheme").equals(scheme))
                .findFirst()
                .orElseThrow();
    }

    static Resource service(Templates templates, String name) {
        return templates.ofType(SERVICE).stream()
                .filter(service -> service.text("ServiceName").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String balancerOf(Templates templates, Resource listener) {
        return templates.target(listener, listener.property("LoadBalancerArn")).orElseThrow().id();
    }

    private static Stream<String> servicesOf(Templates templates, Set<String> targets) {
        return templates.ofType(SERVICE).stream()
                .filter(
                        service ->
                                templates
                                        .targetsWithin(
                                                service.stack(), service.property("LoadBalancers"))
                                        .anyMatch(target -> targets.contains(target.id())))
                .map(service -> service.text("ServiceName"));
    }

    private static List<String> paths(JsonNode condition) {
        return condition
                .at("/PathPatternConfig/Values")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static Stream<String> migrationGroup(Templates templates) {
        JsonNode output = templates.stacks().get("Foundation").at("/Outputs/MigrationDoors/Value");
        return templates.target("Foundation", output).map(Resource::id).stream();
    }

    private static Set<String> tablesOf(Templates templates, Set<String> subnets) {
        return templates.ofType("AWS::EC2::SubnetRouteTableAssociation").stream()
                .filter(association -> subnets.contains(ref(association, "SubnetId")))
                .map(association -> ref(association, "RouteTableId"))
                .collect(Collectors.toSet());
    }

    private static String ref(Resource resource, String property) {
        return resource.property(property).path("Ref").asString("");
    }

    private static String attribute(Resource balancer, String key) {
        return balancer.property("LoadBalancerAttributes")
                .valueStream()
                .filter(attribute -> attribute.path("Key").asString().equals(key))
                .map(attribute -> attribute.path("Value").asString())
                .findFirst()
                .orElse("");
    }

    private static Stream<String> groups(Templates templates, Resource service) {
        JsonNode groups =
                service.node()
                        .at("/Properties/NetworkConfiguration/AwsvpcConfiguration/SecurityGroups");
        return templates.targetsWithin(service.stack(), groups).map(Resource::id);
    }

    private static Set<String> groupsOf(Templates templates, Resource balancer) {
        return templates
                .targetsWithin(balancer.stack(), balancer.property("SecurityGroups"))
                .map(Resource::id)
                .collect(Collectors.toSet());
    }

    private static Stream<String> source(Templates templates, Ingress ingress) {
        return templates
                .targetsWithin(
                        ingress.declared().stack(), ingress.rule().path("SourceSecurityGroupId"))
                .map(Resource::id);
    }

    private static List<Ingress> ingresses(Templates templates) {
        List<Ingress> ingresses = new ArrayList<>();
        for (Resource group : templates.ofType(GROUP)) {
            group.property("SecurityGroupIngress")
                    .valueStream()
                    .forEach(rule -> ingresses.add(new Ingress(group, rule, group)));
        }
        for (Resource ingress : templates.ofType("AWS::EC2::SecurityGroupIngress")) {
            Resource group = templates.target(ingress, ingress.property("GroupId")).orElseThrow();
            ingresses.add(new Ingress(group, ingress.properties(), ingress));
        }
        return ingresses;
    }
}
