package dev.atelier.faults.arena;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes connections on to the first that takes them, beginning with another one each time. On the
 * way it can cut them, refuse new ones, and let every piece wait.
 */
public final class Detour implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final int PIECE_BYTES = 16 * 1024;

    private final List<Integer> targets;
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;

    private Detour(List<Integer> targets, ServerSocket entrance) {
        this.targets = targets;
        this.entrance = entrance;
    }

    /** A detour to any of these ports of this machine. */
    public static Detour to(List<Integer> ports) {
        try {
            ServerSocket entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            Detour detour = new Detour(ports, entrance);
            detour.threads.execute(detour::accept);
            return detour;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Where it is entered, on this machine. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Breaks all connections that there are, in the middle of whatever they carry. */
    public void cut() {
        open.forEach(Detour::reset);
    }

    /** Breaks all connections and takes no new ones, until they are let pass again. */
    public void refuse() {
        refusing = true;
        cut();
    }

    public void delay(Duration each) {
        delay = each;
    }

    /** No more faults from here. */
    public void letPass() {
        refusing = false;
        delay = Duration.ZERO;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                threads.execute(() -> pass(client));
            } catch (IOException _) {
                // Closed, which ends the loop; or the client has gone already.
            }
        }
    }

    private void pass(Socket client) {
        open.add(client);
        if (refusing) {
            reset(client);
            return;
        }
        int first = turn.getAndIncrement();
        for (int index = 0; index < targets.size(); index++) {
            int port = targets.get(Math.floorMod(first + index, targets.size()));
            if (join(client, port)) {
                return;
            }
        }
        reset(client);
    }

    private boolean join(Socket client, int port) {
        Socket server = new Socket();
        try {
            server.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    CONNECT_TIMEOUT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException _) {
            reset(server);
            return false;
        }
        open.add(server);
        threads.execute(() -> carry(client, server));
        threads.execute(() -> carry(server, client));
        return true;
    }

    private void carry(Socket from, Socket to) {
        byte[] piece = new byte[PIECE_BYTES];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                LockSupport.parkNanos(delay.toNanos());
                out.write(piece, 0, size);
            }
        } catch (IOException _) {
            reset(from);
            reset(to);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** With a reset, as when a machine vanishes, and not with a goodbye. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        cut();
        threads.close();
    }
}
