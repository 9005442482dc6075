package dev.atelier.common.control;

import dev.atelier.common.control.OperatorRefusal.NoSubscription;
import dev.atelier.common.control.OperatorRefusal.StillWanted;
import dev.atelier.common.relay.ParkedEvents;
import dev.atelier.common.relay.ParkedEvents.Attempt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * An operator's commands. Each changes rows and no process, so any instance takes them, and
 * whichever relays finds out by looking.
 */
class Operating {

    private static final Logger LOG = LoggerFactory.getLogger(Operating.class);

    private final Subscriptions subscriptions;
    private final ParkedEvents parkedEvents;

    Operating(Subscriptions subscriptions, ParkedEvents parkedEvents) {
        this.subscriptions = subscriptions;
        this.parkedEvents = parkedEvents;
    }

    /** Sends nothing more until it is resumed; what is on its way arrives. */
    Mono<SubscriptionState> pause(String name) {
        return changed(name, "paused", subscriptions.pause(name, true));
    }

    /** Goes on where the cursor is. */
    Mono<SubscriptionState> resume(String name) {
        return changed(name, "resumed", subscriptions.pause(name, false));
    }

    /** What a replay would send again. */
    Mono<Replay> foresee(String name, Instant to) {
        return existing(name)
                .then(Mono.defer(() -> subscriptions.countSince(name, to)))
                .map(events -> new Replay(to, events));
    }

    /** Sends everything again that was recorded at that instant or later. */
    Mono<Replay> replay(String name, Instant to) {
        return foresee(name, to)
                .delayUntil(_ -> subscriptions.replay(name, to))
                .doOnNext(replay -> LOG.info("{}: {} events again", name, replay.events()));
    }

    /** Sends what was set aside once more, all of it or the event at one place of the log. */
    Mono<List<Attempt>> unpark(String name, OptionalLong position) {
        return existing(name)
                .flatMapMany(state -> parkedEvents.sendAgain(name, state.queue(), position))
                .collectList();
    }

    /** Removes a subscription that has left the topology, with its cursor and what was parked. */
    Mono<Void> forget(String name) {
        return existing(name)
                .flatMap(
                        state ->
                                state.inTopology()
                                        ? Mono.error(() -> new StillWanted(name).exception())
                                        : subscriptions.forget(name))
                .doOnSuccess(_ -> LOG.info("{}: forgotten", name));
    }

    /** The subscription. */
    Mono<SubscriptionState> existing(String name) {
        return subscriptions
                .find(name)
                .switchIfEmpty(Mono.error(() -> new NoSubscription(name).exception()));
    }

    private Mono<SubscriptionState> changed(String name, String what, Mono<Void> change) {
        return existing(name)
                .then(change)
                .then(Mono.defer(() -> existing(name)))
                .doOnNext(_ -> LOG.info("{}: {}", name, what));
    }
}
