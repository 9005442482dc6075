package dev.atelier.aws;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may do what. */
final class RightsPolicies {

    private static final String ROLE = "AWS::IAM::Role";

    /**
     * Where a statement may be about everything, and why; by the logical id's beginning and the
     * statement's actions.
     */
    private static final Map<String, String> ABOUT_EVERYTHING = new LinkedHashMap<>();

    static {
        ABOUT_EVERYTHING.put("Keys.* kms:.*", "in a key's own policy it means this key");
        ABOUT_EVERYTHING.put(".* ecr:GetAuthorizationToken", "a token is of no repository");
        ABOUT_EVERYTHING.put("DeployingBoundary.* .*", "a boundary only takes away");
        ABOUT_EVERYTHING.put("DeployingExecution.* .*:(Describe|Get|List)\\*", "looking");
        ABOUT_EVERYTHING.put(
                "DeployingExecution.* (?!iam:|s3:|sqs:|sns:|secretsmanager:|rds:|logs:).*",
                "what is to be created has no name yet; boundary and tags bound it");
        ABOUT_EVERYTHING.put(
                "DeployingWatch.* [a-z0-9-]+:(Describe|Get|List)\\*", "looking for drift");
    }

    private RightsPolicies() {}

    /** A statement that allows something. */
    private record Allowed(Resource resource, JsonNode statement) {

        List<String> actions() {
            return texts(statement.path("Action"));
        }

        boolean aboutEverything() {
            return texts(statement.path("Resource")).contains("*");
        }
    }

