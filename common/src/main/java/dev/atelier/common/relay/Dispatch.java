package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;
import dev.atelier.common.relay.EventSender.Delivery;
import dev.atelier.common.relay.EventSender.Delivery.Accepted;
import dev.atelier.common.relay.EventSender.Delivery.Failed;
import dev.atelier.common.relay.EventSender.Delivery.Refused;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Subscription;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Sends one page of one subscription: never two events of a subject at once, and a subject whose
 * event fails waits alone.
 *
 * <p>It works in waves. A wave is the first event of every subject that is not waiting for a retry;
 * the page is done when nothing is left.
 */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Subscription subscription;
    private final EventSender sender;
    private final Subscriptions subscriptions;
    private final Relay settings;
    private final Scheduler clock = Schedulers.parallel();
    private final Map<UUID, Line> lines = new LinkedHashMap<>();

    Dispatch(
            Subscription subscription,
            EventSender sender,
            Subscriptions subscriptions,
            Relay settings,
            List<Message> messages) {
        this.subscription = subscription;
        this.sender = sender;
        this.subscriptions = subscriptions;
        this.settings = settings;
        messages.forEach(
                message ->
                        lines.computeIfAbsent(message.event().subject(), _ -> new Line())
                                .waiting
                                .add(message));
    }

    /** Completes when every event is in the queue or set aside. */
    Mono<Void> run() {
        return Mono.defer(this::wave).repeat(() -> !lines.isEmpty()).then();
    }

    private Mono<Void> wave() {
        long now = clock.now(TimeUnit.MILLISECONDS);
        List<Message> ready =
                lines.values().stream()
                        .filter(line -> line.retryAt <= now)
                        .map(Line::head)
                        .toList();
        return ready.isEmpty() ? untilNextRetry(now) : send(ready);
    }

    private Mono<Void> untilNextRetry(long now) {
        long next = lines.values().stream().mapToLong(line -> line.retryAt).min().orElse(now);
        return Mono.delay(Duration.ofMillis(next - now), clock).then();
    }

    private Mono<Void> send(List<Message> ready) {
        return Flux.fromIterable(Batches.of(ready))
                .flatMap(this::sendBatch, settings.concurrency())
                .flatMapIterable(deliveries -> deliveries)
                .concatMap(this::record)
                .then();
    }

    private Mono<List<Delivery>> sendBatch(List<Message> batch) {
        Message first = batch.getFirst();
        if (Batches.isTooLarge(first)) {
            return Mono.just(List.of(Refused.asTooLarge(first.event())));
        }
        return sender.send(subscription.queue(), batch)
                .timeout(settings.sendTimeout(), clock)
                .onErrorResume(failure -> Mono.just(allFailed(batch, failure)));
    }

    private static List<Delivery> allFailed(List<Message> batch, Throwable failure) {
        return batch.stream()
                .<Delivery>map(message -> new Failed(message.event(), failure.toString()))
                .toList();
    }

    private Mono<Void> record(Delivery delivery) {
        return switch (delivery) {
            case Accepted accepted -> Mono.fromRunnable(() -> finish(accepted.event()));
            case Failed failed -> Mono.fromRunnable(() -> retryLater(failed));
            case Refused refused -> park(refused);
        };
    }

    private void finish(LoggedEvent event) {
        lines.computeIfPresent(event.subject(), (_, line) -> line.withoutHead());
    }

    private void retryLater(Failed failed) {
        Line line = lines.get(failed.event().subject());
        if (line != null) {
            line.failures++;
            line.retryAt = clock.now(TimeUnit.MILLISECONDS) + backoff(line.failures).toMillis();
            LOG.warn(
                    "{}: {} of {} not sent, try {}: {}",
                    subscription.name(),
                    failed.event().type(),
                    failed.event().subject(),
                    line.failures,
                    failed.reason());
        }
    }

    private Duration backoff(int failures) {
        long factor = 1L << Math.min(failures - 1, 20);
        Duration backoff = settings.minBackoff().multipliedBy(factor);
        return backoff.compareTo(settings.maxBackoff()) < 0 ? backoff : settings.maxBackoff();
    }

    private Mono<Void> park(Refused refused) {
        LOG.error(
                "{}: {} of {} parked: {}",
                subscription.name(),
                refused.event().type(),
                refused.event().subject(),
                refused.reason());
        return subscriptions
                .park(subscription.name(), refused.event(), refused.reason())
                .then(Mono.fromRunnable(() -> finish(refused.event())));
    }

    /** One subject's events that are still to be sent, in their order. */
    private static final class Line {

        final Queue<Message> waiting = new ArrayDeque<>();
        int failures;
        long retryAt;

        Message head() {
            return waiting.element();
        }

        @Nullable Line withoutHead() {
            waiting.remove();
            failures = 0;
            retryAt = 0;
            return waiting.isEmpty() ? null : this;
        }
    }
}
