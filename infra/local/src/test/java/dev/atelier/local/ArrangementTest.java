package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

class ArrangementTest {

    private static final String ENROLLMENTS = "enrollment-service";

    @TempDir private Path directory;

    private final Ports ports = Ports.free();

    @Test
    void usuallyEverythingRunsOnceAndIsFoundDirectly() {
        Platform platform = platform(Arrangement.USUAL);

        assertThat(platform.components()).doesNotHaveDuplicates().doesNotContain(second());
        assertThat(environment(platform, ENROLLMENTS).get("SPRING_R2DBC_URL"))
                .contains(":" + ports.of(Postgres.NAME) + "/");
        assertThat(environment(platform, "gateway"))
                .containsEntry(
                        "ATELIER_GATEWAY_ENROLLMENTSERVICEURI",
                        "http://localhost:" + ports.of(ENROLLMENTS));
    }

    @Test
    void secondInstanceIsComponentWithPortsOfItsOwn() {
        Platform platform = platform(Arrangement.USUAL.running(ENROLLMENTS, 2));

        assertThat(platform.components()).containsOnlyOnce(ENROLLMENTS, second());
        assertThat(environment(platform, second()).get("SERVER_PORT"))
                .isEqualTo(Integer.toString(ports.of(second())))
                .isNotEqualTo(environment(platform, ENROLLMENTS).get("SERVER_PORT"));
        assertThat(environment(platform, second()).get("MANAGEMENT_SERVER_PORT"))
                .isNotEqualTo(environment(platform, ENROLLMENTS).get("MANAGEMENT_SERVER_PORT"));
    }

    @Test
    void gatewayFindsServiceBehindWhatStandsBetween() {
        Platform platform =
                platform(Arrangement.USUAL.behind(URI.create("http://localhost:1"), ENROLLMENTS));

        assertThat(environment(platform, "gateway"))
                .containsEntry("ATELIER_GATEWAY_ENROLLMENTSERVICEURI", "http://localhost:1")
                .containsEntry(
                        "ATELIER_GATEWAY_USERSERVICEURI",
                        "http://localhost:" + ports.of("user-service"));
    }

    @Test
    void onlyTheServiceThatIsMeantFindsPostgresElsewhere() {
        Platform platform = platform(Arrangement.USUAL.withDatabaseAt(1, ENROLLMENTS));

        assertThat(environment(platform, ENROLLMENTS).get("SPRING_R2DBC_URL")).contains(":1/");
        assertThat(environment(platform, ENROLLMENTS).get("SPRING_FLYWAY_URL")).contains(":1/");
        assertThat(environment(platform, "user-service").get("SPRING_R2DBC_URL"))
                .contains(":" + ports.of(Postgres.NAME) + "/");
    }

    @Test
    void onlyTheGatewayHasItsSettings() {
        Platform platform = platform(Arrangement.USUAL.withoutRateLimit());

        assertThat(environment(platform, "gateway"))
                .containsEntry("ATELIER_GATEWAY_RATELIMIT_PERSECOND", "1000000")
                .containsEntry("ATELIER_GATEWAY_RATELIMIT_BURST", "1000000");
        assertThat(environment(platform, ENROLLMENTS))
                .doesNotContainKey("ATELIER_GATEWAY_RATELIMIT_PERSECOND");
        assertThat(environment(platform(Arrangement.USUAL), "gateway"))
                .doesNotContainKey("ATELIER_GATEWAY_RATELIMIT_PERSECOND");
    }

    private static String second() {
        return ENROLLMENTS + "-2";
    }

    private Platform platform(Arrangement arrangement) {
        return new Platform(
                new Home(directory),
                ports,
                arrangement,
                Checkout.around(Path.of("")),
                new Recorder());
    }

    private static Map<String, String> environment(Platform platform, String instance) {
        return ((Service) platform.lineup().component(instance).blueprint()).environment();
    }
}
