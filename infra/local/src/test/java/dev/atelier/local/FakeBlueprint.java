package dev.atelier.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A component made of a {@link Child}. */
record FakeBlueprint(String name, List<String> after, int port, String behaviour)
        implements Blueprint {

    static FakeBlueprint listening(String name, String... after) {
        return new FakeBlueprint(name, List.of(after), Ports.free().of(name), "listen");
    }

    static FakeBlueprint complaining(String name) {
        return new FakeBlueprint(name, List.of(), Ports.free().of(name), "complain");
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }

    @Override
    public ProcessBuilder process() {
        return new ProcessBuilder(
                Program.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                behaviour,
                Integer.toString(port));
    }

    /** By connecting: a probe that binds the port can take it from the child. */
    @Override
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
