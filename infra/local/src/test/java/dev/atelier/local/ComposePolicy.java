package dev.atelier.local;

import dev.atelier.local.Compose.Service;
import dev.atelier.observability.Tempo;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is true of the platform in containers; where the laptop has it too, as it is there. */
enum ComposePolicy {
    DEPLOYABLES_ARE_THE_TOPOLOGYS(ComposePolicy::deployables),
    THEY_ARE_TOLD_WHAT_THE_LAPTOP_TELLS(ComposePolicy::variables),
    THEY_ARE_WATCHED(ComposePolicy::watched),
    NOBODY_STARTS_BEFORE_WHAT_IT_NEEDS(ComposePolicy::order),
    ONLY_THIS_MACHINE_FINDS_IT_WHERE_THE_LAPTOP_HAS_IT(ComposePolicy::ports),
    NO_SECRET_STANDS_IN_THE_FILE(ComposePolicy::secrets),
    EACH_SECRET_HAS_ITS_READER(ComposePolicy::readers),
    ALL_HAVE_LIMITS(ComposePolicy::limits),
    NOBODY_MAY_MORE_THAN_IT_MUST(ComposePolicy::rights),
    WHAT_STAYS_HAS_A_NAME(ComposePolicy::volumes),
    IMAGES_ARE_OURS_OR_THOSE_OF_AWS_AND_OF_TESTS(ComposePolicy::images),
    ALL_THAT_RUNS_SAYS_HOW_IT_IS(ComposePolicy::health);

    private static final Topology TOPOLOGY = Topology.ATELIER;
    private static final Ports PORTS = Ports.from(Ports.DEFAULT_BASE);
    private static final Path ROOT = Checkout.around(Path.of("")).root();

    /** What a laptop calls otherwise. */
    private static final Map<String, String> QUEUE = Map.of("localstack", Queue.NAME);

    /** The laptop has one address for all, and passwords in variables. */
    private static final Set<String> OF_THE_LAPTOP =
            Set.of(
                    "SERVER_ADDRESS",
                    "SERVER_PORT",
                    "MANAGEMENT_SERVER_ADDRESS",
                    "MANAGEMENT_SERVER_PORT",
                    "SPRING_R2DBC_PASSWORD",
                    "SPRING_FLYWAY_PASSWORD");

    /** Passwords come as files, and the image would log for machines. */
    private static final Set<String> OF_CONTAINERS =
            Set.of("SPRING_CONFIG_IMPORT", "SPRING_PROFILES_ACTIVE");

    /** Where something is, which is all that may have another value. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "SPRING_(R2DBC|FLYWAY)_URL|ATELIER_SECURITY_JWKSETURI|ATELIER_GATEWAY_.*URI"
                            + "|SPRING_CLOUD_AWS_(SQS_ENDPOINT|REGION_STATIC)");

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|KEY|CREDENTIAL");

    /** LocalStack takes any credentials, and the pager any key. */
    private static final Set<String> NO_SECRETS =
            Set.of("local", "pagerduty", "tickets", "tickets-of-notifications");

    private static final String SECRETS = "secrets";
    private static final String OF = "secrets-of-";

    private final Function<Compose, List<String>> findings;

    ComposePolicy(Function<Compose, List<String>> findings) {
        this.findings = findings;
    }

    /** What is not as it should be. */
    List<String> findings(Compose compose) {
        return findings.apply(compose);
    }

    private static List<String> deployables(Compose compose) {
        List<String> findings = new ArrayList<>();
        Set<String> wanted =
                TOPOLOGY.deployables().stream().map(Deployable::name).collect(Collectors.toSet());
        Set<String> built = new HashSet<>();
        for (Service service : compose.services()) {
            String deployable = service.built("DEPLOYABLE");
            if (!deployable.isEmpty()) {
                built.add(deployable);
                expect(findings, service.name(), "name", deployable, service.name());
                expect(
                        findings,
                        service.name(),
                        "image",
                        "atelier/" + deployable,
                        service.text("image"));
                expect(
                        findings,
                        service.name(),
                        "variables",
                        Compose.ENVIRONMENT + deployable + ".env",
                        service.text("env_file"));
            }
        }
        expect(findings, "all", "deployables", wanted, built);
        return findings;
    }

    private static List<String> variables(Compose compose) {
        List<String> findings = new ArrayList<>();
        Platform laptop = laptop(Arrangement.USUAL);
        for (Deployable deployable : TOPOLOGY.deployables()) {
            String name = deployable.name();
            Map<String, String> there = new TreeMap<>(laptopsVariables(laptop, name));
            there.keySet().removeAll(OF_THE_LAPTOP);
            Map<String, String> here = new TreeMap<>(containersVariables(compose, name));
            here.keySet().removeAll(OF_CONTAINERS);
            expect(findings, name, "names of variables", there.keySet(), here.keySet());
            there.keySet().removeIf(ADDRESS.asMatchPredicate());
            here.keySet().removeIf(ADDRESS.asMatchPredicate());
            expect(findings, name, "variables", there, here);
        }
        return findings;
    }

