package dev.atelier.enrollment.deciding;

import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Expire;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Promote;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Looks for offers that have expired, and for seats that someone is due although nobody is about to
 * decide: an instance may have died between a decision and the one that was to follow it. Several
 * instances may look at once, since what they find is decided under locks like all else.
 */
@Component
class Sweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int AT_ONCE = 500;

    /** The lanes are for those who wait for an answer, before all. */
    private static final int IN_FLIGHT = 32;

    private final Participants participants;
    private final Deciding deciding;
    private final DecidingProperties properties;
    private final Clock clock;
    private Disposable running = Disposables.disposed();

    Sweeper(
            Participants participants,
            Deciding deciding,
            DecidingProperties properties,
            Clock clock) {
        this.participants = participants;
        this.deciding = deciding;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        running =
                Flux.interval(properties.sweep())
                        .onBackpressureDrop()
                        .concatMap(_ -> sweep().onErrorResume(Sweeper::later))
                        .subscribe();
    }

    private static Mono<Void> later(Throwable failure) {
        return Mono.fromRunnable(() -> LOG.warn("sweeping is tried again: {}", failure.toString()));
    }

    Mono<Void> sweep() {
        return expire().then(Mono.defer(this::promote));
    }

    private Mono<Void> expire() {
        return participants
                .expiredOffers(clock.instant(), AT_ONCE)
                .map(Sweeper::expire)
                .flatMap(this::decide, IN_FLIGHT)
                .then();
    }

    private static Expire expire(Participant offered) {
        return new Expire(offered.id(), offered.workshop(), offered.user());
    }

    private Mono<Void> promote() {
        return participants
                .duePlaces(clock.instant(), AT_ONCE)
                .doOnNext(workshop -> LOG.debug("someone is due a seat in {}", workshop.value()))
                .map(Promote::new)
                .flatMap(this::decide, IN_FLIGHT)
                .then();
    }

    /** What cannot be decided keeps nothing else from being decided. */
    private Mono<Void> decide(Command command) {
        return deciding.follow(command).then().onErrorResume(Sweeper::later);
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
