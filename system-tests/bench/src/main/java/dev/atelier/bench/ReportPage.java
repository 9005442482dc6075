package dev.atelier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of which each benchmark writes one part, and people the rest. */
public final class ReportPage {

    private ReportPage() {}

    /**
     * Replaces what stands between a part's two marks.
     *
     * @throws IOException when the page does not have them
     */
    public static void put(Path page, String part, String text) throws IOException {
        String begin = "<!-- measured: " + part + " -->\n";
        String end = "<!-- end: " + part + " -->";
        String before = Files.readString(page);
        int from = before.indexOf(begin);
        int to = before.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("%s has no place for %s".formatted(page, part));
        }
        Files.writeString(
                page,
                before.substring(0, from + begin.length())
                        + "\n"
                        + text
                        + "\n"
                        + before.substring(to));
    }
}
