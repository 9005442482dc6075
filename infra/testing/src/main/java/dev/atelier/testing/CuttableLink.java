package dev.atelier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a server that a test can cut, and mend again. */
public final class CuttableLink implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket entrance;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private CuttableLink(InetSocketAddress server, ServerSocket entrance) {
        this.server = server;
        this.entrance = entrance;
    }

    /** A link to the server of that address, which everything passes until it is cut. */
    public static CuttableLink to(URI server) {
        try {
            CuttableLink link =
                    new CuttableLink(
                            new InetSocketAddress(server.getHost(), server.getPort()),
                            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            link.threads.execute(link::accept);
            return link;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Where to connect instead of to the server. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** Breaks all connections and lets none through. */
    public void cut() {
        isCut = true;
        open.forEach(CuttableLink::reset);
    }

    public void mend() {
        isCut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                threads.execute(() -> join(client));
            } catch (IOException _) {
                // It was closed, and the loop ends.
            }
        }
    }

    private void join(Socket client) {
        Socket onward = new Socket();
        open.add(client);
        open.add(onward);
        if (isCut) {
            reset(client);
            return;
        }
        try {
            onward.connect(server);
            threads.execute(() -> carry(client, onward));
            carry(onward, client);
        } catch (IOException _) {
            reset(client);
        } finally {
            open.remove(client);
            open.remove(onward);
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            reset(from);
            reset(to);
        }
    }

    /** As when a cable is pulled, and not with a goodbye. */
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
