package dev.atelier.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One process of the platform and its life. Its state changes under its monitor only, and nothing
 * that takes time runs under it.
 */
final class Component {

    static final Duration START_LIMIT = Duration.ofSeconds(120);
    static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final int LAST_LINES = 12;

    private final Blueprint blueprint;
    private final LogFile log;
    private final PidFile pidFile;
    private final Board board;

    private volatile State state = new State.Stopped();
    private @Nullable Process process;
    private @Nullable Thread starter;

    Component(Blueprint blueprint, Home home, Board board) {
        this.blueprint = blueprint;
        this.log = new LogFile(home.log(blueprint.name()));
        this.pidFile = new PidFile(home.pid(blueprint.name()));
        this.board = board;
    }

    String name() {
        return blueprint.name();
    }

    Blueprint blueprint() {
        return blueprint;
    }

    State state() {
        return state;
    }

    /**
     * Takes it out of the stopped or failed state, so that whoever waits for it does wait.
     *
     * @return whether it has to be started
     */
    synchronized boolean begin() {
        return become(new State.Preparing(Instant.now()));
    }

    /**
     * Starts it after {@link #begin} and returns when it is ready, has failed or was stopped
     * meanwhile.
     */
    void start(List<Component> others) {
        synchronized (this) {
            starter = Thread.currentThread();
        }
        try {
            blueprint.prepare();
            awaitReady(others);
            launch();
            awaitAnswer();
        } catch (InterruptedException _) {
            end(running(), new State.Stopped());
        } catch (IOException | RuntimeException exception) {
            fail(running(), message(exception));
        } finally {
            synchronized (this) {
                starter = null;
            }
        }
    }

    /** Ends it in good order, or by force when it takes too long. */
    void stop() {
        Process running = null;
        synchronized (this) {
            if (become(new State.Stopping())) {
                running = process;
            } else {
                become(new State.Stopped());
                if (starter != null) {
                    starter.interrupt();
                }
            }
        }
        if (running != null) {
            blueprint.askToEnd(running.toHandle());
            Processes.awaitEnd(running.toHandle(), STOP_LIMIT);
            end(running, new State.Stopped());
        }
    }

    /** Ends it and its children at once, as {@code kill -9} does: that shows as failed. */
    void kill() {
        Process running = running();
        if (running != null) {
            Processes.kill(running.toHandle());
            fail(running, "killed");
        }
    }

    /** Ends what a supervisor that was killed has left running, and says whether there was any. */
    boolean sweep() {
        Optional<ProcessHandle> orphan = pidFile.process();
        orphan.ifPresent(
                process -> {
                    blueprint.askToEnd(process);
                    Processes.awaitEnd(process, STOP_LIMIT);
                });
        pidFile.delete();
        return orphan.isPresent();
    }

    LogFile log() {
        return log;
    }

    /** Waits until it is on its way nowhere, and returns where it is. */
    synchronized State awaitSettled() throws InterruptedException {
        while (state.pending()) {
            wait();
        }
        return state;
    }

    private void awaitReady(List<Component> others) throws InterruptedException {
        synchronized (this) {
            become(new State.Waiting(others.stream().map(Component::name).toList()));
        }
        for (Component other : others) {
            if (!(other.awaitSettled() instanceof State.Ready)) {
                throw new IllegalStateException(
                        "it needs " + other.name() + ", which is not ready");
            }
        }
    }

    private synchronized void launch() throws IOException {
        if (!state.mayBecome(new State.Starting(Instant.now()))) {
            return;
        }
        ProcessBuilder builder = blueprint.process();
        Process launched = log.receive(builder).start();
        process = launched;
        pidFile.write(launched.toHandle());
        become(new State.Starting(Instant.now()));
        launched.onExit().thenAccept(this::ended);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        while (state() instanceof State.Starting(Instant since)) {
            if (blueprint.answers()) {
                blueprint.settle();
                synchronized (this) {
                    become(new State.Ready(Duration.between(since, Instant.now())));
                }
            } else if (since.plus(START_LIMIT).isBefore(Instant.now())) {
                fail(running(), "not ready after " + START_LIMIT.toSeconds() + " s");
            } else {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_QUESTIONS.toMillis());
            }
        }
    }

    private void ended(Process ended) {
        if (ended == running() && !(state() instanceof State.Stopping)) {
            fail(ended, Processes.exit(ended));
        }
    }

    private void fail(@Nullable Process failed, String reason) {
        end(failed, new State.Failed(reason, log.lastLines(LAST_LINES)));
    }

    /** Does nothing when another process has taken the ended one's place. */
    private void end(@Nullable Process ended, State next) {
        if (ended != null) {
            Processes.kill(ended.toHandle());
        }
        synchronized (this) {
            if (ended == process) {
                process = null;
                pidFile.delete();
                become(next);
            }
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    private synchronized boolean become(State next) {
        boolean possible = state.mayBecome(next);
        if (possible) {
            state = next;
            notifyAll();
            board.changed(this);
        }
        return possible;
    }

    private static String message(Exception exception) {
        return exception.getMessage() == null ? exception.toString() : exception.getMessage();
    }
}
