package dev.atelier.bench;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of Markdown, which a terminal shows as well. */
public record Table(List<String> head, List<List<String>> rows) {

    /** In lines of their own; columns are as wide as they need to be. */
    @Override
    public String toString() {
        List<String> rule = Collections.nCopies(head.size(), "---");
        return Stream.concat(Stream.of(head, rule), rows.stream())
                .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n"));
    }
}
