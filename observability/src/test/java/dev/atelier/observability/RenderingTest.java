package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Installations differ in targets, addresses, keys and durations, and in nothing else. */
class RenderingTest {

    private static final List<String> DEPLOYABLES =
            List.of("gateway", "user-service", "workshop-service", "enrollment-service");

    @TempDir private Path directory;

    @Test
    void livesRulesAndRoutesAreTheCommittedOnes() throws IOException {
        render("live", Addresses.LIVE, Path.of("/run/secrets"), Tempo.USUAL, 2);

        for (Path committed : Project.files(Project.RULES)) {
            assertThat(Project.yaml(directory.resolve("rules").resolve(committed.getFileName())))
                    .isEqualTo(Project.yaml(committed));
        }
        assertThat(Project.yaml(directory.resolve("alertmanager.yml")))
                .isEqualTo(Project.yaml(Project.ALERTMANAGER));
    }

    @Test
    void eachTargetIsFoundItsOwnWay() throws IOException {
        render("staging", Addresses.LIVE, Path.of("/run/secrets"), Tempo.USUAL, 2);

        Map<String, Object> prometheus = Project.yaml(directory.resolve("prometheus.yml"));
        List<Map<String, Object>> jobs = Yaml.maps(prometheus, "scrape_configs");
        assertThat(jobs)
                .extracting(job -> job.get("job_name"))
                .containsExactly("atelier", "postgres", "alertmanager", "prometheus");
        assertThat(Yaml.maps(jobs.getFirst(), "dns_sd_configs"))
                .contains(Map.of("names", List.of("gateway.atelier"), "type", "A", "port", 9080));
        assertThat(Yaml.maps(jobs.getFirst(), "relabel_configs"))
                .extracting(one -> one.get("regex"), one -> one.get("replacement"))
                .contains(tuple("gateway\\.atelier", "gateway"));
        assertThat(Yaml.maps(jobs.get(1), "static_configs"))
                .containsExactly(Map.of("targets", List.of("exporter:9187"), "labels", Map.of()));
        assertThat(prometheus.toString())
                .contains("environment=staging")
                .doesNotContain("file_sd_configs");
    }

    @Test
    void wantsAsManyInstancesAsThereShouldBe() throws IOException {
        render("dev", Addresses.LIVE, Path.of("/run/secrets"), Tempo.USUAL, 1);

        assertThat(Project.text(directory.resolve("rules/wanted.yml")))
                .contains("vector(1)")
                .doesNotContain("vector(2)");
    }

    @Test
    void sendsElsewhereWithOtherKeysInAnotherTempo() throws IOException {
        URI here = URI.create("http://localhost:8102/");
        Addresses addresses =
                new Addresses(
                        here.resolve("v2/enqueue"),
                        here.resolve("heartbeat"),
                        here.resolve("second-way"),
                        here.resolve("runbooks/"));
        render("local", addresses, Path.of("/keys"), new Tempo(10), 1);

        String alertmanager = Project.text(directory.resolve("alertmanager.yml"));
        assertThat(alertmanager)
                .contains("http://localhost:8102/v2/enqueue", "http://localhost:8102/heartbeat")
                .contains("/keys/pagerduty-routing-key", "group_wait: 3000ms")
                .doesNotContain("https://", "/run/secrets");
        assertThat(Project.text(directory.resolve("rules/services.yml")))
                .contains("for: 6000ms", "http://localhost:8102/runbooks/ServiceDown.md")
                .doesNotContain("[15m]", "https://");
    }

    @Test
    void programsTakeWhatIsRendered() throws IOException {
        render("local", Addresses.LIVE, directory, new Tempo(10), 1);

        Programs.Outcome prometheus =
                Programs.run("promtool", "check", "config", directory.resolve("prometheus.yml"));
        Programs.Outcome alertmanager =
                Programs.run("amtool", "check-config", directory.resolve("alertmanager.yml"));

        assertThat(prometheus.isGood()).as(prometheus.output()).isTrue();
        assertThat(alertmanager.isGood()).as(alertmanager.output()).isTrue();
    }

    private void render(String environment, Addresses addresses, Path keys, Tempo tempo, int wanted)
            throws IOException {
        Map<String, Targets> targets = new HashMap<>();
        Map<String, Integer> instances = new HashMap<>();
        for (String deployable : DEPLOYABLES) {
            targets.put(deployable, new Targets.Named(deployable + ".atelier", 9080));
            instances.put(deployable, wanted);
        }
        Installation installation =
                new Installation(
                        environment,
                        targets,
                        Map.of(
                                "postgres", Targets.at("exporter:9187"),
                                "alertmanager", Targets.at("alertmanager:9093"),
                                "prometheus", Targets.at("localhost:9090")),
                        instances,
                        addresses,
                        keys,
                        tempo);
        new Rendering(Project.HOME, installation).writeTo(directory);
    }
}
