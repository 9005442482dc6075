package dev.atelier.aws;

import dev.atelier.testing.ProjectFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is computed from the templates and committed, so that a change of it is read by whoever
 * reviews. {@code -Datelier.aws.record=true} writes it anew.
 */
enum Committed {
    /** What each program may do. */
    RIGHTS("infra/aws/src/test/resources/rights.txt"),
    /** Where the environments' tables stand. */
    README("infra/aws/README.md");

    static final boolean RECORD = Boolean.getBoolean("atelier.aws.record");

    private final String path;

    Committed(String path) {
        this.path = path;
    }

    String text() {
        return Files.exists(file()) ? ProjectFiles.read(file()) : "";
    }

    List<String> lines() {
        return text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    void record(String text) {
        try {
            Files.writeString(file(), text);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The part between two marks of a page. */
    String part(String name) {
        String text = text();
        return text.substring(begin(text, name), end(text, name));
    }

    void recordPart(String name, String part) {
        String text = text();
        record(text.substring(0, begin(text, name)) + part + text.substring(end(text, name)));
    }

    private static int begin(String text, String name) {
        String mark = "<!-- generated: %s -->\n".formatted(name);
        return position(text, mark) + mark.length();
    }

    private static int end(String text, String name) {
        return position(text, "<!-- end: %s -->".formatted(name));
    }

    private static int position(String text, String mark) {
        int position = text.indexOf(mark);
        if (position < 0) {
            throw new IllegalStateException("no mark " + mark);
        }
        return position;
    }

    private Path file() {
        return ProjectFiles.root().resolve(path);
    }
}
