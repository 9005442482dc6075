package dev.atelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A service whose database is away says so, stays, and is back by itself when that is. */
class DatabaseAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LIMIT_MILLIS = 10_000;
    private static final List<String> SERVICES =
            List.of("user-service", "workshop-service", "enrollment-service");

    private final RunningPlatform running = RunningPlatform.shared();

    @Test
    void isAliveAndNotReadyUntilItsDatabaseIsBack() {
        SERVICES.forEach(service -> assertThat(readiness(service)).isEqualTo(200));

        running.platform().stop("postgres");
        try {
            SERVICES.forEach(service -> awaitReadiness(service, 503));
            SERVICES.forEach(
                    service -> assertThat(health(service, "liveness")).as(service).isEqualTo(200));
            assertThat(readiness("gateway")).as("it needs no database").isEqualTo(200);
        } finally {
            running.platform().start("postgres");
        }

        SERVICES.forEach(service -> awaitReadiness(service, 200));
        running.person("Back again " + UUID.randomUUID()).register().expect(201);
    }

    private void awaitReadiness(String service, int status) {
        Awaitility.await(service + " answers " + status)
                .atMost(PATIENCE)
                .until(() -> readiness(service) == status);
    }

    private int readiness(String service) {
        return health(service, "readiness");
    }

    private int health(String service, String group) {
        URI uri = running.platform().management(service).resolve("/actuator/health/" + group);
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            return connection.getResponseCode();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
