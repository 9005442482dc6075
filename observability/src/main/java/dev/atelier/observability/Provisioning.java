package dev.atelier.observability;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what Grafana finds when it starts: the committed dashboards, and where their numbers come
 * from.
 *
 * @param source the directory {@code observability} of the checkout
 * @param prometheus what the dashboards ask
 * @param alertmanager that alerts are shown of, if any
 * @param history that is asked for what Prometheus no longer has, if any
 */
record Provisioning(
        Path source, URI prometheus, Optional<URI> alertmanager, Optional<History> history) {

    private static final String SOURCES = "provisioning/datasources/prometheus.yml";
    private static final String DASHBOARDS = "provisioning/dashboards/atelier.yml";

    void writeTo(Path directory) throws IOException {
        Yaml.write(sources(), directory.resolve(SOURCES));
        Yaml.write(dashboards(directory), directory.resolve(DASHBOARDS));
        copyDashboards(directory.resolve("dashboards"));
    }

    private Map<String, Object> sources() throws IOException {
        Map<String, Object> document = Yaml.read(grafana().resolve(SOURCES));
        List<Map<String, Object>> sources = new ArrayList<>(Yaml.maps(document, "datasources"));
        sources.getFirst().put("url", prometheus.toString());
        alertmanager.ifPresent(uri -> sources.add(alertmanager(uri)));
        history.ifPresent(one -> sources.add(history(one)));
        document.put("datasources", sources);
        return document;
    }

    private static Map<String, Object> alertmanager(URI uri) {
        return Map.of(
                "name", "Alertmanager",
                "uid", "alertmanager",
                "type", "alertmanager",
                "access", "proxy",
                "url", uri.toString(),
                "editable", false,
                "jsonData", Map.of("implementation", "prometheus"));
    }

    private static Map<String, Object> history(History history) {
        return Map.of(
                "name",
                "History",
                "uid",
                "history",
                "type",
                "prometheus",
                "access",
                "proxy",
                "url",
                history.uri().toString(),
                "editable",
                false,
                "jsonData",
                Map.of(
                        "sigV4Auth",
                        true,
                        "sigV4AuthType",
                        "default",
                        "sigV4Region",
                        history.region()));
    }

    private Map<String, Object> dashboards(Path directory) throws IOException {
        Map<String, Object> document = Yaml.read(grafana().resolve(DASHBOARDS));
        for (Map<String, Object> provider : Yaml.maps(document, "providers")) {
            Yaml.map(provider, "options").put("path", directory.resolve("dashboards").toString());
        }
        return document;
    }

    private void copyDashboards(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(grafana().resolve("dashboards"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        directory.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path grafana() {
        return source.resolve("grafana");
    }
}
