package dev.atelier.workshop.model;

/**
 * What a decision makes of a workshop.
 *
 * @param workshop its state after the change
 * @param fact what happened; every version of a published workshop has exactly one
 */
public record Change(Workshop workshop, Fact fact) {

    /** What can happen to a workshop, by the names that subscribers know. */
    public enum Fact {
        PUBLISHED("workshop.published.v1");

        private final String type;

        Fact(String type) {
            this.type = type;
        }

        /** The event's type, which outlives any name in here. */
        public String type() {
            return type;
        }
    }
}
