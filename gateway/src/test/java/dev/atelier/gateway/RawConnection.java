package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test writes what no client would. */
final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    static RawConnection to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Each character is one byte. */
    RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Whether what is written still gets through. */
    boolean takes(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** All that comes until the gateway closes the connection, which it must. */
    String untilClosed() {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (SocketException reset) {
            // A reset is an end too; what had come until then has been kept.
        } catch (IOException exception) {
            throw new UncheckedIOException(
                    "not closed after " + PATIENCE + ", but: " + received, exception);
        }
        return received.toString(StandardCharsets.UTF_8);
    }

    /** The head of the next answer, whose body stays unread. */
    String head() {
        StringBuilder head = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                head.append((char) next);
            }
            return head.toString();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The last word on this connection must be a problem document, and the only one. */
    JsonNode refusedWith(int status, String slug) {
        String answer = untilClosed();
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.indexOf("HTTP/1.1", 1)).as("a second answer in %s", answer).isEqualTo(-1);
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        JsonNode document = JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(document.get("type").asString())
                .isEqualTo("https://atelier.dev/problems/" + slug);
        assertThat(document.get("status").asInt()).isEqualTo(status);
        assertThat(document.get("instance").asString()).startsWith("/");
        assertThat(document.get("traceId").asString()).hasSize(32);
        return document;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
