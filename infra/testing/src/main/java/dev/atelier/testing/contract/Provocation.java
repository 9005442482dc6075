package dev.atelier.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;

/**
 * A promise, and a request that makes the service keep it.
 *
 * @param how in a few words, for the test's name
 */
public record Provocation(Promise promise, String how, Supplier<Answer> request) {

    public static Provocation of(
            Operation operation, int status, String problem, String how, Supplier<Answer> request) {
        return new Provocation(new Promise(operation.toString(), status, problem), how, request);
    }

    /** Sends the request and checks the answer. */
    public Answer provoke() {
        Answer answer = request.get();
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(promise.status());
        if (!promise.problem().isEmpty()) {
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body())
                    .contains("\"type\":\"https://atelier.dev/problems/" + promise.problem() + "\"")
                    .contains("\"status\":" + promise.status());
        }
        requireHeader(answer, 401, "WWW-Authenticate", "Bearer");
        requireHeader(answer, 405, "Allow", promise.operation().split(" ")[0]);
        return answer;
    }

    private static void requireHeader(Answer answer, int status, String name, String part) {
        if (answer.status() == status) {
            assertThat(answer.header(name)).as(name).contains(part);
        }
    }

    @Override
    public String toString() {
        return promise + " (" + how + ")";
    }
}