    private static Map<String, String> containersVariables(Compose compose, String deployable) {
        return compose.has(deployable) ? compose.told(compose.service(deployable)) : Map.of();
    }

    private static Map<String, String> laptopsVariables(Platform laptop, String deployable) {
        return ((dev.atelier.local.Service) laptop.lineup().component(deployable).blueprint())
                .environment();
    }

    private static List<String> watched(Compose compose) {
        List<String> findings = new ArrayList<>();
        Map<String, String> told = compose.told(compose.service("prometheus-configuration"));
        Set<String> targets = Set.of(told.get("TARGETS").split(","));
        for (Deployable deployable : TOPOLOGY.deployables()) {
            if (!targets.contains("%1$s=%1$s:9080".formatted(deployable.name()))) {
                findings.add(deployable.name() + " is not scraped");
            }
        }
        Set<String> wanted =
                TOPOLOGY.deployables().stream()
                        .map(deployable -> deployable.name() + "=1")
                        .collect(Collectors.toSet());
        expect(findings, "Prometheus", "wanted", wanted, Set.of(told.get("WANTED").split(",")));
        expect(
                findings,
                "Prometheus",
                "environment",
                Platform.ENVIRONMENT,
                told.get("ENVIRONMENT"));
        return findings;
    }

    private static List<String> order(Compose compose) {
        List<String> findings = new ArrayList<>();
        Lineup laptop = laptop(Arrangement.USUAL.observed(Tempo.USUAL)).lineup();
        for (Service service : compose.services()) {
            String component = QUEUE.getOrDefault(service.name(), service.name());
            laptop.components().stream()
                    .filter(one -> one.name().equals(component))
                    .flatMap(one -> one.blueprint().after().stream())
                    .map(ComposePolicy::inContainers)
                    .filter(needed -> !compose.waitsFor(service.name()).contains(needed))
                    .forEach(
                            needed ->
                                    findings.add(service.name() + " does not wait for " + needed));
        }
        for (Deployable service : TOPOLOGY.services()) {
            for (String made : List.of(SECRETS, "schemas", "queues")) {
                if (compose.has(service.name())
                        && !compose.waitsFor(service.name()).contains(made)) {
                    findings.add(service.name() + " does not wait for " + made);
                }
            }
        }
        return findings;
    }

    private static String inContainers(String component) {
        return component.equals(Queue.NAME) ? "localstack" : component;
    }

    private static List<String> ports(Compose compose) {
        List<String> findings = new ArrayList<>();
        Map<String, Set<Integer>> published = new TreeMap<>();
        for (Service service : compose.services()) {
            for (String port : service.ports()) {
                if (port.matches("127\\.0\\.0\\.1:\\d+:\\d+")) {
                    published
                            .computeIfAbsent(service.name(), _ -> new TreeSet<>())
                            .add(Integer.valueOf(port.split(":")[1]));
                } else {
                    findings.add("%s is published as %s".formatted(service.name(), port));
                }
            }
        }
        expect(findings, "all", "ports", expectedPorts(), published);
        return findings;
    }

    private static Map<String, Set<Integer>> expectedPorts() {
        Map<String, Set<Integer>> ports = new TreeMap<>();
        for (Deployable service : TOPOLOGY.services()) {
            ports.put(service.name(), Set.of(PORTS.managementOf(service.name())));
        }
        ports.put("gateway", Set.of(PORTS.of("gateway"), PORTS.managementOf("gateway")));
        for (String same :
                List.of(Issuer.NAME, Postgres.NAME, Observers.PROMETHEUS, Observers.ALERTMANAGER)) {
            ports.put(same, Set.of(PORTS.of(same)));
        }
        ports.put("localstack", Set.of(PORTS.of(Queue.NAME)));
        ports.put("pager", Set.of(PORTS.of("pager")));
        ports.put("grafana", Set.of(Ports.DEFAULT_BASE + 25));
        return ports;
    }

    private static List<String> secrets(Compose compose) {
        List<String> findings = new ArrayList<>();
        for (Service service : compose.services()) {
            compose.told(service)
                    .forEach(
                            (name, value) -> {
                                if (SECRET.matcher(name).find() && !isNoSecret(value)) {
                                    findings.add("%s has %s".formatted(service.name(), name));
                                }
                            });
        }
        return findings;
    }

    private static boolean isNoSecret(String value) {
        return value.startsWith("/run/secrets/") || NO_SECRETS.contains(value);
    }

