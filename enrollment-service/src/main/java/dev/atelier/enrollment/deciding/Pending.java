package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Outcome;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A command that waits for its decision, and the way back to whoever gave it. They may have gone:
 * the decision stands all the same.
 */
final class Pending {

    private final Sinks.One<Outcome> answer = Sinks.one();
    private final Command command;
    private final @Nullable String traceparent;

    /**
     * @param traceparent the trace in which the command was given
     */
    Pending(Command command, @Nullable String traceparent) {
        this.command = command;
        this.traceparent = traceparent;
    }

    Command command() {
        return command;
    }

    @Nullable String traceparent() {
        return traceparent;
    }

    Mono<Outcome> answer() {
        return answer.asMono();
    }

    /** Answers, unless it has been answered before. */
    void answer(Outcome outcome) {
        answer.tryEmitValue(outcome);
    }

    void fail(Throwable failure) {
        answer.tryEmitError(failure);
    }
}
