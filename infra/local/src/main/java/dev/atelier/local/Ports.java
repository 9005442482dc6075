package dev.atelier.local;

import dev.atelier.topology.Deployable;
import dev.atelier.topology.Topology;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;

/** Which port each component listens on, by the component's name. */
public final class Ports {

    /** Where {@code ./atelier up} starts counting. */
    public static final int DEFAULT_BASE = 8080;

    private static final String MANAGEMENT = ":management";
    private static final Map<String, Integer> AFTER_DEPLOYABLES =
            Map.of(
                    "issuer", 4,
                    "queue", 5,
                    "postgres", 6,
                    "control", 7,
                    "prometheus", 20,
                    "alertmanager", 21,
                    "pager", 22,
                    "postgres-exporter", 23,
                    "host-exporter", 24);
    private static final int MANAGEMENT_OFFSET = 10;

    /**
     * Below the range from which the system takes ports for outgoing connections: one of those
     * could take the port of a service that is being restarted.
     */
    private static final int FREE_FROM = 15_000;

    private static final int FREE_TO = 30_000;

    private final Map<String, Integer> given = new ConcurrentHashMap<>();
    private final ToIntFunction<String> allocation;

    private Ports(ToIntFunction<String> allocation) {
        this.allocation = allocation;
    }

    /** The fixed layout that people know by heart: the gateway has the base itself. */
    public static Ports from(int base) {
        return new Ports(name -> base + offset(name));
    }

    /** A free random port for everyone, for tests. */
    public static Ports free() {
        return new Ports(_ -> anyFree());
    }

    /** The port of a component. */
    public int of(String component) {
        return given.computeIfAbsent(component, allocation::applyAsInt);
    }

    /** The port on which a deployable answers about its health and metrics. */
    public int managementOf(String deployable) {
        return of(deployable + MANAGEMENT);
    }

    /** Whether somebody listens on the port already. */
    static boolean taken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static int offset(String name) {
        if (AFTER_DEPLOYABLES.containsKey(name)) {
            return AFTER_DEPLOYABLES.get(name);
        }
        Deployable deployable = Topology.ATELIER.deployable(name.replace(MANAGEMENT, ""));
        return deployable.ordinal() + (name.endsWith(MANAGEMENT) ? MANAGEMENT_OFFSET : 0);
    }

    private static int anyFree() {
        int port = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
        return taken(port) ? anyFree() : port;
    }
}
