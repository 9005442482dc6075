package dev.atelier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReportPageTest {

    private static final String PAGE =
            """
            # Performance
            <!-- measured: finding -->
            old
            <!-- end: finding -->
            Written by hand.
            """;

    @TempDir Path directory;

    @Test
    void replacesItsOwnPartOnly() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), PAGE);

        ReportPage.put(page, "finding", "new");
        ReportPage.put(page, "finding", "newer");

        assertThat(page).hasContent(PAGE.replace("old", "\nnewer"));
    }

    @Test
    void refusesPageWithoutThePart() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), PAGE);

        assertThatThrownBy(() -> ReportPage.put(page, "sign-up", "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sign-up");
    }
}
