package dev.atelier.common.paging;

import dev.atelier.common.problem.Problem;
import dev.atelier.common.problem.Refusal;

/** The cursor is none that this list has given out. */
public record InvalidCursor() implements Refusal {

    @Override
    public Problem problem() {
        return Problem.of(400, "invalid-cursor", "The cursor is not valid")
                .nextStep("Start again at the first page, without a cursor.");
    }
}
