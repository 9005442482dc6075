package dev.atelier.workshop.lifecycle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as clients write them. */
public final class Timestamp {

    /** For a person who wrote another. */
    public static final String FORM =
            "must be an RFC 3339 instant such as 2027-03-01T09:00:00Z, in the years 2000 to 9999";

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private Timestamp() {}

    /**
     * In the precision that Postgres keeps, and within the years that RFC 3339 can write.
     *
     * @throws DateTimeException when it is no instant
     */
    public static Instant parse(String text) {
        Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        if (instant.isBefore(FIRST) || instant.isAfter(END)) {
            throw new DateTimeException(text);
        }
        return instant;
    }
}
