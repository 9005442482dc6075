package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.util.UUID;

/**
 * Requests of which two readers could disagree where they end, with one hidden in the body that
 * only the second reader would see. The gateway refuses them, and reads nothing more on their
 * connection.
 */
@ExtendWith(OutputCaptureExtension.class)
class SmugglingTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String token = RunningGateway.newToken();
    private final String requestId = UUID.randomUUID().toString();

    @BeforeEach
    void forget() {
        gateway.reset();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a length and chunks            | Content-Length: 5~Transfer-Encoding: chunked
                    chunks and a length            | Transfer-Encoding: chunked~Content-Length: 5
                    two lengths                    | Content-Length: 5~Content-Length: 50
                    two lengths in one header      | Content-Length: 5, 50
                    a length with a sign           | Content-Length: +5
                    a length below zero            | Content-Length: -5
                    a length that is no number     | Content-Length: 0x5
                    a length beyond all bounds     | Content-Length: 99999999999999999999
                    a coding that nobody knows     | Transfer-Encoding: xchunked
                    chunks that are not last       | Transfer-Encoding: chunked, identity
                    chunks twice                   | Transfer-Encoding: chunked, chunked
                    chunks and another             | Transfer-Encoding: chunked~Transfer-Encoding: x
                    a space before the colon       | Transfer-Encoding : chunked
                    a vertical tab before chunked  | Transfer-Encoding: \u000bchunked
                    """)
    void refusesBodyWithoutOneClearEnd(String what, String headers) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("POST /api/v1/workshops HTTP/1.1\r\nHost: localhost\r\n")
                    .send(authorization() + headers.replace("~", "\r\n") + "\r\n\r\n")
                    .send("0\r\n\r\n" + hidden())
                    .refusedWith(400, "invalid-request");
        }

        assertThat(gateway.asked()).as(what).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zz", "-1", "0x5", "' '", "FFFFFFFFFFFFFFFF1"})
    void refusesChunkOfNoClearSize(String size, CapturedOutput output) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("POST /api/v1/workshops HTTP/1.1\r\nHost: localhost\r\n")
                    .send(authorization() + requestId())
                    .send("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
                    .send(size + "\r\nhello\r\n0\r\n\r\n" + hidden())
                    .refusedWith(400, "invalid-request");
        }

        awaitEndOfRequest(output);
        assertThat(gateway.asked()).isEmpty();
    }

    /** Half a request is none, however plausible the half is. */
    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 100', '{}'",
        "'Transfer-Encoding: chunked', '2\r\n{}\r\n'",
    })
    void passesNoBodyOnWhoseSenderWentAway(String framing, String half, CapturedOutput output) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("POST /api/v1/workshops HTTP/1.1\r\nHost: localhost\r\n")
                    .send(authorization() + requestId())
                    .send(framing + "\r\n\r\n" + half);
        }

        awaitEndOfRequest(output);
        assertThat(output).doesNotContain("unexpected error");
        assertThat(gateway.asked()).isEmpty();
    }

    /** Whether it is refused or unfolded, both must read the same. */
    @ParameterizedTest
    @CsvSource({"' chunked'", "'\tchunked'"})
    void letsNoFoldedHeaderHideAnything(String folded) {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("POST /api/v1/workshops HTTP/1.1\r\nHost: localhost\r\n")
                    .send(authorization() + "Connection: close\r\n")
                    .send("Transfer-Encoding:\r\n" + folded + "\r\n\r\n")
                    .send("0\r\n\r\n" + hidden())
                    .untilClosed();
        }

        nothingHiddenWasAsked();
    }

    @Test
    void refusesChunksInTheProtocolThatHasNone() {
        try (RawConnection connection = gateway.connect()) {
            connection
                    .send("POST /api/v1/workshops HTTP/1.0\r\nHost: localhost\r\n")
                    .send(authorization() + "Transfer-Encoding: chunked\r\n\r\n")
                    .send("0\r\n\r\n" + hidden())
                    .untilClosed();
        }

        nothingHiddenWasAsked();
    }

    /** A body is a body, whatever it looks like, and the service gets it as one. */
    @Test
    void passesRequestInBodyOnAsBody() {
        try (RawConnection connection = gateway.connect()) {
            String body = hidden();
            String answer =
                    connection
                            .send("POST /api/v1/workshops HTTP/1.1\r\nHost: localhost\r\n")
                            .send(authorization() + "Connection: close\r\n")
                            .send("Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .untilClosed();

            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("/api/v1/users/hidden");
        }
        nothingHiddenWasAsked();
        assertThat(gateway.asked()).hasSize(1);
    }

    /** Its line in the log is written when all is over; the answer comes before that. */
    private void awaitEndOfRequest(CapturedOutput output) {
        await().until(() -> output.getOut().contains(" ms " + requestId));
    }

    private String requestId() {
        return "X-Request-Id: " + requestId + "\r\n";
    }

    private void nothingHiddenWasAsked() {
        assertThat(gateway.asked())
                .noneSatisfy(asked -> assertThat(asked.uri()).contains("hidden"));
    }

    private String hidden() {
        return "GET /api/v1/users/hidden HTTP/1.1\r\nHost: localhost\r\n"
                + authorization()
                + "\r\n";
    }

    private String authorization() {
        return "Authorization: Bearer " + token + "\r\n";
    }
}
