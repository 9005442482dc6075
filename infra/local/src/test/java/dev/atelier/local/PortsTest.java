package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.atelier.local.pager.Pager;
import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

class PortsTest {

    private static final List<String> OTHERS =
            List.of(
                    Issuer.NAME,
                    Queue.NAME,
                    Postgres.NAME,
                    Control.NAME,
                    Pager.NAME,
                    Observers.PROMETHEUS,
                    Observers.ALERTMANAGER,
                    Observers.POSTGRES_EXPORTER,
                    Observers.HOST_EXPORTER);

    @Test
    void countsFromTheGateway() {
        Ports ports = Ports.from(9000);

        assertThat(ports.of("gateway")).isEqualTo(9000);
        assertThat(ports.of("enrollment-service")).isEqualTo(9003);
        assertThat(ports.of(Issuer.NAME)).isEqualTo(9004);
        assertThat(ports.of(Control.NAME)).isEqualTo(9007);
        assertThat(ports.managementOf("gateway")).isEqualTo(9010);
    }

    @Test
    void givesEachComponentItsOwnPort() {
        assertThat(all(Ports.from(8080))).doesNotHaveDuplicates();
        assertThat(all(Ports.free())).doesNotHaveDuplicates();
    }

    @Test
    void remembersFreePorts() {
        Ports ports = Ports.free();

        assertThat(ports.of("gateway")).isEqualTo(ports.of("gateway"));
    }

    @Test
    void namesWhoWantsTakenPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortConflict.find("user-service", socket.getLocalPort()))
                    .hasValueSatisfying(
                            conflict ->
                                    assertThat(conflict.explain())
                                            .startsWith(
                                                    "port %d, which user-service wants, is taken"
                                                            .formatted(socket.getLocalPort())));
        }
    }

    @Test
    void saysWhatToDoAboutTakenPorts() {
        assertThatExceptionOfType(StartFailed.class)
                .isThrownBy(() -> PortConflict.refuse(List.of(new PortConflict("gateway", 1))))
                .withMessageContaining("port 1, which gateway wants")
                .withMessageContaining("./atelier up --port-base");
        assertThatNoException().isThrownBy(() -> PortConflict.refuse(List.of()));
    }

    private static List<Integer> all(Ports ports) {
        List<String> deployables =
                Topology.ATELIER.deployables().stream().map(Deployable::name).toList();
        return Stream.of(
                        deployables.stream().map(ports::of),
                        deployables.stream().map(ports::managementOf),
                        OTHERS.stream().map(ports::of))
                .flatMap(stream -> stream)
                .toList();
    }
}
