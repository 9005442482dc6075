package dev.atelier.common.paging;

import dev.atelier.common.problem.RefusedException;

import java.util.List;
import java.util.Optional;

/**
 * Which part of a list is asked for. A controller takes it as a parameter, read from {@code limit}
 * and {@code cursor}.
 *
 * @param limit how many items at most, 1 to 100
 * @param cursor where the page before ended; empty for the first
 */
public record PageRequest(int limit, Optional<Cursor> cursor) {

    static final int DEFAULT_LIMIT = 20;
    static final int MAX_LIMIT = 100;

    /** How many rows to read so that {@link Page#of} knows whether there is another page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The sort key after which this page starts; empty for the first page.
     *
     * @param list names the list, its sort and filters: a cursor of another list is refused
     * @param keys how many values a sort key has
     */
    public Optional<List<String>> after(String list, int keys) {
        cursor.filter(given -> !given.list().equals(list) || given.key().size() != keys)
                .ifPresent(
                        _ -> {
                            throw new RefusedException(new InvalidCursor());
                        });
        return cursor.map(Cursor::key);
    }

    /**
     * The number after which this page starts, for a list whose sort key is one; 0 for the first
     * page.
     */
    public long afterNumber(String list) {
        return after(list, 1).map(List::getFirst).map(PageRequest::number).orElse(0L);
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new RefusedException(new InvalidCursor());
        }
        return Long.parseLong(text);
    }
}
