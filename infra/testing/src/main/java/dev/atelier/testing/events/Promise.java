package dev.atelier.testing.events;

import java.util.Comparator;

/**
 * One thing that a schema says of an event.
 *
 * @param schema its name
 * @param pointer where in the schema it is said
 * @param value as JSON
 */
record Promise(String schema, String pointer, String value) implements Comparable<Promise> {

    private static final Comparator<Promise> ORDER =
            Comparator.comparing(Promise::schema)
                    .thenComparing(Promise::pointer)
                    .thenComparing(Promise::value);

    static Promise parse(String line) {
        String[] parts = line.split(" ", 3);
        return new Promise(parts[0], parts[1], parts[2]);
    }

    Promise at(String otherSchema, String otherPointer) {
        return new Promise(otherSchema, otherPointer, value);
    }

    boolean isWithin(String place) {
        return pointer.equals(place) || pointer.startsWith(place + "/");
    }

    @Override
    public int compareTo(Promise other) {
        return ORDER.compare(this, other);
    }

    /** As it is committed. */
    @Override
    public String toString() {
        return schema + " " + pointer + " " + value;
    }
}
