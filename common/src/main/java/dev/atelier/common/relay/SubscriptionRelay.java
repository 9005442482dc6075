package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Subscription;

import reactor.core.publisher.Mono;

/** Carries the log to one subscriber, for as long as it is told to. */
class SubscriptionRelay {

    private final Subscription subscription;
    private final LogReader log;
    private final Envelope envelope;
    private final EventSender sender;
    private final Subscriptions subscriptions;
    private final WakeUp wakeUp;
    private final Relay settings;

    SubscriptionRelay(
            Subscription subscription,
            LogReader log,
            Envelope envelope,
            EventSender sender,
            Subscriptions subscriptions,
            WakeUp wakeUp,
            Relay settings) {
        this.subscription = subscription;
        this.log = log;
        this.envelope = envelope;
        this.sender = sender;
        this.subscriptions = subscriptions;
        this.wakeUp = wakeUp;
        this.settings = settings;
    }

    /** Goes on until it is cancelled; what fails is tried again. */
    Mono<Void> run(RelayLease.Held lease) {
        return subscriptions
                .subscribe(subscription)
                .thenMany(Mono.defer(() -> carry(lease)).thenReturn(true).repeat())
                .retryWhen(Retrying.forever(subscription.name() + ": relaying", settings))
                .then();
    }

    /** From where the cursor is, until someone else moves it; waits where there is none. */
    private Mono<Void> carry(RelayLease.Held lease) {
        return subscriptions
                .cursor(subscription.name())
                .delayUntil(cursor -> passage(cursor, lease).run())
                .switchIfEmpty(Mono.delay(settings.pollInterval()).then(Mono.empty()))
                .then();
    }

    private Passage passage(Cursor cursor, RelayLease.Held lease) {
        return new Passage(
                subscription,
                cursor,
                lease,
                log,
                envelope,
                sender,
                subscriptions,
                wakeUp,
                settings);
    }
}
