package dev.atelier.local;

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

    @Override
    public boolean answers() {
        return Ports.taken(port);
    }
}
