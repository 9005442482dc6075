package dev.atelier.enrollment.deciding;

import dev.atelier.common.problem.CommonRefusal.Unavailable;
import dev.atelier.common.tracing.CurrentTrace;
import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Outcome;
import dev.atelier.enrollment.decision.Promote;
import dev.atelier.enrollment.known.WorkshopId;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where every command goes that is about seats. Workshops are spread over a few lanes, so that
 * those of one workshop are decided in the order in which they came here.
 */
@Service
@EnableConfigurationProperties(DecidingProperties.class)
public class Deciding implements SmartLifecycle {

    private final List<Lane<Pending>> lanes;
    private volatile boolean running;

    Deciding(DecidingProperties properties, Batches batches, MeterRegistry meters) {
        this.lanes =
                Stream.generate(
                                () ->
                                        new Lane<Pending>(
                                                batch -> batches.decide(batch, this::promote),
                                                properties.queue(),
                                                properties.batch()))
                        .limit(properties.lanes())
                        .toList();
        Gauge.builder("atelier.deciding.queue", this, Deciding::waiting)
                .description("Commands that wait or are being decided.")
                .register(meters);
    }

    /**
     * Decides on behalf of someone who may be told to come again.
     *
     * @return fails with {@link Unavailable} when too many wait already; nothing has happened then
     */
    public Mono<Outcome> decide(Command command) {
        return Mono.deferContextual(
                context -> {
                    Pending pending =
                            new Pending(command, CurrentTrace.traceparent(context).orElse(null));
                    return lane(command.workshop()).offer(pending)
                            ? pending.answer()
                            : Mono.error(
                                    new Unavailable("Too many want to sign up at once.")
                                            .exception());
                });
    }

    /** Decides what has to be, because it has happened elsewhere already. */
    public Mono<Outcome> follow(Command command) {
        return Mono.deferContextual(
                context -> {
                    Pending pending =
                            new Pending(command, CurrentTrace.traceparent(context).orElse(null));
                    lane(command.workshop()).add(pending);
                    return pending.answer();
                });
    }

    private void promote(WorkshopId workshop) {
        lane(workshop).add(new Pending(new Promote(workshop), null));
    }

    private Lane<Pending> lane(WorkshopId workshop) {
        return lanes.get(Math.floorMod(workshop.value().hashCode(), lanes.size()));
    }

    private int waiting() {
        return lanes.stream().mapToInt(Lane::size).sum();
    }

    /** A context that was stopped may be started again. */
    @Override
    public void start() {
        lanes.forEach(Lane::start);
        running = true;
    }

    /** After the web server, whose last requests still come here. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop(Runnable whenStopped) {
        running = false;
        Flux.fromIterable(lanes).flatMap(Lane::drain).subscribe(_ -> {}, _ -> {}, whenStopped);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
