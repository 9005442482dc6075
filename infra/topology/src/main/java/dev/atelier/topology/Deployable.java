package dev.atelier.topology;

import java.util.Optional;

/**
 * A process that is built, shipped and scaled by itself.
 *
 * @param name as in its artifact, its image and its metrics
 * @param ordinal its place among the deployables, from which a laptop derives its ports
 * @param schema where it keeps its data; empty for one that keeps none
 */
public record Deployable(String name, int ordinal, Optional<Schema> schema) {

    static Deployable withSchema(String name, int ordinal, String schema) {
        return new Deployable(name, ordinal, Optional.of(new Schema(schema)));
    }

    static Deployable withoutSchema(String name, int ordinal) {
        return new Deployable(name, ordinal, Optional.empty());
    }
}