    static List<String> nothingIsUnlimited(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.all()) {
            for (Allowed allowed : allowed(templates)) {
                for (String action : allowed.actions()) {
                    if (action.equals("*") || action.matches("[a-z0-9-]+:\\*")) {
                        findings.add(allowed.resource() + " allows " + action);
                    }
                    if (allowed.aboutEverything() && !isListed(allowed.resource(), action)) {
                        findings.add(allowed.resource() + " allows " + action + " on everything");
                    }
                }
                if (allowed.statement().has("NotAction")
                        || allowed.statement().has("NotResource")) {
                    findings.add(allowed.resource() + " allows by exception");
                }
            }
        }
        return findings;
    }

    private static boolean isListed(Resource resource, String action) {
        String asked = resource.id() + " " + action;
        return ABOUT_EVERYTHING.keySet().stream()
                .anyMatch(listed -> Pattern.matches(listed, asked));
    }

    static List<String> rolesAreExact(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Set<String> rights = rightsOf(templates);
            Map<String, String> users = new LinkedHashMap<>();
            for (Resource task : templates.ofType("AWS::ECS::TaskDefinition")) {
                for (String kind : List.of("TaskRoleArn", "ExecutionRoleArn")) {
                    Resource role = templates.target(task, task.property(kind)).orElseThrow();
                    String before = users.put(role.id(), task.id());
                    if (before != null) {
                        findings.add(role + " is shared by " + before + " and " + task.id());
                    }
                }
            }
            Set<String> expected = new TreeSet<>(rights());
            rights.stream()
                    .filter(right -> !expected.contains(right))
                    .forEach(right -> findings.add(templates.name() + " too much: " + right));
            expected.stream()
                    .filter(right -> !rights.contains(right))
                    .forEach(right -> findings.add(templates.name() + " too little: " + right));
        }
        return findings;
    }

    /** What the programs of an environment may do. */
    static Set<String> rightsOf(Templates templates) {
        Set<String> rights = new TreeSet<>();
        for (Resource task : templates.ofType("AWS::ECS::TaskDefinition")) {
            for (String kind : List.of("TaskRoleArn", "ExecutionRoleArn")) {
                templates
                        .target(task, task.property(kind))
                        .ifPresent(role -> rights.addAll(rights(templates, role)));
            }
        }
        return rights;
    }

    /** The committed list of what each program may do; a right more or less is a line in a diff. */
    private static List<String> rights() {
        return Committed.RIGHTS.lines();
    }

    /** What a role may do, one line for each action and thing, without the environment's name. */
    private static Set<String> rights(Templates templates, Resource role) {
        Set<String> rights = new TreeSet<>();
        String name = role.text("RoleName").replace("atelier-" + templates.name() + "-", "");
        policiesOf(templates, role)
                .flatMap(policy -> statements(policy.stack(), policy.property("PolicyDocument")))
                .forEach(
                        statement -> {
                            for (String action : texts(statement.node().path("Action"))) {
                                things(templates, statement)
                                        .map("%s: %s on %%s".formatted(name, action)::formatted)
                                        .forEach(rights::add);
                            }
                        });
        return rights;
    }

    private record Statement(String stack, JsonNode node) {}

    private static Stream<Statement> statements(String stack, JsonNode document) {
        return document.path("Statement").valueStream().map(node -> new Statement(stack, node));
    }

    private static Stream<Resource> policiesOf(Templates templates, Resource role) {
        return templates.ofType("AWS::IAM::Policy").stream()
                .filter(
                        policy ->
                                templates
                                        .targetsWithin(policy.stack(), policy.property("Roles"))
                                        .anyMatch(target -> target.id().equals(role.id())));
    }

    private static Stream<String> things(Templates templates, Statement statement) {
        JsonNode resources = statement.node().path("Resource");
        Stream<JsonNode> each =
                resources.isArray() ? resources.valueStream() : Stream.of(resources);
        return each.map(thing -> thing(templates, statement.stack(), thing));
    }

    private static String thing(Templates templates, String stack, JsonNode value) {
        String environment = templates.name();
        if (value.isString()) {
            return value.asString().replaceAll(".*:repository/", "").replace(environment, "{env}");
        }
        String suffix = "";
        if (value.has("Fn::Join")) {
            JsonNode parts = value.get("Fn::Join").get(1);
            suffix = parts.get(parts.size() - 1).asString("").replaceAll("^/", " as ");
        }
        Resource target = templates.targetsWithin(stack, value).findFirst().orElseThrow();
        for (String property : List.of("QueueName", "LogGroupName", "Name", "Alias")) {
            if (target.property(property).isString()) {
                return target.text(property).replace(environment, "{env}") + suffix;
            }
        }
        return target.id().replaceAll("[0-9A-F]{8}$", "") + suffix;
    }

    static List<String> workflowsAreNamed(World world) {
        List<String> findings = new ArrayList<>();
        Set<String> expected = new TreeSet<>(List.of("registry"));
        Environment.ALL.forEach(
                environment ->
                        expected.addAll(
                                List.of(environment.name(), environment.name() + "-watch")));
        Set<String> found = new TreeSet<>();
        for (Templates templates : world.all()) {
            for (String type : List.of("AWS::IAM::User", "AWS::IAM::AccessKey")) {
                templates
                        .ofType(type)
                        .forEach(user -> findings.add(user + " has a key that lasts"));
            }
            for (Resource role : templates.ofType(ROLE)) {
                JsonNode document = role.property("AssumeRolePolicyDocument");
                for (JsonNode statement : document.path("Statement").values()) {
                    if (statement.path("Principal").has("Federated")) {
                        judge(templates, role, statement, expected, found, findings);
                    }
                }
            }
        }
        if (!found.equals(expected)) {
            findings.add("workflows that sign in: " + found + " instead of " + expected);
        }
        return findings;
    }

    private static void judge(
            Templates templates,
            Resource role,
            JsonNode statement,
            Set<String> expected,
            Set<String> found,
            List<String> findings) {
        String prefix = "repo:" + Company.REPOSITORY + ":environment:";
        JsonNode condition = statement.path("Condition");
        JsonNode exactly = condition.path("StringEquals");
        String subject = exactly.path("token.actions.githubusercontent.com:sub").asString("");
        boolean exact =
                condition.size() == 1
                        && exactly.size() == 2
                        && exactly.path("token.actions.githubusercontent.com:aud")
                                .asString("")
                                .equals("sts.amazonaws.com")
                        && subject.startsWith(prefix)
                        && expected.contains(subject.substring(prefix.length()));
        if (!exact) {
            findings.add(role + " trusts more than one workflow: " + condition);
            return;
        }
        found.add(subject.substring(prefix.length()));
        if (!templates.name().equals("company") && !role.properties().has("PermissionsBoundary")) {
            findings.add(role + " has no boundary");
        }
    }

    static List<String> environmentsCannotHarmOneAnother(World world) {
        List<String> findings = new ArrayList<>();
        for (Templates templates : world.environments()) {
            Resource boundary = templates.one("AWS::IAM::ManagedPolicy", "DeployingBoundary");
            for (Environment other : Environment.ALL) {
                if (!other.name().equals(templates.name()) && !denies(boundary, other.name())) {
                    findings.add(boundary + " does not deny what is tagged " + other.name());
                }
            }
            for (Resource role : templates.ofType(ROLE)) {
                if (!role.property("PermissionsBoundary")
                        .toString()
                        .contains(
                                role.stack().equals("Access")
                                        ? boundary.id()
                                        : "atelier-%s-boundary".formatted(templates.name()))) {
                    findings.add(role + " is outside of the environment's boundary");
                }
            }
        }
        findings.addAll(strangers(world.dev()));
        return findings;
    }

    private static boolean denies(Resource boundary, String environment) {
        return boundary.property("PolicyDocument")
                .path("Statement")
                .valueStream()
                .filter(statement -> statement.path("Effect").asString().equals("Deny"))
                .filter(statement -> texts(statement.path("Action")).equals(List.of("*")))
                .filter(statement -> texts(statement.path("Resource")).equals(List.of("*")))
                .map(statement -> statement.at("/Condition/StringEquals"))
                .filter(condition -> condition.size() == 1)
                .map(condition -> condition.path("aws:ResourceTag/env"))
                .anyMatch(names -> texts(names).contains(environment));
    }

    /** Dev knows of the other account nothing but where images are. */
    private static List<String> strangers(Templates dev) {
        String registry =
                "%1$s\\.dkr\\.ecr\\.|:ecr:[a-z0-9-]+:%1$s:repository/"
                        .formatted(Company.PROD_ACCOUNT);
        return dev.stacks().entrySet().stream()
                .filter(
                        stack ->
                                stack.getValue()
                                        .toString()
                                        .replaceAll(registry, "")
                                        .contains(Company.PROD_ACCOUNT))
                .map(stack -> "dev's " + stack.getKey() + " knows the production account")
                .toList();
    }

    private static List<Allowed> allowed(Templates templates) {
        return templates
                .resources()
                .flatMap(
                        resource ->
                                documents(resource.node())
                                        .flatMap(
                                                document ->
                                                        document.path("Statement").valueStream())
                                        .filter(RightsPolicies::allows)
                                        .map(statement -> new Allowed(resource, statement)))
                .toList();
    }

    private static boolean allows(JsonNode statement) {
        return statement.path("Effect").asString("").equals("Allow");
    }

    /** Whatever in a resource looks like a policy, wherever it stands. */
    private static Stream<JsonNode> documents(JsonNode node) {
        Stream<JsonNode> here =
                node.isObject() && node.path("Statement").isArray()
                        ? Stream.of(node)
                        : Stream.empty();
        return Stream.concat(
                here,
                node.isContainer()
                        ? node.valueStream().flatMap(RightsPolicies::documents)
                        : Stream.empty());
    }

    static List<String> texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(item -> item.asString("")).toList()
                : value.isString() ? List.of(value.asString()) : List.of();
    }
}
