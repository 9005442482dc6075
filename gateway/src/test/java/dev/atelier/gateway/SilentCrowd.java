package dev.atelier.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

/**
 * Opens connections that send nothing, in a process of its own, which has open files of its own to
 * spend. It says how many there are, and, when asked for a line, how many the other side has
 * closed.
 */
final class SilentCrowd {

    private SilentCrowd() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        int wanted = Integer.parseInt(arguments[1]);
        var gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            while (crowd.size() < wanted) {
                crowd.add(SocketChannel.open(gateway));
            }
        } catch (IOException noMore) {
            System.err.println("after " + crowd.size() + " connections: " + noMore);
        }
        System.out.println(crowd.size());
        Scanner questions = new Scanner(System.in);
        while (questions.hasNextLine()) {
            questions.nextLine();
            System.out.println(closed(crowd));
        }
    }

    private static int closed(List<SocketChannel> crowd) throws IOException {
        int closed = 0;
        for (SocketChannel channel : crowd) {
            channel.configureBlocking(false);
            closed += isClosed(channel) ? 1 : 0;
        }
        return closed;
    }

    private static boolean isClosed(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }
}
