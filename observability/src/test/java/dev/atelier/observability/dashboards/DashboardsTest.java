package dev.atelier.observability.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What Grafana is given is what the code says. It is written anew by {@code ./atelier test -pl
 * observability -am -Dtest=DashboardsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Datelier.dashboards.record=true}.
 */
class DashboardsTest {

    private static final Path COMMITTED = Path.of("grafana/dashboards");
    private static final Path PICTURES = Path.of("../docs/pictures");
    private static final Path PAGE = Path.of("../docs/observability.md");
    private static final int MOST_BYTES = 100_000;
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

    /** Taken from a platform that runs, by {@code AlertsIT}; the page says how. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void hasASmallPictureInTheDocumentation(Dashboard dashboard) throws IOException {
        Path picture = PICTURES.resolve(dashboard.name() + ".svg");

        assertThat(picture)
                .exists()
                .content()
                .hasSizeLessThan(MOST_BYTES)
                .contains(dashboard.panels().stream().map(DashboardsTest::titleOf).toList())
                .doesNotContain("/tmp/", "/home/");
        assertThat(PAGE).content().contains("(pictures/" + picture.getFileName() + ")");
    }

    private static String titleOf(Panel panel) {
        return ">" + panel.title() + "<";
    }
}
