package dev.atelier.local;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a component is in its life.
 *
 * <pre>
 * Stopped → Preparing → Waiting → Starting → Ready → Stopping → Stopped
 *               ↓          ↓         ↓         ↓
 *               └──────────┴── Failed ─────────┘ → Preparing | Stopped
 * </pre>
 *
 * What is not yet a process (preparing, waiting) stops at once; a process passes through stopping.
 */
public sealed interface State {

    /** It has no process, and none is wanted. */
    record Stopped() implements State {}

    /** What it needs on disk is being made. */
    record Preparing(Instant since) implements State {}

    /** It waits for others to be ready. */
    record Waiting(List<String> others) implements State {}

    /** Its process runs and does not answer yet. */
    record Starting(Instant since) implements State {}

    /**
     * It answers.
     *
     * @param took from the start of its process to its first answer
     */
    record Ready(Duration took) implements State {}

    /** Its process was asked to end. */
    record Stopping() implements State {}

    /**
     * It could not start, or its process ended without being asked.
     *
     * @param reason in one line
     * @param lastLines what its log said last
     */
    record Failed(String reason, List<String> lastLines) implements State {}

    /** Whether a component may go from this state to the next. */
    default boolean mayBecome(State next) {
        return switch (this) {
            case Stopped() -> next instanceof Preparing;
            case Preparing(_) ->
                    next instanceof Waiting || next instanceof Stopped || next instanceof Failed;
            case Waiting(_) ->
                    next instanceof Starting || next instanceof Stopped || next instanceof Failed;
            case Starting(_) ->
                    next instanceof Ready || next instanceof Stopping || next instanceof Failed;
            case Ready(_) -> next instanceof Stopping || next instanceof Failed;
            case Stopping() -> next instanceof Stopped;
            case Failed(_, _) -> next instanceof Preparing || next instanceof Stopped;
        };
    }

    /** Whether it is on its way to being ready. */
    default boolean pending() {
        return this instanceof Preparing || this instanceof Waiting || this instanceof Starting;
    }
}
