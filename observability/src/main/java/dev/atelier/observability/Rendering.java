package dev.atelier.observability;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the configuration of one installation: what is committed, with its own targets, addresses,
 * keys and durations. Nothing else can differ, so what one installation shows is true of the
 * others.
 *
 * @param source the directory {@code observability} of the checkout
 * @param installation whose configuration it is
 */
public record Rendering(Path source, Installation installation) {

    private static final Set<String> DURATIONS =
            Set.of(
                    "for",
                    "keep_firing_for",
                    "interval",
                    "scrape_interval",
                    "scrape_timeout",
                    "evaluation_interval",
                    "resolve_timeout",
                    "group_wait",
                    "group_interval",
                    "repeat_interval");

    private static final String WANTED = "atelier:targets:wanted";

    /**
     * Writes {@code prometheus.yml}, {@code rules/} and {@code alertmanager.yml}.
     *
     * @param directory where to; it may hold an older configuration
     */
    public void writeTo(Path directory) throws IOException {
        writePrometheus(directory);
        writeAlertmanager(directory);
    }

    /** Writes what Prometheus reads, alone. */
    public void writePrometheus(Path directory) throws IOException {
        Yaml.write(prometheus(), directory.resolve("prometheus.yml"));
        for (Path rules : ruleFiles()) {
            Yaml.write(rules(rules), directory.resolve("rules").resolve(rules.getFileName()));
        }
    }

    /** Writes what Alertmanager reads, alone. */
    public void writeAlertmanager(Path directory) throws IOException {
        Yaml.write(alertmanager(), directory.resolve("alertmanager.yml"));
    }

