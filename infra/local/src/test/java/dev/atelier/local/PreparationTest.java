package dev.atelier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

class PreparationTest {

    private final Recorder recorder = new Recorder();
    private final AtomicInteger fillings = new AtomicInteger();

    @TempDir private Path directory;

    @Test
    void fillsDirectoryOncePerContent() throws Exception {
        Path first = preparation().once("thing", "one", this::fill);
        Path again = preparation().once("thing", "one", this::fill);

        assertThat(again).isEqualTo(first);
        assertThat(fillings).hasValue(1);
    }

    @Test
    void replacesOlderContent() throws Exception {
        Path older = preparation().once("thing", "one", this::fill);
        Path newer = preparation().once("thing", "two", this::fill);

        assertThat(older).doesNotExist();
        assertThat(newer).exists();
    }

    @Test
    void fillsAgainAfterFailure() throws Exception {
        assertThatIOException()
                .isThrownBy(
                        () ->
                                preparation()
                                        .once(
                                                "thing",
                                                "one",
                                                target -> {
                                                    Files.createFile(target.resolve("half"));
                                                    throw new IOException("the disk is full");
                                                }));

        Path second = preparation().once("thing", "one", this::fill);

        assertThat(second.resolve("half")).doesNotExist();
    }

    @Test
    void runsWithoutCacheWhenNoneCanBeMadeAndSaysSo() throws Exception {
        Program program =
                preparation()
                        .trained(
                                directory.resolve("layout"),
                                "service",
                                Program.onClassPath("x.jar", "Main"),
                                (_, _, _) -> {
                                    throw new IOException("it ended with 1");
                                });

        assertThat(program.command()).noneMatch(argument -> argument.contains("AOTCache"));
        assertThat(recorder.changes())
                .singleElement()
                .asString()
                .startsWith("service starts slowly, without a cache");
    }

    @Test
    void leavesCacheOfTrainingToTheProgram() throws Exception {
        Program program =
                preparation()
                        .trained(
                                directory.resolve("layout"),
                                "service",
                                Program.onClassPath("x.jar", "Main"),
                                (untrained, _, _) -> Files.createFile(untrained.cache()));

        assertThat(program.command()).contains("-XX:AOTCache=" + program.cache());
        assertThat(recorder.changes()).isEmpty();
    }

    private Preparation preparation() {
        return new Preparation(directory, recorder);
    }

    private void fill(Path target) throws IOException {
        Files.writeString(target.resolve("file"), "filled " + fillings.incrementAndGet());
    }
}
