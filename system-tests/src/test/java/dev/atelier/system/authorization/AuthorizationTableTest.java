package dev.atelier.system.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.system.ApiDescription;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The table has a row for every operation there is, and the document says what the table does. */
class AuthorizationTableTest {

    private static final String RECORD = "atelier.authorization.record";
    private static final Path DOCUMENT = Path.of("..", "docs", "authorization.md");

    @Test
    void hasRowForEveryOperation() {
        assertThat(AuthorizationTable.rows().stream().map(Row::shape).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        ApiDescription.committed().operations().stream()
                                .map(it -> Row.shape(it.method(), it.path()))
                                .toList());
    }

    @Test
    void asksNothingTwice() {
        Stream<String> operations = AuthorizationTable.rows().stream().map(Row::operation);

        assertThat(operations).doesNotHaveDuplicates();
    }

    @Test
    void isWhatTheDocumentSays() throws IOException {
        String document = AuthorizationDocument.of(AuthorizationTable.rows());
        if (Boolean.getBoolean(RECORD)) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT).hasContent(document);
    }
}
