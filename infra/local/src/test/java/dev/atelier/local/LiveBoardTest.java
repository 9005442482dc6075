package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class LiveBoardTest {

    private static final int WIDTH = 60;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final LiveBoard board = new LiveBoard(out, WIDTH, new Lines(() -> out));

    @TempDir private Path directory;

    @Test
    void drawsEachComponentInOnePlaceAndThenTellsChangesInLines() {
        Component component =
                new Component(FakeBlueprint.complaining("child"), new Home(directory), board);

        board.open(List.of(component));
        component.begin();
        component.start(List.of());
        board.close();

        assertThat(lastPicture())
                .contains("child                failed: exited with 3")
                .contains("| the configuration is wrong");
        board.notice("and now for something different");
        assertThat(lastPicture()).endsWith("and now for something different\n");
    }

    @Test
    void cutsLinesThatWouldWrap() {
        board.open(List.of());
        board.notice("x".repeat(2 * WIDTH));
        board.close();

        assertThat(lastPicture().lines()).allMatch(line -> line.length() < WIDTH);
    }

    private String lastPicture() {
        String all = bytes.toString(StandardCharsets.UTF_8);
        return all.substring(all.lastIndexOf("\u001b[J") + 3);
    }
}
