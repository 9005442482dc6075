package dev.atelier.workshop.finding;

import dev.atelier.common.paging.InvalidCursor;
import dev.atelier.common.problem.RefusedException;

import java.util.List;
import java.util.UUID;

/**
 * Where a walk through the list goes on.
 *
 * @param key the sort key of the last workshop shown, as text
 * @param id its id, which decides between equals
 * @param began when the walk began: what has come to its place since may have been shown in another
 */
record Place(String key, UUID id, Snapshot began) {

    /** How many parts a cursor has. */
    static final int PARTS = 3;

    /**
     * The place in a cursor, which has been in a client's hands.
     *
     * @throws RefusedException when it is none of this sort
     */
    static Place read(List<String> parts, Sort sort) {
        if (!sort.isKey(parts.getFirst())) {
            throw new RefusedException(new InvalidCursor());
        }
        try {
            return new Place(
                    parts.getFirst(), UUID.fromString(parts.get(1)), new Snapshot(parts.get(2)));
        } catch (IllegalArgumentException _) {
            throw new RefusedException(new InvalidCursor());
        }
    }

    List<String> parts() {
        return List.of(key, id.toString(), began.text());
    }
}