    /** The names of all jobs, those that this installation does not have too. */
    Set<String> jobs() throws IOException {
        Map<String, Object> document = Yaml.read(source.resolve("prometheus/prometheus.yml"));
        return Yaml.maps(document, "scrape_configs").stream()
                .map(job -> Yaml.text(job, "job_name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the files that Alertmanager reads routing keys from. */
    Set<String> keys() throws IOException {
        Map<String, Object> document = Yaml.read(source.resolve("alertmanager/alertmanager.yml"));
        return Yaml.maps(document, "receivers").stream()
                .flatMap(receiver -> Yaml.maps(receiver, "pagerduty_configs").stream())
                .map(pagerDuty -> committedKey(pagerDuty).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Object> prometheus() throws IOException {
        Map<String, Object> document = Yaml.read(source.resolve("prometheus/prometheus.yml"));
        Map<String, Object> global = Yaml.map(document, "global");
        Yaml.map(global, "external_labels").put("environment", installation.environment());
        document.put(
                "alerting",
                Map.of(
                        "alertmanagers",
                        List.of(found(Map.of(), others(Installation.ALERTMANAGER)))));
        document.put("scrape_configs", scraped(Yaml.maps(document, "scrape_configs")));
        installation.history().ifPresent(history -> sendOn(document, history));
        hurry(document);
        return document;
    }

    private static void sendOn(Map<String, Object> document, History history) {
        document.put(
                "remote_write",
                List.of(
                        Map.of(
                                "url",
                                history.uri().toString(),
                                "sigv4",
                                Map.of("region", history.region()))));
    }

    private List<Map<String, Object>> scraped(List<Map<String, Object>> jobs) {
        List<Map<String, Object>> scraped = new ArrayList<>();
        for (Map<String, Object> job : jobs) {
            String name = Yaml.text(job, "job_name");
            if (name.equals(Installation.DEPLOYABLES)) {
                scraped.add(found(job, new TreeMap<>(installation.deployables())));
            } else if (installation.others().containsKey(name)) {
                scraped.add(found(job, others(name)));
            }
        }
        return scraped;
    }

    private Map<String, Targets> others(String job) {
        Targets targets = installation.others().get(job);
        return targets == null ? Map.of() : Map.of("", targets);
    }

    /** A job with its targets, which are deployables where they have a name. */
    private static Map<String, Object> found(
            Map<String, Object> job, Map<String, Targets> targets) {
        Map<String, Object> found = new TreeMap<>(job);
        found.remove("file_sd_configs");
        targets.forEach((name, one) -> add(found, one.key(), one.discovery(labels(name))));
        targets.forEach((name, one) -> name(found, name, one));
        return found;
    }

    private static Map<String, String> labels(String deployable) {
        return deployable.isEmpty() ? Map.of() : Map.of("application", deployable);
    }

    /** A target that is found by its name gets the label from there. */
    private static void name(Map<String, Object> job, String deployable, Targets targets) {
        if (targets instanceof Targets.Named(String name, _) && !deployable.isEmpty()) {
            add(
                    job,
                    "relabel_configs",
                    Map.of(
                            "source_labels",
                            List.of("__meta_dns_name"),
                            "regex",
                            name.replace(".", "\\."),
                            "target_label",
                            "application",
                            "replacement",
                            deployable));
        }
    }

    private static void add(Map<String, Object> parent, String key, Map<String, Object> one) {
        List<Map<String, Object>> more = new ArrayList<>(Yaml.maps(parent, key));
        more.add(one);
        parent.put(key, more);
    }

    /**
     * Rules that have a job's name are of that job alone. Where it is not scraped, as PostgreSQL is
     * not where its provider watches it, they would only say that it is absent.
     */
    private List<Path> ruleFiles() throws IOException {
        Set<String> missing = jobs();
        missing.removeAll(installation.others().keySet());
        try (Stream<Path> files = Files.list(source.resolve("prometheus/rules"))) {
            return files.filter(file -> !missing.contains(name(file))).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".yml", "");
    }

    private Map<String, Object> rules(Path file) throws IOException {
        Map<String, Object> document = Yaml.read(file);
        for (Map<String, Object> group : Yaml.maps(document, "groups")) {
            Yaml.maps(group, "rules").forEach(this::adapt);
        }
        hurry(document);
        return document;
    }

    private void adapt(Map<String, Object> rule) {
        rule.put("expr", installation.tempo().expression(Yaml.text(rule, "expr")));
        if (rule.containsKey("alert")) {
            Map<String, Object> annotations = Yaml.map(rule, "annotations");
            annotations.put("runbook_url", runbook(Yaml.text(annotations, "runbook_url")));
        } else if (Yaml.text(rule, "record").equals(WANTED)) {
            String deployable = Yaml.text(Yaml.map(rule, "labels"), "application");
            rule.put("expr", "vector(%d)".formatted(wanted(deployable)));
        }
    }

    private int wanted(String deployable) {
        Integer wanted = installation.wanted().get(deployable);
        if (wanted == null) {
            throw new IllegalArgumentException("how many of %s?".formatted(deployable));
        }
        return wanted;
    }

    private String runbook(String url) {
        String page = url.substring(Addresses.LIVE.runbooks().toString().length());
        return installation.addresses().runbooks().resolve(page).toString();
    }

    private Map<String, Object> alertmanager() throws IOException {
        Map<String, Object> document = Yaml.read(source.resolve("alertmanager/alertmanager.yml"));
        Addresses addresses = installation.addresses();
        Yaml.map(document, "global").put("pagerduty_url", addresses.pagerDuty().toString());
        for (Map<String, Object> receiver : Yaml.maps(document, "receivers")) {
            Yaml.maps(receiver, "pagerduty_configs").forEach(this::takeKey);
            Yaml.maps(receiver, "webhook_configs")
                    .forEach(webhook -> webhook.put("url", webhook(receiver).toString()));
        }
        hurry(document);
        return document;
    }

    private void takeKey(Map<String, Object> pagerDuty) {
        pagerDuty.put(
                "routing_key_file",
                installation.keys().resolve(committedKey(pagerDuty)).toString());
    }

    private static Path committedKey(Map<String, Object> pagerDuty) {
        return Path.of(Yaml.text(pagerDuty, "routing_key_file")).getFileName();
    }

    private URI webhook(Map<String, Object> receiver) {
        String name = Yaml.text(receiver, "name");
        return switch (name) {
            case "heartbeat" -> installation.addresses().heartbeat();
            case "second-way" -> installation.addresses().secondWay();
            default -> throw new IllegalArgumentException("no address of " + name);
        };
    }

    /** Whatever is called like a duration is one, in both programs' documents. */
    private void hurry(Map<String, Object> document) {
        document.replaceAll((key, value) -> hurried(key, value));
    }

    @SuppressWarnings("unchecked")
    private Object hurried(String key, Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) map);
                hurry(copy);
                yield copy;
            }
            case List<?> list -> list.stream().map(one -> hurried("", one)).toList();
            case String text when DURATIONS.contains(key) -> installation.tempo().duration(text);
            default -> value;
        };
    }
}
