package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Subscription;

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
    private final LogReader log;
    private final Envelope envelope;
    private final Subscriptions subscriptions;
    private final WakeUp commits;
    private final Relay settings;
    private final RelayLease.Held lease;
    private final Window window;
    private final Dispatch dispatch;
    private Cursor stored;

    Passage(
            Subscription subscription,
            Cursor start,
            RelayLease.Held lease,
            LogReader log,
            Envelope envelope,
            EventSender sender,
            Subscriptions subscriptions,
            WakeUp commits,
            Relay settings) {
        this.subscription = subscription;
        this.log = log;
        this.envelope = envelope;
        this.subscriptions = subscriptions;
        this.commits = commits;
        this.settings = settings;
        this.lease = lease;
        this.stored = start;
        this.window = new Window(start, settings.readAhead(), settings.backoff());
        this.dispatch = new Dispatch(subscription, window, sender, subscriptions, settings);
    }

    /** Ends when someone else has moved the cursor, or may: an operator, or another instance. */
    Mono<Void> run() {
        return Mono.firstWithSignal(moveCursor(), readAhead(), dispatch.run());
    }

    private Mono<Void> readAhead() {
        return Mono.defer(this::read)
                .thenReturn(true)
                .repeat()
                .retryWhen(Retrying.forever(subscription.name() + ": reading", settings))
                .then();
    }

    /** One page, or a wait when there is no room for it or nothing new in the log. */
    private Mono<Void> read() {
        long changes = window.changes().count();
        if (window.isTooFullFor(settings.pageSize())) {
            return window.changes().after(changes);
        }
        long seen = commits.count();
        return log.readAfter(window.end(), settings.pageSize())
                .doOnNext(this::take)
                .flatMap(page -> page.isEmpty() ? awaitCommit(seen) : Mono.empty());
    }

    private void take(List<LoggedEvent> page) {
        for (LoggedEvent event : page) {
            if (subscription.wants(event.type())) {
                window.add(envelope.wrap(event));
            } else {
                window.skip(event);
            }
        }
        window.changes().wake();
    }

    private Mono<Void> awaitCommit(long seen) {
        return commits.after(seen).timeout(settings.pollInterval(), Mono.empty());
    }

    private Mono<Void> moveCursor() {
        return Mono.defer(this::follow)
                .repeat()
                .retryWhen(Retrying.forever(subscription.name() + ": moving the cursor", settings))
                .takeWhile(isOurs -> isOurs)
                .then();
    }

    /** Stores how far everything is sent, and waits for a change. */
    private Mono<Boolean> follow() {
        long changes = window.changes().count();
        return store(window.cursor())
                .delayUntil(isOurs -> isOurs ? awaitChange(changes) : Mono.empty());
    }

    private Mono<Boolean> store(Cursor reached) {
        if (reached.equals(stored)) {
            return subscriptions
                    .cursor(subscription.name())
                    .map(reached::equals)
                    .defaultIfEmpty(false);
        }
        return subscriptions
                .advance(subscription.name(), stored, reached, lease)
                .doOnNext(_ -> stored = reached);
    }

    private Mono<Void> awaitChange(long seen) {
        return Mono.delay(BETWEEN_MOVES)
                .then(window.changes().after(seen))
                .timeout(settings.pollInterval(), Mono.empty());
    }
}
