package dev.atelier.common.control;

/** Types as a subscription names them, in SQL. */
final class EventTypes {

    /** Whether a row's {@code type} is among {@code types}: exactly, or by a prefix with a star. */
    static final String WANTED =
            """
            EXISTS (SELECT FROM unnest(types) AS wanted
                     WHERE CASE WHEN right(wanted, 1) = '*'
                                THEN starts_with(type, left(wanted, -1))
                                ELSE type = wanted END)
            """;

    private EventTypes() {}
}
