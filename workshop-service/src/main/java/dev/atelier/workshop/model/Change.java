package dev.atelier.workshop.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a decision makes of a workshop.
 *
 * @param before its state until now
 * @param workshop its state after the change; the same when nothing changes
 * @param told what subscribers are told of it, version by version; nothing as long as it is a draft
 */
public record Change(Workshop before, Workshop workshop, List<Told> told) {

    /** Everything is as it should be already. */
    static Change none(Workshop workshop) {
        return new Change(workshop, workshop, List.of());
    }

    /** One more version, of which nobody is told. */
    static Change untold(Workshop before, Workshop after) {
        return new Change(before, after.next(), List.of());
    }

    /** A version for each fact, so that each makes one event. */
    static Change told(Workshop before, Workshop after, List<Fact> facts) {
        List<Told> told = new ArrayList<>();
        Workshop version = after;
        for (Fact fact : facts) {
            version = version.next();
            told.add(new Told(version, fact));
        }
        return new Change(before, version, List.copyOf(told));
    }

    public boolean isNone() {
        return workshop.version() == before.version();
    }

    /** A version of a workshop, and the one fact that made it. */
    public record Told(Workshop workshop, Fact fact) {}
}
