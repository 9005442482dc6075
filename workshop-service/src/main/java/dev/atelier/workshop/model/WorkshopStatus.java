package dev.atelier.workshop.model;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.WorkshopRefusal.IllegalTransition;

import java.util.Map;
import java.util.Set;

/**
 * The life of a workshop.
 *
 * <pre>
 *   DRAFT ──publish──▶ PUBLISHED ──complete──▶ COMPLETED
 *                          │
 *                          └──────cancel─────▶ CANCELLED
 * </pre>
 *
 * <p>A draft that is given up is deleted, and has no status then. What is completed or cancelled
 * stays as it is.
 */
public enum WorkshopStatus {
    DRAFT,
    PUBLISHED,
    CANCELLED,
    COMPLETED;

    private static final Map<WorkshopStatus, Set<WorkshopStatus>> TRANSITIONS =
            Map.of(
                    DRAFT, Set.of(PUBLISHED),
                    PUBLISHED, Set.of(CANCELLED, COMPLETED),
                    CANCELLED, Set.of(),
                    COMPLETED, Set.of());

    public boolean canBecome(WorkshopStatus next) {
        return TRANSITIONS.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether there is nothing more to come. */
    boolean isFinal() {
        return TRANSITIONS.getOrDefault(this, Set.of()).isEmpty();
    }

    /**
     * The next status.
     *
     * @throws RefusedException when this one does not lead there
     */
    WorkshopStatus become(WorkshopStatus next) {
        if (!canBecome(next)) {
            throw new RefusedException(new IllegalTransition(this, next));
        }
        return next;
    }
}
