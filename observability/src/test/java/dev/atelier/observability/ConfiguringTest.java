package dev.atelier.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program reads is made from variables alone. */
class ConfiguringTest {

    private static final Map<String, String> PROMETHEUS =
            Map.of(
                    "ENVIRONMENT", "dev",
                    "TARGETS",
                            "gateway=gateway.tasks:9080,user-service=users.tasks:9080,"
                                    + "workshop-service=workshops.tasks:9080,"
                                    + "enrollment-service=enrollments.tasks:9080,"
                                    + "alertmanager=alertmanager.tasks:9093,"
                                    + "prometheus=prometheus.tasks:9090,grafana=grafana.tasks:3000",
                    "WANTED", "gateway=3,user-service=1,workshop-service=1,enrollment-service=1",
                    "REMOTE_WRITE_URL", "https://history.example/write",
                    "REMOTE_WRITE_REGION", "eu-central-1");

    private static final Map<String, String> ALERTMANAGER =
            Map.of(
                    "PAGERDUTY_ROUTING_KEY", "wakes",
                    "TICKETS_ROUTING_KEY", "waits",
                    "TICKETS_OF_NOTIFICATIONS_ROUTING_KEY", "theirs");

    private static final Map<String, String> GRAFANA =
            Map.of(
                    "PROMETHEUS_URL", "http://prometheus:9090",
                    "ALERTMANAGER_URL", "http://alertmanager:9093",
                    "HISTORY_URL", "https://history.example/",
                    "HISTORY_REGION", "eu-central-1");

    @TempDir private Path directory;

    @Test
    void prometheusScrapesEveryAddressOfEachName() throws IOException {
        write("prometheus", PROMETHEUS);

        List<Map<String, Object>> jobs = Yaml.maps(prometheus(), "scrape_configs");
        assertThat(jobs)
                .extracting(job -> job.get("job_name"))
                .containsExactly("atelier", "alertmanager", "prometheus", "grafana");
        assertThat(Yaml.maps(jobs.getFirst(), "dns_sd_configs"))
                .hasSize(4)
                .contains(Map.of("names", List.of("users.tasks"), "type", "A", "port", 9080));
        assertThat(Project.text(directory.resolve("rules/wanted.yml"))).contains("vector(3)");
    }

    @Test
    void databaseThatNobodyScrapesIsNotMissed() throws IOException {
        write("prometheus", PROMETHEUS);

        assertThat(directory.resolve("rules/services.yml")).exists();
        assertThat(directory.resolve("rules/postgres.yml")).doesNotExist();
    }

    @Test
    void prometheusSendsOnSignedWhatOthersKeep() throws IOException {
        write("prometheus", PROMETHEUS);

        assertThat(Yaml.maps(prometheus(), "remote_write"))
                .containsExactly(
                        Map.of(
                                "url",
                                "https://history.example/write",
                                "sigv4",
                                Map.of("region", "eu-central-1")));
    }

    @Test
    void prometheusScrapesAddressesAsTheyStand() throws IOException {
        write("prometheus", with(PROMETHEUS, "DISCOVERY", "static"));

        assertThat(
                        Yaml.maps(
                                Yaml.maps(prometheus(), "scrape_configs").getFirst(),
                                "static_configs"))
                .contains(
                        Map.of(
                                "targets",
                                List.of("gateway.tasks:9080"),
                                "labels",
                                Map.of("application", "gateway")));
    }

    @Test
    void keysAreInFilesThatOnlyAlertmanagerReads() throws IOException {
        write("alertmanager", ALERTMANAGER);

        Path keys = directory.resolve("keys");
        assertThat(keys.resolve("pagerduty-routing-key")).hasContent("wakes");
        assertThat(keys.resolve("tickets-routing-key")).hasContent("waits");
        assertThat(keys.resolve("tickets-of-notifications-routing-key")).hasContent("theirs");
        assertThat(Project.files(keys))
                .hasSize(3)
                .allSatisfy(
                        key ->
                                assertThat(
                                                PosixFilePermissions.toString(
                                                        Files.getPosixFilePermissions(key)))
                                        .isEqualTo("rw-------"));
        assertThat(Project.text(directory.resolve("alertmanager.yml")))
                .contains(keys.resolve("pagerduty-routing-key").toString(), "pagerduty.com")
                .doesNotContain("wakes");
    }

