package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class LineupTest {

    @TempDir private Path directory;

    private final Recorder recorder = new Recorder();
    private Lineup lineup;

    @AfterEach
    void stop() {
        lineup.stop();
    }

    @Test
    void startsWhatIsNeededFirstAndStopsItLast() {
        lineup =
                new Lineup(
                        List.of(
                                List.of(listening("database")),
                                List.of(listening("service", "database")),
                                List.of(listening("door", "service"))));

        lineup.start();
        lineup.stop();

        assertThat(recorder.became(State.Ready.class))
                .containsExactly("database", "service", "door");
        assertThat(recorder.became(State.Stopped.class))
                .containsExactly("door", "service", "database");
    }

    @Test
    void startsTheOthersWhenOneFails() {
        lineup =
                new Lineup(
                        List.of(
                                List.of(listening("database"), complaining("queue")),
                                List.of(
                                        listening("reader", "database"),
                                        listening("consumer", "queue"))));

        lineup.start();

        assertThat(recorder.became(State.Ready.class))
                .containsExactlyInAnyOrder("database", "reader");
        assertThat(recorder.became(State.Failed.class)).containsExactly("queue", "consumer");
    }

    private Component listening(String name, String... after) {
        return component(FakeBlueprint.listening(name, after));
    }

    private Component complaining(String name) {
        return component(FakeBlueprint.complaining(name));
    }

    private Component component(Blueprint blueprint) {
        return new Component(blueprint, new Home(directory), recorder);
    }
}
