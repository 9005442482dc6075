package dev.atelier.observability.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Grafana is given is what the code says. It is written anew by {@code ./atelier test -pl
 * observability -am -Dtest=DashboardsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Datelier.dashboards.record=true}.
 */
class DashboardsTest {

    private static final Path COMMITTED = Path.of("grafana/dashboards");
    private static final boolean RECORD = Boolean.getBoolean("atelier.dashboards.record");

    static Stream<Dashboard> dashboards() {
        return Dashboards.all().stream();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void committedOnesAreThoseOfTheCode(Dashboard dashboard) throws IOException {
        Path file = COMMITTED.resolve(dashboard.name() + ".json");
        if (RECORD) {
            Files.writeString(file, dashboard.json());
        }

        assertThat(file).hasContent(dashboard.json());
    }

    @Test
    void noneIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            dashboards().map(dashboard -> dashboard.name() + ".json").toList());
        }
    }

    @Test
    void pictureShowsLinesWithTheirNames() {
        Panel panel = Panel.of("Load <now>", "s", "a", "{{b}}");
        Dashboard dashboard = new Dashboard("x", "X", List.of(panel));

        String svg =
                new Picture(
                                dashboard,
                                Map.of(
                                        panel.title(),
                                        List.of(new Series("one", List.of(0.0, Double.NaN, 4.0)))))
                        .svg();

        assertThat(svg)
                .contains(
                        "Load &lt;now&gt;",
                        ">4.00 s<",
                        ">one<",
                        "points=\"64.0,140.0 464.0,30.0\"");
    }
}
