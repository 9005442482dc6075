package dev.atelier.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;

/** A process for tests: it listens on a port, or complains and ends. */
final class Child {

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "listen" -> listen(Integer.parseInt(arguments[1]));
            case "complain" -> complain();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void listen(int port) throws IOException, InterruptedException {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            System.out.println("listening");
            new CountDownLatch(1).await();
        }
    }

    private static void complain() {
        System.out.println("reading the configuration");
        System.out.println("the configuration is wrong");
        System.exit(3);
    }
}
