package dev.atelier.aws;

import dev.atelier.testing.ProjectFiles;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Subscriber;
import dev.atelier.topology.Topology;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How images, secrets, queues, the database and alarms are kept. */
final class DataPolicies {

    private static final String TASK = "AWS::ECS::TaskDefinition";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String SUBSCRIPTION = "AWS::SNS::Subscription";
    private static final String DIGEST = "^sha256:[0-9a-f]{64}$";
    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE|ROUTING_KEY|API_?KEY");

    private DataPolicies() {}

    static List<String> imagesAreDigests(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            eachContainer(
                    templates,
                    (task, container) -> {
                        JsonNode image = container.path("Image");
                        if (!isDigest(templates, task, image)) {
                            findings.add(task + " runs an image without a digest: " + image);
                        }
                    });
        }
        if (!images(world.staging()).equals(images(world.live()))) {
            findings.add("staging and live run different images");
        }
        return findings;
    }

    private static boolean isDigest(Templates templates, Resource task, JsonNode image) {
        JsonNode parts = image.path("Fn::Join").path(1);
        if (parts.size() != 2 || !parts.get(0).asString("").endsWith("@")) {
            return false;
        }
        JsonNode parameter =
                templates
                        .stacks()
                        .get(task.stack())
                        .path("Parameters")
                        .path(parts.get(1).path("Ref").asString(""));
        return parameter.path("AllowedPattern").asString("").equals(DIGEST)
                && !parameter.has("Default");
    }

    private static Set<String> images(Templates templates) {
        Set<String> images = new TreeSet<>();
        eachContainer(
                templates, (task, container) -> images.add(task.stack() + container.path("Image")));
        return images;
    }

    static List<String> secretsAreNoVariables(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            eachContainer(
                    templates,
                    (task, container) -> {
                        for (JsonNode variable : container.path("Environment").values()) {
                            String name = variable.path("Name").asString();
                            if (SECRET.matcher(name).find() && !name.endsWith("_URL")) {
                                findings.add(task + " shows " + name);
                            }
                        }
                    });
        }
        return findings;
    }

    static List<String> queuesAreKept(World world) {
        List<String> findings = new ArrayList<>();
        int handling = longestTransaction();
        for (Templates templates : world.environments()) {
            Set<String> names = new TreeSet<>();
            for (Resource queue : templates.ofType(QUEUE)) {
                String name = queue.text("QueueName");
                names.add(name);
                if (queue.property("KmsMasterKeyId").isMissingNode()) {
                    findings.add(queue + " is not encrypted with a key of ours");
                }
                if (!refusesWithoutTls(templates, queue)) {
                    findings.add(queue + " may be used without TLS");
                }
                if (queue.property("MessageRetentionPeriod").asInt()
                        != Subscriber.RETENTION_DAYS * 86_400) {
                    findings.add(queue + " keeps messages for another time");
                }
                if (!name.endsWith("-dlq")) {
                    judge(queue, handling, findings);
                }
            }
            Set<String> expected = new TreeSet<>();
            for (Subscriber subscriber : Topology.ATELIER.subscribers()) {
                expected.add(subscriber.queue(templates.name()));
                expected.add(subscriber.deadLetterQueue(templates.name()));
            }
            if (!names.equals(expected)) {
                findings.add(templates.name() + " has other queues than the topology: " + names);
            }
        }
        return findings;
    }

    private static void judge(Resource queue, int handling, List<String> findings) {
        if (queue.property("RedrivePolicy").path("maxReceiveCount").asInt()
                != Subscriber.MAX_RECEIVES) {
            findings.add(queue + " has no dead-letter queue");
        }
        if (queue.property("VisibilityTimeout").asInt() <= handling) {
            findings.add(queue + " gives a message out again while it is handled");
        }
    }

    /** Handling an event is one transaction, which the database ends after that many seconds. */
    private static int longestTransaction() {
        String defaults =
                ProjectFiles.read(
                        ProjectFiles.root()
                                .resolve("common/src/main/resources/atelier-defaults.yml"));
        Matcher matcher = Pattern.compile("[^_]transaction_timeout=(\\d+)s").matcher(defaults);
        if (!matcher.find()) {
            throw new IllegalStateException("transactions have no limit");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static boolean refusesWithoutTls(Templates templates, Resource queue) {
        return templates.ofType("AWS::SQS::QueuePolicy").stream()
                .filter(
                        policy ->
                                templates
                                        .targetsWithin(policy.stack(), policy.property("Queues"))
                                        .anyMatch(target -> target.id().equals(queue.id())))
                .flatMap(
                        policy -> policy.property("PolicyDocument").path("Statement").valueStream())
                .anyMatch(
                        statement ->
                                statement.path("Effect").asString().equals("Deny")
                                        && statement
                                                .at("/Condition/Bool/aws:SecureTransport")
                                                .asString("")
                                                .equals("false"));
    }

    static List<String> theDatabaseIsSafe(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Environment environment = Environment.named(templates.name());
            Resource database = templates.one("AWS::RDS::DBInstance", "Database");
            require(database, "StorageEncrypted", "true", findings);
            require(database, "EnableIAMDatabaseAuthentication", "true", findings);
            require(database, "PubliclyAccessible", "false", findings);
            require(database, "ManageMasterUserPassword", "true", findings);
            require(database, "Engine", "postgres", findings);
            if (environment.production()) {
                require(database, "MultiAZ", "true", findings);
                require(database, "DeletionProtection", "true", findings);
                require(database, "BackupRetentionPeriod", "14", findings);
            }
            Resource parameters =
                    templates
                            .target(database, database.property("DBParameterGroupName"))
                            .orElseThrow();
            if (!parameters.property("Parameters").path("rds.force_ssl").asString("").equals("1")) {
                findings.add(database + " may be used without TLS");
            }
            templates.ofType("AWS::KMS::Key").stream()
                    .filter(key -> !key.property("EnableKeyRotation").asBoolean(false))
                    .forEach(key -> findings.add(key + " is never rotated"));
        }
        return findings;
    }

    private static void require(
            Resource resource, String property, String value, List<String> findings) {
        if (!resource.property(property).asString("").equals(value)) {
            findings.add("%s: %s is not %s".formatted(resource, property, value));
        }
    }

    static List<String> alarmsReachSomebody(World world) {
        List<String> findings = new ArrayList<>();
        Set<String> keys = new TreeSet<>();
        for (Templates templates : world.environments()) {
            for (Resource alarm : templates.ofType(ALARM)) {
                if (alarm.property("AlarmActions").isEmpty()
                        && !alarm.text("AlarmName").matches(".*(AlarmHigh|AlarmLow).*")) {
                    findings.add(alarm + " tells nobody");
                }
            }
            expectedAlarms()
                    .map(name -> "atelier-%s-%s".formatted(templates.name(), name))
                    .filter(
                            name ->
                                    templates.ofType(ALARM).stream()
                                            .noneMatch(a -> a.text("AlarmName").equals(name)))
                    .forEach(name -> findings.add("there is no alarm " + name));
            findings.addAll(unscraped(templates));
            Resource subscription = templates.ofType(SUBSCRIPTION).getFirst();
            boolean pages = subscription.text("Protocol").equals("https");
            if (pages != templates.name().equals("live")) {
                findings.add(subscription + " pages from " + templates.name());
            }
            keys.add(
                    templates
                            .one("AWS::SecretsManager::Secret", "SecretsPagerdutyRoutingKey")
                            .text("Name"));
        }
        if (keys.size() != world.environments().size()) {
            findings.add("environments share a key of PagerDuty's: " + keys);
        }
        return findings;
    }

    private static Stream<String> expectedAlarms() {
        return Stream.concat(
                Stream.of(
                        "gateway-5xx",
                        "gateway-unhealthy",
                        "edge-5xx",
                        "grafana-unhealthy",
                        "prometheus-unhealthy",
                        "alertmanager-unhealthy",
                        "database-processor",
                        "database-connections",
                        "database-storage"),
                Topology.ATELIER.subscribers().stream()
                        .map(subscriber -> subscriber.name() + "-dead-letters"));
    }

    /** Services of whose tasks Prometheus is not told. */
    private static List<String> unscraped(Templates templates) {
        List<String> findings = new ArrayList<>();
        Set<String> targets = new TreeSet<>();
        eachContainer(
                templates,
                (task, container) ->
                        container
                                .path("Environment")
                                .valueStream()
                                .filter(
                                        variable ->
                                                variable.path("Name").asString().equals("TARGETS"))
                                .map(variable -> variable.path("Value").asString())
                                .flatMap(value -> Stream.of(value.split(",")))
                                .map(target -> target.substring(0, target.indexOf('=')))
                                .forEach(targets::add));
        templates.ofType("AWS::ECS::Service").stream()
                .filter(service -> !targets.contains(service.text("ServiceName")))
                .forEach(service -> findings.add("Prometheus does not scrape " + service));
        Topology.ATELIER.deployables().stream()
                .map(Deployable::name)
                .filter(name -> !targets.contains(name))
                .forEach(name -> findings.add("Prometheus does not scrape " + name));
        return findings;
    }

    static void eachContainer(Templates templates, BiConsumer<Resource, JsonNode> use) {
        for (Resource task : templates.ofType(TASK)) {
            task.property("ContainerDefinitions")
                    .valueStream()
                    .forEach(container -> use.accept(task, container));
        }
    }
}
