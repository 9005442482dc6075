package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Subscription;
import dev.atelier.common.relay.Subscriptions.Place;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.util.List;

/** Carries the log to one subscriber: read a page, send it, move the cursor, again. */
class SubscriptionRelay {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRelay.class);

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
                .then(Mono.defer(() -> step(lease)).repeat().then())
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, settings.minBackoff())
                                .maxBackoff(settings.maxBackoff())
                                .transientErrors(true)
                                .doBeforeRetry(this::logFailure));
    }

    /** One page, or a wait when the log holds nothing new. */
    private Mono<Void> step(RelayLease.Held lease) {
        long seen = wakeUp.count();
        return subscriptions
                .place(subscription.name())
                .delayUntil(
                        place ->
                                log.readAfter(place.cursor(), settings.pageSize())
                                        .flatMap(page -> handle(place, page, seen, lease)))
                .switchIfEmpty(Mono.delay(settings.pollInterval()).then(Mono.empty()))
                .then();
    }

    private Mono<Void> handle(
            Place place, List<LoggedEvent> page, long seen, RelayLease.Held lease) {
        if (page.isEmpty()) {
            return wakeUp.after(seen).timeout(settings.pollInterval(), Mono.empty());
        }
        return send(page)
                .then(
                        subscriptions.advance(
                                subscription.name(), place, page.getLast().cursor(), lease))
                .then();
    }

    private Mono<Void> send(List<LoggedEvent> page) {
        return new Dispatch(
                        subscription,
                        sender,
                        subscriptions,
                        settings,
                        page.stream()
                                .filter(event -> subscription.wants(event.type()))
                                .map(envelope::wrap)
                                .toList())
                .run();
    }

    private void logFailure(Retry.RetrySignal signal) {
        LOG.warn("{}: relay failed, trying again", subscription.name(), signal.failure());
    }
}
