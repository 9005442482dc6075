package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.EventSender.Delivery;
import dev.atelier.common.relay.EventSender.Delivery.Accepted;
import dev.atelier.common.relay.EventSender.Delivery.Failed;
import dev.atelier.common.relay.EventSender.Delivery.Refused;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Subscription;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends what a subscription's window holds, some batches at once, each as soon as it can go. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Subscription subscription;
    private final Window window;
    private final EventSender sender;
    private final Subscriptions subscriptions;
    private final Relay settings;
    private final SubscriptionMeters meters;
    private final Reachability server;
    private final Scheduler clock = Schedulers.parallel();

    Dispatch(
            Subscription subscription,
            Window window,
            EventSender sender,
            Subscriptions subscriptions,
            Relay settings,
            SubscriptionMeters meters) {
        this.subscription = subscription;
        this.window = window;
        this.sender = sender;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.meters = meters;
        this.server = new Reachability(settings.backoff());
    }

    /** Goes on until it is cancelled. */
    Mono<Void> run() {
        return Flux.range(0, settings.concurrency())
                .flatMap(_ -> Mono.defer(this::step).repeat(), settings.concurrency())
                .then();
    }

    /** One batch, or a wait when there is none to send. */
    private Mono<Void> step() {
        long seen = window.changes().count();
        List<Message> batch = take();
        return batch.isEmpty() ? await(seen) : send(batch);
    }

    private synchronized List<Message> take() {
        if (server.nextAt() > now()) {
            return List.of();
        }
        List<Message> batch = window.take(now());
        if (!batch.isEmpty()) {
            server.calls();
        }
        return batch;
    }

    private Mono<Void> await(long seen) {
        Mono<Void> change = window.changes().after(seen);
        long next = Math.max(server.nextAt(), window.nextAt().orElse(Long.MAX_VALUE));
        return next == Long.MAX_VALUE
                ? change
                : change.timeout(Duration.ofMillis(next - now()), Mono.empty(), clock);
    }

    private Mono<Void> send(List<Message> batch) {
        return deliver(batch)
                .flatMapIterable(deliveries -> deliveries)
                .concatMap(this::record)
                .then(Mono.fromRunnable(window.changes()::wake));
    }

    private Mono<List<Delivery>> deliver(List<Message> batch) {
        Message first = batch.getFirst();
        if (Batch.isTooLarge(first)) {
            return Mono.just(List.of(Refused.asTooLarge(first.event())));
        }
        return sender.send(subscription.queue(), batch)
                .timeout(settings.sendTimeout(), clock)
                .doOnNext(_ -> server.answers())
                .onErrorResume(failure -> Mono.fromRunnable(() -> tryAgain(batch, failure)));
    }

    /** The whole call has failed. */
    private void tryAgain(List<Message> batch, Throwable failure) {
        LOG.warn(
                "{}: {} events not sent: {}",
                subscription.name(),
                batch.size(),
                failure.toString());
        meters.failed(batch.size());
        server.fails(now());
        batch.forEach(message -> window.retryLater(message.event(), now()));
    }

    private Mono<Void> record(Delivery delivery) {
        return switch (delivery) {
            case Accepted accepted -> Mono.fromRunnable(() -> finish(accepted));
            case Failed failed -> Mono.fromRunnable(() -> retryLater(failed));
            case Refused refused -> park(refused);
        };
    }

    private void finish(Accepted accepted) {
        meters.sent();
        window.remove(accepted.event());
    }

    private void retryLater(Failed failed) {
        meters.failed(1);
        int failures = window.retryLater(failed.event(), now());
        LOG.warn(
                "{}: {} of {} not sent, try {}: {}",
                subscription.name(),
                failed.event().type(),
                failed.event().subject(),
                failures,
                failed.reason());
    }

    /** Sets it aside, or tries all of it again when the database does not take it either. */
    private Mono<Void> park(Refused refused) {
        LoggedEvent event = refused.event();
        LOG.error(
                "{}: {} of {} parked: {}",
                subscription.name(),
                event.type(),
                event.subject(),
                refused.reason());
        return subscriptions
                .park(subscription.name(), event, refused.reason())
                .then(Mono.<Void>fromRunnable(() -> window.remove(event)))
                .onErrorResume(
                        DataAccessException.class,
                        failure ->
                                Mono.fromRunnable(
                                        () -> retryLater(new Failed(event, failure.toString()))));
    }

    private long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }
}