    private static List<String> readers(Compose compose) {
        List<String> findings = new ArrayList<>();
        for (Service service : compose.services()) {
            for (String volume : service.volumes()) {
                if (volume.startsWith(OF) && !service.name().equals(SECRETS)) {
                    String reader = volume.substring(OF.length(), volume.indexOf(':'));
                    boolean reads =
                            reader.equals(service.name())
                                    || reader.equals(Postgres.NAME)
                                            && service.name().equals("postgres-exporter")
                                    || reader.equals(Issuer.NAME)
                                            && service.list("profiles").contains("tools");
                    if (!reads || !volume.endsWith(":ro")) {
                        findings.add("%s has %s".formatted(service.name(), volume));
                    }
                }
                if (volume.startsWith("secret:")
                        && !Set.of(SECRETS, "schemas").contains(service.name())) {
                    findings.add("%s has the secret of all".formatted(service.name()));
                }
            }
        }
        for (Deployable service : TOPOLOGY.services()) {
            String volume = OF + service.name() + ":/run/secrets/service:ro";
            if (!compose.has(service.name())
                    || !compose.service(service.name()).volumes().contains(volume)) {
                findings.add(service.name() + " has no secrets");
            }
        }
        return findings;
    }

    private static List<String> limits(Compose compose) {
        return lacking(
                compose,
                Map.of(
                        "memory", service -> !service.text("mem_limit").isEmpty(),
                        "processors", service -> !service.text("cpus").isEmpty(),
                        "processes", service -> !service.text("pids_limit").isEmpty(),
                        "its log", service -> service.text("logging").contains("max-size=10m")));
    }

    /**
     * LocalStack's image is made for root, and the maker of secrets writes to volumes of root's.
     */
    private static List<String> rights(Compose compose) {
        return lacking(
                compose,
                Map.of(
                        "no-new-privileges",
                        service -> service.list("security_opt").contains("no-new-privileges:true"),
                        "a read-only root",
                        service ->
                                service.name().equals("localstack")
                                        || service.text("read_only").equals("true"),
                        "capabilities dropped",
                        service ->
                                service.name().equals("localstack")
                                        || service.list("cap_drop").contains("ALL"),
                        "a user",
                        service ->
                                Set.of("localstack", SECRETS).contains(service.name())
                                        || service.text("user").matches("[1-9]\\d*:\\d+"),
                        "nothing of the engine's",
                        service ->
                                service.volumes().stream().noneMatch(v -> v.contains("docker.sock"))
                                        && !service.node().containsKey("privileged")));
    }

    private static List<String> volumes(Compose compose) {
        List<String> findings = new ArrayList<>();
        Set<String> mounted = new TreeSet<>();
        for (Service service : compose.services()) {
            for (String volume : service.volumes()) {
                String source = volume.split(":")[0];
                if (source.startsWith("./") ? !volume.endsWith(":ro") : source.startsWith("/")) {
                    findings.add("%s has %s".formatted(service.name(), volume));
                } else if (!source.startsWith("./")) {
                    mounted.add(source);
                }
            }
        }
        expect(findings, "all", "volumes", new TreeSet<>(compose.volumes()), mounted);
        return findings;
    }

    private static List<String> images(Compose compose) {
        List<String> findings = new ArrayList<>();
        String others =
                Stream.of(
                                "infra/aws/upstream.json",
                                "infra/testing/src/main/java/dev/atelier/testing/TestPostgres.java",
                                "infra/testing/src/main/java/dev/atelier/testing/TestQueues.java")
                        .map(file -> Compose.read(ROOT.resolve(file)))
                        .collect(Collectors.joining());
        for (Service service : compose.services()) {
            String image = service.text("image");
            boolean known =
                    service.isBuilt()
                            ? image.equals("atelier/" + service.name())
                                    && service.text("pull_policy").equals("build")
                            : others.contains('"' + image + '"')
                                    || service.name().equals("postgres-exporter")
                                            && image.matches("[^:]+:v[\\d.]+");
            if (!known) {
                findings.add("%s runs %s".formatted(service.name(), image));
            }
        }
        return findings;
    }

    private static List<String> health(Compose compose) {
        return lacking(
                compose,
                Map.of(
                        "a check of its health, or an end",
                        service -> service.ends() || service.node().containsKey("healthcheck"),
                        "a way back",
                        service ->
                                service.ends()
                                        || service.text("restart").equals("unless-stopped")));
    }

    private static List<String> lacking(
            Compose compose, Map<String, Function<Service, Boolean>> needs) {
        List<String> findings = new ArrayList<>();
        for (Service service : compose.services()) {
            new TreeMap<>(needs)
                    .forEach(
                            (what, has) -> {
                                if (!has.apply(service)) {
                                    findings.add("%s lacks %s".formatted(service.name(), what));
                                }
                            });
        }
        return findings;
    }

    private static void expect(
            List<String> findings, String of, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            findings.add("%s of %s: %s instead of %s".formatted(what, of, found, wanted));
        }
    }

    private static Platform laptop(Arrangement arrangement) {
        return new Platform(
                new Home(Path.of("target/laptop").toAbsolutePath()),
                PORTS,
                arrangement,
                Checkout.around(Path.of("")),
                new Recorder());
    }
}
