package dev.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Ten thousand connections that send nothing. */
class SilentCrowdTest {

    private static final int CROWD = 10_000;

    /** What the gateway and the test need besides. */
    private static final long SPARE_FILES = 1_000;

    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

    @Test
    void othersAreServedMeanwhileAndTheCrowdIsSentAway() throws IOException {
        int size = affordable();
        try (RunningGateway gateway =
                        RunningGateway.with(
                                "atelier.gateway.connections.first-request=" + FIRST_REQUEST);
                Crowd crowd = Crowd.at(gateway.port(), size)) {
            assertThat(crowd.size()).isEqualTo(size);
            Instant asked = Instant.now();
            for (int request = 0; request < 20; request++) {
                gateway.signedIn().get().uri("/api/v1/users/me").exchange().expectStatus().isOk();
            }
            assertThat(Duration.between(asked, Instant.now())).isLessThan(FIRST_REQUEST);

            await().atMost(FIRST_REQUEST.plusSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> crowd.closed() == size);
        }
    }

    @Test
    void noMoreConnectThanThereIsRoomFor() throws IOException {
        int most = 50;
        try (RunningGateway gateway =
                        RunningGateway.with(
                                "atelier.gateway.connections.most=" + most,
                                "atelier.gateway.connections.first-request=1m");
                Crowd crowd = Crowd.at(gateway.port(), 2 * most)) {

            await().atMost(Duration.ofSeconds(20)).until(() -> crowd.closed() == most);
        }
    }

    private static int affordable() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long files = system.getMaxFileDescriptorCount() - SPARE_FILES;
        if (files < CROWD) {
            System.out.printf(
                    "%n*** ONLY %,d CONNECTIONS INSTEAD OF %,d: ulimit -n is %,d ***%n%n",
                    files, CROWD, system.getMaxFileDescriptorCount());
        }
        return (int) Math.min(files, CROWD);
    }

    /** The other process. */
    private record Crowd(Process process, int size, BufferedReader answers, PrintWriter questions)
            implements AutoCloseable {

        static Crowd at(int port, int size) throws IOException {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    classes(),
                                    SilentCrowd.class.getName(),
                                    Integer.toString(port),
                                    Integer.toString(size))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
            return new Crowd(
                    process,
                    Integer.parseInt(answers.readLine()),
                    answers,
                    new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true));
        }

        int closed() throws IOException {
            questions.println();
            return Integer.parseInt(answers.readLine());
        }

        private static String classes() {
            return SilentCrowd.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
