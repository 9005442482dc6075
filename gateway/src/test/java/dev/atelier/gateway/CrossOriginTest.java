package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What a browser does on behalf of a page that comes from elsewhere. */
class CrossOriginTest {

    private static final String FRONTEND = "https://app.example";

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {FRONTEND, "https://feature-7.preview.example"})
    void answersBrowserThatAsksFirstWithoutToken(String origin) {
        HttpHeaders headers =
                preflight(origin, "PUT", "authorization,content-type,if-match,idempotency-key")
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders();

        assertThat(headers.getAccessControlAllowOrigin()).isEqualTo(origin);
        assertThat(headers.getAccessControlAllowMethods()).contains(HttpMethod.PUT);
        assertThat(headers.getAccessControlAllowHeaders())
                .containsExactlyInAnyOrder(
                        "authorization", "content-type", "if-match", "idempotency-key");
        assertThat(headers.getAccessControlMaxAge()).isEqualTo(3600);
        assertThat(headers.getAccessControlAllowCredentials()).isFalse();
        assertThat(headers.getVary()).contains("Origin");
        assertThat(gateway.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.elsewhere.example",
                "https://xapp.example",
                "https://preview.example.elsewhere.example",
                "null"
            })
    void refusesPagesFromElsewhere(String origin) {
        ProblemAnswer asked = ProblemAnswer.of(preflight(origin, "GET", ""), 403, "forbidden");
        ProblemAnswer called = ProblemAnswer.of(me(origin), 403, "forbidden");

        assertThat(asked.headers().getAccessControlAllowOrigin()).isNull();
        assertThat(called.headers().getAccessControlAllowOrigin()).isNull();
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void refusesMethodsAndHeadersThatTheApiHasNot() {
        ProblemAnswer.of(preflight(FRONTEND, "TRACE", ""), 403, "forbidden");
        ProblemAnswer.of(preflight(FRONTEND, "GET", "x-forwarded-for"), 403, "forbidden");
    }

    @Test
    void showsPageWhatItNeedsOfAnAnswer() {
        gateway.users.answers((_, response) -> response.header("ETag", "\"7\"").send());

        HttpHeaders headers =
                me(FRONTEND).expectStatus().isOk().expectBody().returnResult().getResponseHeaders();

        assertThat(headers.getAccessControlAllowOrigin()).isEqualTo(FRONTEND);
        assertThat(headers.getAccessControlExposeHeaders())
                .contains(
                        "ETag",
                        "Location",
                        "Retry-After",
                        "RateLimit-Limit",
                        "RateLimit-Remaining",
                        "RateLimit-Reset",
                        "Idempotency-Replayed",
                        "X-Request-Id",
                        "Deprecation",
                        "Sunset");
        assertThat(headers.getETag()).isEqualTo("\"7\"");
    }

    @Test
    void showsPageErrorsToo() {
        var stranger =
                gateway.anonymous()
                        .get()
                        .uri("/api/v1/users/me")
                        .header("Origin", FRONTEND)
                        .exchange();

        ProblemAnswer problem = ProblemAnswer.of(stranger, 401, "unauthenticated");
        assertThat(problem.headers().getAccessControlAllowOrigin()).isEqualTo(FRONTEND);
    }

    private ResponseSpec preflight(String origin, String method, String headers) {
        var request =
                gateway.anonymous()
                        .options()
                        .uri("/api/v1/users/me")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", method);
        return headers.isEmpty()
                ? request.exchange()
                : request.header("Access-Control-Request-Headers", headers).exchange();
    }

    private ResponseSpec me(String origin) {
        return gateway.signedIn().get().uri("/api/v1/users/me").header("Origin", origin).exchange();
    }
}
