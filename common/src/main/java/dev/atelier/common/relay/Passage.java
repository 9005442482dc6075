package dev.atelier.common.relay;

import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Subscription;
import dev.atelier.common.relay.Subscriptions.Place;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;

/**
 * One subscription's way through the log, from a cursor on. It reads ahead of what is sent, and
 * lets the cursor follow. What is sent beyond the cursor is sent again by whoever begins there
 * next, so a database that is away for a moment does not end it.
 */
final class Passage {

    /** While much is sent, the cursor moves ten times a second and not with every batch. */
    private static final Duration BETWEEN_MOVES = Duration.ofMillis(100);

    private final Subscription subscription;
    private final RelayLease.Held lease;
    private final RelayParts parts;
    private final SubscriptionMeters meters;
    private final Window window;
    private final long epoch;
    private Cursor stored;

    Passage(
            Subscription subscription,
            Place start,
            RelayLease.Held lease,
            RelayParts parts,
            SubscriptionMeters meters) {
        this.subscription = subscription;
        this.lease = lease;
        this.parts = parts;
        this.meters = meters;
        this.epoch = start.epoch();
        this.stored = start.cursor();
        this.window = new Window(stored, settings().readAhead(), settings().backoff());
    }

    /**
     * Ends when an operator holds the subscription or has moved it, or another instance has. What
     * was sent until it was held is not sent again.
     */
    Mono<Void> run() {
        return Mono.firstWithSignal(moveCursor(), readAhead(), dispatch())
                .doOnSubscribe(_ -> meters.watch(window))
                .doFinally(_ -> meters.watch(null));
    }

    private Mono<Void> dispatch() {
        return new Dispatch(
                        subscription,
                        window,
                        parts.sender(),
                        parts.subscriptions(),
                        settings(),
                        meters)
                .run();
    }

    /**
     * Ends nothing by itself: what is on its way when it must stop is waited for, so that it need
     * not be sent again.
     */
    private Mono<Void> readAhead() {
        return Mono.defer(this::read)
                .repeat()
                .retryWhen(Retrying.forever(subscription.name() + ": reading", settings()))
                .takeWhile(isOurs -> isOurs)
                .then(Mono.fromRunnable(this::close))
                .then(Mono.never());
    }

    private void close() {
        window.close();
        window.changes().wake();
    }

    /** One page, when no operator has changed anything, and there is room for it. */
    private Mono<Boolean> read() {
        long changes = window.changes().count();
        long seen = parts.commits().count();
        Mono<Void> page =
                window.isTooFullFor(settings().pageSize())
                        ? orPoll(window.changes().after(changes))
                        : readPage(seen);
        return isOurs().delayUntil(isOurs -> isOurs ? page : Mono.empty());
    }

    private Mono<Boolean> isOurs() {
        return parts.subscriptions()
                .place(subscription.name())
                .map(place -> place.epoch() == epoch)
                .defaultIfEmpty(false);
    }

    private Mono<Void> readPage(long seen) {
        return parts.log()
                .readAfter(window.end(), settings().pageSize())
                .doOnNext(this::take)
                .flatMap(
                        page ->
                                page.isEmpty()
                                        ? orPoll(parts.commits().after(seen))
                                        : Mono.empty());
    }

    private void take(List<LoggedEvent> page) {
        for (LoggedEvent event : page) {
            if (subscription.wants(event.type())) {
                window.add(parts.envelope().wrap(event));
            } else {
                window.skip(event);
            }
        }
        window.changes().wake();
    }

    private Mono<Void> orPoll(Mono<Void> news) {
        return news.timeout(settings().pollInterval(), Mono.empty());
    }

    private Mono<Void> moveCursor() {
        return Mono.defer(this::follow)
                .repeat()
                .retryWhen(
                        Retrying.forever(subscription.name() + ": moving the cursor", settings()))
                .takeWhile(goesOn -> goesOn)
                .then();
    }

    /** Stores how far everything is sent, and waits for a change if there is to be one. */
    private Mono<Boolean> follow() {
        long changes = window.changes().count();
        boolean isLast = window.isSettled();
        return store(window.cursor())
                .map(isOurs -> isOurs && !isLast)
                .delayUntil(goesOn -> goesOn ? awaitChange(changes) : Mono.empty());
    }

    private Mono<Boolean> store(Cursor reached) {
        return reached.equals(stored)
                ? Mono.just(true)
                : parts.subscriptions()
                        .advance(subscription.name(), new Place(stored, epoch), reached, lease)
                        .doOnNext(_ -> stored = reached);
    }

    private Mono<Void> awaitChange(long seen) {
        return Mono.delay(BETWEEN_MOVES).then(orPoll(window.changes().after(seen)));
    }

    private Relay settings() {
        return parts.settings();
    }
}
