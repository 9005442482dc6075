package dev.atelier.workshop.finding;

import dev.atelier.common.paging.InvalidCursor;
import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.WorkshopId;

import java.util.List;
import java.util.UUID;

/**
 * Where in a list a workshop stands, and in which walk through it.
 *
 * @param key its sort key, as text
 * @param id decides between equals
 * @param began when the walk began: what has come to its place since may have been shown in another
 * @param reach what the walk ranks
 */
record Place(String key, WorkshopId id, Snapshot began, Reach reach) {

    /** How many parts a cursor has. */
    static final int PARTS = 4;

    /**
     * The place in a cursor, which has been in a client's hands.
     *
     * @throws RefusedException when it is none of this sort
     */
    static Place read(List<String> parts, Sort sort) {
        try {
            Place place =
                    new Place(
                            parts.getFirst(),
                            new WorkshopId(UUID.fromString(parts.get(1))),
                            new Snapshot(parts.get(2)),
                            Reach.read(parts.get(3)));
            if (sort.isKey(place.key())) {
                return place;
            }
        } catch (IllegalArgumentException _) {
            // It is none, as one with a key of another sort.
        }
        throw new RefusedException(new InvalidCursor());
    }

    List<String> parts() {
        return List.of(key, id.value().toString(), began.text(), reach.text());
    }
}
