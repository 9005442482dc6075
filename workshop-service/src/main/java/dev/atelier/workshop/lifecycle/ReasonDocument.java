package dev.atelier.workshop.lifecycle;

import dev.atelier.common.problem.RefusedException;
import dev.atelier.workshop.model.Violations;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Why something is done, as an organizer writes it. */
public record ReasonDocument(@Nullable String reason) {

    /**
     * The reason.
     *
     * @throws RefusedException when there is none
     */
    public String required() {
        Violations violations = new Violations();
        violations.requiredText(reason, "/reason", 500);
        violations.requireNone();
        return Objects.requireNonNull(reason);
    }
}
