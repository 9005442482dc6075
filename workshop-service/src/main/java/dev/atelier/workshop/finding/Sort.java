package dev.atelier.workshop.finding;

import dev.atelier.workshop.lifecycle.Timestamp;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** An order in which workshops are listed; the id decides between equals. */
enum Sort {
    /** Soonest first; drafts without a start come last. */
    STARTS_AT("startsAt", Sort.START, "timestamptz", "w.start_set_in", true),
    STARTS_AT_DESCENDING("-startsAt", Sort.START, "timestamptz", "w.start_set_in", false),
    /** By Unicode's rules and no machine's locale, whose updates would break the index. */
    TITLE(
            "title",
            "lower(w.title COLLATE \"pg_unicode_fast\") COLLATE \"pg_unicode_fast\"",
            "text",
            "w.title_set_in",
            true),
    /** Best match first; its words are what gives a workshop its place. */
    RELEVANCE("relevance", "ts_rank(w.search, %s)", "real", "w.words_set_in", false);

    /** A workshop's start as the index has it. */
    static final String START = "coalesce(w.starts_at, 'infinity')";

    private static final String UNDATED = "infinity";

    private static final Pattern RANK = Pattern.compile("[0-9](\\.[0-9]{1,12})?(e-[0-9]{1,2})?");

    private final String parameter;
    private final String key;
    private final String type;
    private final String placedIn;
    private final boolean ascending;

    Sort(String parameter, String key, String type, String placedIn, boolean ascending) {
        this.parameter = parameter;
        this.key = key;
        this.type = type;
        this.placedIn = placedIn;
        this.ascending = ascending;
    }

    static Optional<Sort> of(String parameter) {
        return Arrays.stream(values()).filter(sort -> sort.parameter.equals(parameter)).findFirst();
    }

    /**
     * The expression that workshops are sorted by.
     *
     * @param textQuery the expression of the text search, for those that rank
     */
    String key(String textQuery) {
        return key.formatted(textQuery);
    }

    /** The key's type in SQL. */
    String type() {
        return type;
    }

    /** The column of the transaction that gave a workshop its place. */
    String placedIn() {
        return placedIn;
    }

    String direction() {
        return ascending ? "ASC" : "DESC";
    }

    /** How the following keys compare to one before them. */
    String beyond() {
        return ascending ? ">" : "<";
    }

    /** The key as text that both sides can read. */
    String written(String key) {
        return type.equals("timestamptz")
                ? instant("w.starts_at", UNDATED)
                : "(%s)::text".formatted(key);
    }

    /** An instant as text that both sides can read, or another text where there is none. */
    static String instant(String expression, String otherwise) {
        return "coalesce(to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), '%s')"
                .formatted(expression, otherwise);
    }

    /** Whether it is too much to sort all that match. */
    boolean ranks() {
        return this == RELEVANCE;
    }

    /** Whether a cursor may hold this key; it has been in a client's hands. */
    boolean isKey(String text) {
        return switch (this) {
            case STARTS_AT, STARTS_AT_DESCENDING -> text.equals(UNDATED) || isTimestamp(text);
            case TITLE -> text.indexOf('\0') < 0;
            case RELEVANCE -> RANK.matcher(text).matches();
        };
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
