package dev.atelier.aws;

import dev.atelier.testing.ProjectFiles;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an environment costs in a month, by what its templates say and by what it is assumed to do.
 */
final class Costs {

    private static final double HOURS = 730;
    private static final double SCRAPES_A_MONTH = HOURS * 3600 / 30;
    private static final double MILLION = 1_000_000;
    private static final int CALLS_OF_AN_EVENT = 4;
    private static final int METRICS_OF_A_SERVICE = 10;

    private static final Map<String, Map<String, Double>> PRICES = read("prices.csv");
    private static final Map<String, Map<String, Double>> USAGE = read("usage.csv");

    private Costs() {}

    /** By what is paid for, in US dollars. */
    static Map<String, Double> of(Templates templates) {
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put("Tasks on Fargate", tasks(templates));
        costs.put("PostgreSQL, with its standby and its disk", database(templates));
        costs.put("Load balancers", balancers(templates));
        costs.put("NAT gateways", nat(templates));
        costs.put(
                "Transit Gateway",
                hourly(templates, "AWS::EC2::TransitGatewayAttachment", "transit-gateway"));
        costs.put("Public addresses", addresses(templates));
        costs.put("Firewall", firewall(templates));
        costs.put("Metrics: Managed Prometheus, Container Insights, alarms", metrics(templates));
        costs.put("Logs", price("logs.gib") * usage("logs", templates));
        costs.put("Queues", price("sqs") * usage("events", templates) * CALLS_OF_AN_EVENT);
        costs.put("Keys, secrets, zones", small(templates));
        return costs;
    }

    static double total(Templates templates) {
        return of(templates).values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double tasks(Templates templates) {
        double perHour = 0;
        for (Resource service : templates.ofType("AWS::ECS::Service")) {
            Resource task =
                    templates.target(service, service.property("TaskDefinition")).orElseThrow();
            double one =
                    number(task.property("Cpu")) / 1024 * price("fargate.arm.vcpu")
                            + number(task.property("Memory")) / 1024 * price("fargate.arm.gib");
            perHour += one * service.property("DesiredCount").asInt();
        }
        return perHour * HOURS;
    }

    private static double database(Templates templates) {
        Resource database = templates.one("AWS::RDS::DBInstance", "Database");
        double one =
                price("rds." + database.text("DBInstanceClass")) * HOURS
                        + price("rds.gp3") * number(database.property("AllocatedStorage"));
        return database.property("MultiAZ").asBoolean(false) ? 2 * one : one;
    }

    private static double balancers(Templates templates) {
        int count = templates.ofType("AWS::ElasticLoadBalancingV2::LoadBalancer").size();
        return count * HOURS * (price("alb") + usage("lcu", templates) * price("alb.lcu"));
    }

    private static double nat(Templates templates) {
        return hourly(templates, "AWS::EC2::NatGateway", "nat")
                + usage("nat", templates) * price("nat.gib");
    }

    private static double addresses(Templates templates) {
        Resource balancer = NetworkPolicies.balancer(templates, "internet-facing");
        int count = templates.ofType("AWS::EC2::EIP").size() + balancer.property("Subnets").size();
        return count * HOURS * price("ipv4");
    }

    private static double firewall(Templates templates) {
        int rules =
                templates.ofType("AWS::WAFv2::WebACL").stream()
                        .mapToInt(acl -> acl.property("Rules").size())
                        .sum();
        return templates.ofType("AWS::WAFv2::WebACL").size() * price("waf")
                + rules * price("waf.rule")
                + usage("requests", templates) * price("waf.requests");
    }

    private static double metrics(Templates templates) {
        List<Resource> services = templates.ofType("AWS::ECS::Service");
        int running =
                services.stream()
                        .mapToInt(service -> service.property("DesiredCount").asInt())
                        .sum();
        double samples = running * usage("series", templates) * SCRAPES_A_MONTH / MILLION;
        return samples * price("samples")
                + (services.size() + 1) * METRICS_OF_A_SERVICE * price("metric")
                + templates.ofType("AWS::CloudWatch::Alarm").size() * price("alarm");
    }

    private static double small(Templates templates) {
        return templates.ofType("AWS::KMS::Key").size() * price("kms")
                + templates.ofType("AWS::SecretsManager::Secret").size() * price("secret")
                + templates.ofType("AWS::ServiceDiscovery::PrivateDnsNamespace").size()
                        * price("zone");
    }

    private static double hourly(Templates templates, String type, String key) {
        return templates.ofType(type).size() * HOURS * price(key);
    }

    private static double number(JsonNode node) {
        return Double.parseDouble(node.asString());
    }

    private static double price(String key) {
        return find(PRICES, key).get("usd");
    }

    private static double usage(String key, Templates templates) {
        return find(USAGE, key).get(templates.name());
    }

    private static Map<String, Double> find(Map<String, Map<String, Double>> table, String key) {
        Map<String, Double> row = table.get(key);
        if (row == null) {
            throw new IllegalStateException("no price or usage of " + key);
        }
        return row;
    }

    private static Map<String, Map<String, Double>> read(String name) {
        Path file = ProjectFiles.root().resolve("infra/aws/src/test/resources").resolve(name);
        List<String> lines = new ArrayList<>(ProjectFiles.read(file).lines().toList());
        lines.removeIf(line -> line.startsWith("#"));
        String[] columns = lines.removeFirst().split(",");
        Map<String, Map<String, Double>> table = new LinkedHashMap<>();
        for (String line : lines) {
            String[] cells = line.split(",");
            Map<String, Double> row = new LinkedHashMap<>();
            for (int column = 1; column < columns.length - 1; column++) {
                row.put(columns[column], Double.parseDouble(cells[column]));
            }
            table.put(cells[0], row);
        }
        return table;
    }
}
