package dev.atelier.local;

import dev.atelier.observability.Tempo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The process behind {@code ./atelier up}: it starts the platform in {@code .atelier}, answers
 * {@code ./atelier status} and the like, and stops the platform when it is told to end.
 */
final class Supervisor {

    static final String NAME = "supervisor";

    private static final int FAILURE = 1;

    private final Options options;
    private final Ports ports;
    private final Platform platform;
    private final Signpost signpost;
    private final PidFile pidFile;

    /** Set when a signal has come: what then goes down has not failed. */
    private volatile boolean ending;

    private Supervisor(Options options, Checkout checkout) {
        Home home = new Home(checkout.root().resolve(".atelier"));
        this.options = options;
        this.ports = Ports.from(options.portBase());
        this.platform = new Platform(home, ports, arrangement(options), checkout, board(options));
        this.signpost = new Signpost(platform, ports);
        this.pidFile = new PidFile(home.pid(NAME));
    }

    public static void main(String[] arguments) throws IOException {
        Supervisor supervisor =
                new Supervisor(Options.parse(arguments), Checkout.around(Path.of("")));
        if (supervisor.options.sweepOnly()) {
            supervisor.sweep();
        } else if (!supervisor.run()) {
            System.exit(FAILURE);
        }
    }

    private void sweep() {
        platform.sweep().forEach(name -> System.out.println("ended " + name + ", left running"));
    }

    /** Returns when the platform is up, which then lives until a signal comes, or has failed. */
    private boolean run() throws IOException {
        if (pidFile.process().isPresent()) {
            System.err.println("Atelier is up already: ./atelier status");
            return false;
        }
        pidFile.write(ProcessHandle.current());
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
        try {
            if (options.fresh()) {
                platform.sweep();
                platform.home().clearData();
            }
            Control _ = Control.open(platform, controlPort());
            signpost.write();
            platform.start();
            System.out.println("\nAtelier is up after " + Lines.seconds(age()) + ".");
            System.out.print(signpost.directions());
            System.out.println(
                    options.detach()
                            ? "  ./atelier down      stops it\n"
                            : "\nCtrl-C stops it; the data stays.\n");
            if (options.detach()) {
                leaveTerminal();
            }
            return true;
        } catch (StartFailed failure) {
            if (!ending) {
                System.err.println("\n" + failure.getMessage());
            }
            return ending;
        }
    }

    private void end() {
        ending = true;
        System.out.println();
        platform.stop();
        try {
            signpost.remove();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        pidFile.delete();
    }

    private int controlPort() {
        int port = ports.of(Control.NAME);
        PortConflict.refuse(PortConflict.find("./atelier status", port).stream().toList());
        return port;
    }

    /** Lets go of the terminal or pipe, so that who waits for the end of our output sees it. */
    private void leaveTerminal() throws IOException {
        PrintStream log =
                new PrintStream(
                        new FileOutputStream(platform.home().log(NAME).toFile(), true),
                        true,
                        StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
        new FileOutputStream(FileDescriptor.out).close();
        new FileOutputStream(FileDescriptor.err).close();
    }

    /** What observes is swept too, whether it was asked for this time or not. */
    private static Arrangement arrangement(Options options) {
        return options.observe() || options.sweepOnly()
                ? Arrangement.USUAL.observed(Tempo.USUAL)
                : Arrangement.USUAL;
    }

    private static Board board(Options options) {
        Lines lines = new Lines(() -> System.out);
        return options.terminalWidth().isPresent()
                ? new LiveBoard(System.out, options.terminalWidth().getAsInt(), lines)
                : lines;
    }

    private static Duration age() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }
}
