package dev.atelier.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.testing.ProjectFiles;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A description as it is committed, which the code must give again. */
public record CommittedDocument(Path file) {

    /** Set to true, what the code gives is written down. */
    public static final String RECORD = "atelier.openapi.record";

    public JsonNode read() {
        return Files.exists(file) ? Json.read(ProjectFiles.read(file)) : Json.object();
    }

    /** Fails unless the document is the committed one, or is to become it. */
    public void check(ObjectNode document) {
        DocumentSchemas schemas = new DocumentSchemas(document);
        Examples.keep(
                document, read(), (schema, example) -> schemas.faults(schema, example).isEmpty());
        if (Boolean.getBoolean(RECORD)) {
            write(document);
        }
        assertThat(Json.differences(read(), document))
                .as(
                        "%s is not what the code does: record it with -D%s=true, and look at what"
                                + " has changed",
                        ProjectFiles.root().relativize(file), RECORD)
                .isEmpty();
    }

    private void write(ObjectNode document) {
        try {
            Files.writeString(file, Json.write(document));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
