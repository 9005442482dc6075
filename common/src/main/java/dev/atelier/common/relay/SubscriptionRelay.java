package dev.atelier.common.relay;

import dev.atelier.common.relay.RelayProperties.Subscription;
import dev.atelier.common.relay.Subscriptions.Place;

import reactor.core.publisher.Mono;

/** Carries the log to one subscriber, for as long as it is told to. */
class SubscriptionRelay {

    private final Subscription subscription;
    private final RelayParts parts;
    private final SubscriptionMeters meters;

    SubscriptionRelay(Subscription subscription, RelayParts parts, SubscriptionMeters meters) {
        this.subscription = subscription;
        this.parts = parts;
        this.meters = meters;
    }

    /** Goes on until it is cancelled; what fails is tried again. */
    Mono<Void> run(RelayLease.Held lease) {
        return parts.subscriptions()
                .subscribe(subscription)
                .thenMany(Mono.defer(() -> carry(lease)).thenReturn(true).repeat())
                .retryWhen(Retrying.forever(subscription.name() + ": relaying", parts.settings()))
                .then();
    }

    /** From where it is, until someone else moves it; waits while it is held. */
    private Mono<Void> carry(RelayLease.Held lease) {
        return parts.subscriptions()
                .place(subscription.name())
                .delayUntil(place -> passage(place, lease).run())
                .switchIfEmpty(Mono.delay(parts.settings().pollInterval()).then(Mono.empty()))
                .then();
    }

    private Passage passage(Place place, RelayLease.Held lease) {
        return new Passage(subscription, place, lease, parts, meters);
    }
}
