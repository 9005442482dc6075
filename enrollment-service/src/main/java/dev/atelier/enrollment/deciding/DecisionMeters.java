package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Outcome;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;

/** What operators see of decisions. */
@Component
class DecisionMeters {

    private final MeterRegistry meters;
    private final DistributionSummary size;
    private final Timer duration;

    DecisionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.size =
                DistributionSummary.builder("atelier.deciding.batch.size")
                        .description("Commands that were decided in one transaction.")
                        .register(meters);
        this.duration =
                Timer.builder("atelier.deciding.batch.duration")
                        .description("From a batch's first query until its commit.")
                        .publishPercentileHistogram(false)
                        .register(meters);
    }

    <T> Mono<T> time(List<Pending> batch, Mono<T> deciding) {
        return Mono.defer(
                () -> {
                    size.record(batch.size());
                    Timer.Sample sample = Timer.start(meters);
                    return deciding.doFinally(_ -> sample.stop(duration));
                });
    }

    void count(Command command, Outcome outcome) {
        meters.counter("atelier.decisions", "command", name(command), "outcome", name(outcome))
                .increment();
    }

    private static String name(Command command) {
        return command.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Joined(var participant, _) ->
                    participant.status().name().toLowerCase(Locale.ROOT);
            case Outcome.AlreadyJoined _ -> "already-joined";
            case Outcome.Replayed _ -> "replayed";
            case Outcome.Settled _ -> "settled";
            case Outcome.Refused(var refusal) -> refusal.problem().slug();
            case Outcome.Done _ -> "done";
        };
    }
}
