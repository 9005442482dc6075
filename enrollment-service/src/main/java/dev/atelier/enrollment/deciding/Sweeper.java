package dev.atelier.enrollment.deciding;

import dev.atelier.common.periodic.PeriodicWork;
import dev.atelier.enrollment.decision.Command;
import dev.atelier.enrollment.decision.Expire;
import dev.atelier.enrollment.decision.Participant;
import dev.atelier.enrollment.decision.Promote;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import reactor.core.publisher.Mono;

import java.time.Clock;

/**
 * Looks for offers that have expired, and for seats that someone is due although nobody is about to
 * decide: an instance may have died between a decision and the one that was to follow it. Several
 * instances may look at once, since what they find is decided under locks like all else.
 */
@Component
class Sweeper extends PeriodicWork {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int AT_ONCE = 500;

    /** The lanes are for those who wait for an answer, before all. */
    private static final int IN_FLIGHT = 32;

    private final Participants participants;
    private final Deciding deciding;
    private final Clock clock;

    Sweeper(
            Participants participants,
            Deciding deciding,
            DecidingProperties properties,
            Clock clock) {
        super(properties.sweep(), properties.sweep());
        this.participants = participants;
        this.deciding = deciding;
        this.clock = clock;
    }

    @Override
    protected void failed(Throwable failure) {
        LOG.warn("sweeping is tried again: {}", failure.toString());
    }

    @Override
    protected Mono<Void> round() {
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
        return deciding.follow(command).then().doOnError(this::failed).onErrorComplete();
    }
}
