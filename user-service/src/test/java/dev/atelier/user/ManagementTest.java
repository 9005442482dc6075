package dev.atelier.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

/** What operators see, on a port of its own. */
@UserServiceTest
class ManagementTest {

    @LocalManagementPort int managementPort;
    @LocalServerPort int port;
    @Autowired HealthEndpointGroups groups;

    @Test
    void isReadyWithItsDatabase() {
        assertThat(get(managementPort, "/actuator/health/readiness").getBody())
                .isEqualTo("{\"status\":\"UP\"}");
        assertThat(groups.get("readiness").isMember("r2dbc")).isTrue();
        assertThat(get(managementPort, "/actuator/health/liveness").getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void measuresItsAnswers() {
        Person.newcomer(port).register();

        assertThat(get(managementPort, "/actuator/prometheus").getBody())
                .contains("http_server_requests_seconds_bucket")
                .contains("application=\"user-service\"")
                .contains("uri=\"/api/v1/users/me\"")
                .contains("r2dbc_pool_acquired_connections");
    }

    @Test
    void showsNothingOfItOnThePublicPort() {
        assertThat(get(port, "/actuator/prometheus").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(get(port, "/actuator/health/readiness").getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }

    private static ResponseEntity<String> get(int port, String path) {
        return WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                .build()
                .get()
                .uri("http://localhost:" + port + path)
                .exchangeToMono(response -> response.toEntity(String.class))
                .block();
    }
}
