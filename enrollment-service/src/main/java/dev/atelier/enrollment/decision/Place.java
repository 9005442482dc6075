package dev.atelier.enrollment.decision;

import dev.atelier.enrollment.known.Workshop;

import java.util.List;

/**
 * A workshop with its seats and its waitlist.
 *
 * @param version of the workshop's event that is known
 * @param waiting the first who wait and hold no seat elsewhere at the same time, in the order in
 *     which they came
 * @param more whether there may be more of those
 */
public record Place(
        Workshop workshop, long version, Seats seats, List<Participant> waiting, boolean more) {

    /**
     * @param limit how many were asked for at most
     */
    public Place waitedForBy(List<Participant> first, int limit) {
        return new Place(workshop, version, seats, first, first.size() == limit);
    }
}
