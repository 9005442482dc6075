package dev.atelier.local;

import dev.atelier.local.pager.Pager;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells people and scripts where the parts of a running platform are. */
record Signpost(Platform platform, Ports ports) {

    /** Writes {@code run/platform.env}, which a shell can source. */
    void write() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (Deployable deployable : Topology.ATELIER.deployables()) {
            variables.put(
                    prefix(deployable.name()) + "_MANAGEMENT_URI",
                    platform.management(deployable.name()).toString());
        }
        for (String component : platform.components()) {
            String prefix = prefix(component);
            if (component.equals(Postgres.NAME)) {
                variables.put(prefix + "_PORT", Integer.toString(ports.of(component)));
            } else {
                variables.put(prefix + "_URI", platform.uri(component).toString());
            }
        }
        if (platform.isObserved()) {
            variables.put("ATELIER_PAGER_URI", platform.uri(Pager.NAME).toString());
        }
        variables.put("ATELIER_CONTROL_URI", "http://localhost:" + ports.of(Control.NAME));
        Files.writeString(
                environmentFile(),
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                        .collect(Collectors.joining()));
        Home.writeSecret(
                passwordFile(),
                "*:*:*:%s:%s%n"
                        .formatted(
                                Postgres.SUPERUSER,
                                platform.postgres().password(Postgres.SUPERUSER)));
    }

    void remove() throws IOException {
        Files.deleteIfExists(environmentFile());
        Files.deleteIfExists(passwordFile());
    }

    /** What a person wants to know when everything is ready. */
    String directions() {
        return """

          gateway    %1$s, its API at %1$s/docs
          issuer     %2$s
          queue      %3$s
          database   PGPASSFILE=%4$s psql -h localhost -p %5$d -U %6$s %7$s

        Try next:
          ./atelier demo
          ./atelier token ada
          curl -H "Authorization: Bearer $(./atelier token ada)" %1$s/api/v1/workshops
        """
                        .formatted(
                                platform.gateway(),
                                platform.issuer(),
                                platform.uri(Queue.NAME),
                                Path.of("").toAbsolutePath().relativize(passwordFile()),
                                ports.of(Postgres.NAME),
                                Postgres.SUPERUSER,
                                Postgres.DATABASE)
                + (platform.isObserved() ? observation() : "");
    }

    private String observation() {
        return """

        Observed by:
          prometheus    %s
          alertmanager  %s
          pager         %s  (what PagerDuty would have received)
        """
                .formatted(
                        platform.uri(Observers.PROMETHEUS),
                        platform.uri(Observers.ALERTMANAGER),
                        platform.uri(Pager.NAME));
    }

    private static String prefix(String component) {
        return "ATELIER_" + component.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private Path environmentFile() {
        return platform.home().run("platform.env");
    }

    private Path passwordFile() {
        return platform.home().run("pgpass");
    }
}