    @Test
    void alertsGoWhereVariablesSay() throws IOException {
        write("alertmanager", with(ALERTMANAGER, "PAGERDUTY_URL", "http://pager:8102/v2/enqueue"));

        assertThat(Project.text(directory.resolve("alertmanager.yml")))
                .contains("http://pager:8102/v2/enqueue")
                .doesNotContain("pagerduty.com");
    }

    @Test
    void writesOverWhatAnEarlierRunLeft() throws IOException {
        write("alertmanager", ALERTMANAGER);
        write("alertmanager", with(ALERTMANAGER, "TICKETS_ROUTING_KEY", "renewed"));

        assertThat(directory.resolve("keys/tickets-routing-key")).hasContent("renewed");
    }

    @Test
    void grafanaFindsDashboardsAndWhereNumbersComeFrom() throws IOException {
        write("grafana", GRAFANA);

        List<Map<String, Object>> sources =
                Yaml.maps(
                        Project.yaml(directory.resolve("provisioning/datasources/prometheus.yml")),
                        "datasources");
        assertThat(sources)
                .extracting(source -> source.get("uid"), source -> source.get("url"))
                .containsExactly(
                        tuple("prometheus", "http://prometheus:9090"),
                        tuple("alertmanager", "http://alertmanager:9093"),
                        tuple("history", "https://history.example/"));
        assertThat(Project.text(directory.resolve("provisioning/dashboards/atelier.yml")))
                .contains(directory.resolve("dashboards").toString());
        assertThat(Project.files(directory.resolve("dashboards")))
                .extracting(Path::getFileName)
                .containsExactlyElementsOf(
                        Project.files(Project.HOME.resolve("grafana/dashboards")).stream()
                                .map(Path::getFileName)
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "prometheus, TARGETS, '', TARGETS is missing",
        "prometheus, ENVIRONMENT, '', ENVIRONMENT is missing",
        "prometheus, REMOTE_WRITE_REGION, '', REMOTE_WRITE_REGION is missing",
        "prometheus, WANTED, 'stranger=1', WANTED names what TARGETS does not",
        "prometheus, WANTED, 'gateway=1', 'TARGETS names [user-service'",
        "prometheus, DISCOVERY, guess, no DISCOVERY guess",
        "alertmanager, TICKETS_ROUTING_KEY, '', TICKETS_ROUTING_KEY is missing",
        "grafana, PROMETHEUS_URL, '', PROMETHEUS_URL is missing",
        "nagios, ENVIRONMENT, dev, no program nagios"
    })
    void saysWhatIsWrong(String program, String variable, String value, String message) {
        Map<String, String> all = new HashMap<>();
        List.of(PROMETHEUS, ALERTMANAGER, GRAFANA).forEach(all::putAll);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(program, with(all, variable, value)))
                .withMessageContaining(message);
    }

    @Test
    void programsTakeWhatIsWritten() throws IOException {
        write("prometheus", PROMETHEUS);
        write("alertmanager", ALERTMANAGER);

        Programs.Outcome prometheus =
                Programs.run("promtool", "check", "config", directory.resolve("prometheus.yml"));
        Programs.Outcome alertmanager =
                Programs.run("amtool", "check-config", directory.resolve("alertmanager.yml"));

        assertThat(prometheus.isGood()).as(prometheus.output()).isTrue();
        assertThat(alertmanager.isGood()).as(alertmanager.output()).isTrue();
    }

    private Map<String, Object> prometheus() {
        return Project.yaml(directory.resolve("prometheus.yml"));
    }

    private void write(String program, Map<String, String> variables) throws IOException {
        new Configuring(Project.HOME, variables).write(program, directory);
    }

    private static Map<String, String> with(
            Map<String, String> variables, String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }
}
