package dev.atelier.faults.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class DetourTest {

    private static final int LIMIT_MILLIS = 5000;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void carriesBytesBothWays() throws IOException {
        Detour detour = detourTo(echoing('a'));

        assertThat(ask(detour)).isEqualTo('a');
    }

    @Test
    void takesTurnsAmongTargets() throws IOException {
        Detour detour = detourTo(echoing('a'), echoing('b'));

        assertThat(List.of(ask(detour), ask(detour))).containsExactlyInAnyOrder('a', 'b');
    }

    @Test
    void passesOverTargetThatIsAway() throws IOException {
        int away = unused();
        Detour detour = detourTo(away, echoing('b'));

        assertThat(List.of(ask(detour), ask(detour))).containsExactly('b', 'b');
    }

    @Test
    void cutsWhatIsOpenAndTakesWhatIsNew() throws IOException {
        Detour detour = detourTo(echoing('a'));
        Socket client = connect(detour);
        assertThat(ask(client)).isEqualTo('a');

        detour.cut();

        assertThatIOException().isThrownBy(() -> answerOrEnd(client));
        assertThat(ask(detour)).isEqualTo('a');
    }

    @Test
    void refusesUntilItLetsPass() throws IOException {
        Detour detour = detourTo(echoing('a'));

        detour.refuse();
        assertThatIOException().isThrownBy(() -> answerOrEnd(connect(detour)));

        detour.letPass();
        assertThat(ask(detour)).isEqualTo('a');
    }

    @Test
    void delaysEachPiece() throws IOException {
        Detour detour = detourTo(echoing('a'));
        detour.delay(Duration.ofMillis(100));
        long start = System.nanoTime();

        ask(detour);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    private Detour detourTo(Integer... ports) {
        Detour detour = Detour.to(List.of(ports));
        open.add(detour);
        return detour;
    }

    private char ask(Detour detour) throws IOException {
        return ask(connect(detour));
    }

    private static char ask(Socket client) throws IOException {
        client.getOutputStream().write('?');
        return (char) client.getInputStream().read();
    }

    /** The end of a connection may be a reset when one writes or when one reads. */
    private static void answerOrEnd(Socket client) throws IOException {
        client.getOutputStream().write('?');
        if (client.getInputStream().read() < 0) {
            throw new IOException("the connection has ended");
        }
    }

    private Socket connect(Detour detour) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), detour.port());
        client.setSoTimeout(LIMIT_MILLIS);
        open.add(client);
        return client;
    }

    private static int unused() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    /** A server that answers every byte with its own, and the port that it listens on. */
    private int echoing(char answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> serve(server, answer));
        return server.getLocalPort();
    }

    private static void serve(ServerSocket server, char answer) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client, answer));
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private static void serve(Socket client, char answer) {
        try (client) {
            while (client.getInputStream().read() >= 0) {
                client.getOutputStream().write(answer);
            }
        } catch (IOException _) {
            // Cut, as it is meant to be.
        }
    }
}
