package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ComponentTest {

    @TempDir private Path directory;

    private final Recorder recorder = new Recorder();
    private final List<Component> components = new ArrayList<>();

    @AfterEach
    void stopAll() {
        components.forEach(Component::stop);
    }

    @Test
    void isReadyWhenItsProcessAnswersAndStopsWhenAsked() {
        Component component = component(FakeBlueprint.listening("child"));

        start(component);
        assertThat(component.state()).isInstanceOf(State.Ready.class);
        assertThat(pidFile("child").process()).isPresent();

        component.stop();
        assertThat(component.state()).isInstanceOf(State.Stopped.class);
        assertThat(pidFile("child").process()).isEmpty();
        assertThat(recorder.changes())
                .containsExactly(
                        "child Preparing",
                        "child Waiting",
                        "child Starting",
                        "child Ready",
                        "child Stopping",
                        "child Stopped");
    }

    @Test
    void failsWithLastLinesOfItsLogWhenProcessEndsAtStart() {
        Component component = component(FakeBlueprint.complaining("child"));

        start(component);

        assertThat(component.state())
                .isEqualTo(
                        new State.Failed(
                                "exited with 3",
                                List.of(
                                        "reading the configuration",
                                        "the configuration is wrong")));
        assertThat(Lines.describe(component))
                .contains("failed: exited with 3")
                .contains("| the configuration is wrong")
                .contains("./atelier logs child");
    }

    @Test
    void failsWhenItsProcessDiesOnItsOwnAndStartsAgainWhenTold() {
        Component component = component(FakeBlueprint.listening("child"));
        start(component);

        pidFile("child").process().orElseThrow().destroyForcibly();

        await().until(() -> component.state() instanceof State.Failed);
        assertThat(((State.Failed) component.state()).reason()).isEqualTo("killed");
        start(component);
        assertThat(component.state()).isInstanceOf(State.Ready.class);
    }

    @Test
    void isGoneWhenKillReturns() {
        FakeBlueprint blueprint = FakeBlueprint.listening("child");
        Component component = component(blueprint);
        start(component);

        component.kill();

        assertThat(component.state()).isInstanceOf(State.Failed.class);
        assertThat(blueprint.answers()).isFalse();
    }

    @Test
    void doesNotStartWhenWhatItNeedsHasFailed() {
        Component broken = component(FakeBlueprint.complaining("broken"));
        Component needy = component(FakeBlueprint.listening("needy", "broken"));
        start(broken);

        needy.begin();
        needy.start(List.of(broken));

        assertThat(needy.state())
                .isEqualTo(new State.Failed("it needs broken, which is not ready", List.of()));
    }

    @Test
    void stopsAtOnceWhilePreparing() throws Exception {
        Component component = component(new NeverPrepared());
        component.begin();
        Thread starter = Thread.ofVirtual().start(() -> component.start(List.of()));
        await().until(() -> starter.getState() == Thread.State.TIMED_WAITING);

        component.stop();

        assertThat(starter.join(Duration.ofSeconds(10))).isTrue();
        assertThat(component.state()).isInstanceOf(State.Stopped.class);
    }

    @Test
    void endsWhatKilledSupervisorHasLeftButNoStranger() throws IOException {
        FakeBlueprint blueprint = FakeBlueprint.listening("child");
        Process orphan = blueprint.process().start();
        pidFile("child").write(orphan.toHandle());

        assertThat(component(blueprint).sweep()).isTrue();
        assertThat(orphan.isAlive()).isFalse();
        assertThat(component(blueprint).sweep()).isFalse();
    }

    @Test
    void leavesStrangerAloneThatHasAnOrphansPid() throws IOException {
        Process stranger = FakeBlueprint.listening("stranger").process().start();
        try {
            Files.createDirectories(directory.resolve("run"));
            Files.writeString(
                    directory.resolve("run/child.pid"), stranger.pid() + " 2001-01-01T00:00:00Z");

            assertThat(component(FakeBlueprint.listening("child")).sweep()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    private Component component(Blueprint blueprint) {
        Component component = new Component(blueprint, new Home(directory), recorder);
        components.add(component);
        return component;
    }

    private PidFile pidFile(String name) {
        return new PidFile(new Home(directory).pid(name));
    }

    private static void start(Component component) {
        component.begin();
        component.start(List.of());
    }

    private record NeverPrepared() implements Blueprint {

        @Override
        public String name() {
            return "never";
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public void prepare() throws InterruptedException {
            Thread.sleep(Duration.ofHours(1));
        }

        @Override
        public ProcessBuilder process() {
            throw new AssertionError("it was stopped before");
        }

        @Override
        public boolean answers() {
            return false;
        }
    }
}
