package dev.atelier.workshop.finding;

import dev.atelier.workshop.lifecycle.Timestamp;

import java.time.DateTimeException;

/**
 * Between which starts a walk ranks workshops, ends included. A frequent word has more matches than
 * can be ranked, and which are near enough must not change while somebody walks.
 *
 * @param first an instant, or {@code -infinity}
 * @param last an instant, or {@code infinity}
 */
record Reach(String first, String last) {

    static final String EVER = "-infinity/infinity";

    /**
     * A reach as {@link #text} writes it.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Reach read(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length != 2 || !isEnd(ends[0]) || !isEnd(ends[1])) {
            throw new IllegalArgumentException(text);
        }
        return new Reach(ends[0], ends[1]);
    }

    String text() {
        return first + "/" + last;
    }

    private static boolean isEnd(String text) {
        return text.equals("infinity") || text.equals("-infinity") || isTimestamp(text);
    }

    private static boolean isTimestamp(String text) {
        try {
            Timestamp.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
