package dev.atelier.workshop.finding;

import java.util.regex.Pattern;

/**
 * What had been committed at one moment, as Postgres writes it: {@code xmin:xmax:xip,xip}. By the
 * clock it could not be told, as a transaction shows its changes some time after it made them.
 */
record Snapshot(String text) {

    private static final String ID = "[0-9]{1,18}";

    private static final Pattern FORM =
            Pattern.compile(ID + ":" + ID + ":(" + ID + "(," + ID + ")*)?");

    /**
     * @throws IllegalArgumentException when the text is no snapshot
     */
    Snapshot {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
    }

    /** The first transaction that had not begun. */
    String next() {
        return text.split(":", -1)[1];
    }

    /** Those that had begun and not ended. */
    String[] running() {
        String running = text.split(":", -1)[2];
        return running.isEmpty() ? new String[0] : running.split(",");
    }
}
