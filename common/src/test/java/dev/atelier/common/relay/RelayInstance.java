package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.EventSender.Delivery;
import dev.atelier.common.relay.EventSender.Delivery.Accepted;
import dev.atelier.common.relay.RelayProperties.Relay;
import dev.atelier.common.relay.RelayProperties.Start;
import dev.atelier.common.relay.RelayProperties.Subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.r2dbc.core.DatabaseClient;

import reactor.core.Disposable;
import reactor.core.Disposables;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance of a service, as far as it relays: on a real database, and it can be killed. */
final class RelayInstance {

    static final Duration LEASE = Duration.ofMillis(900);

    private static final Relay SETTINGS =
            new Relay(
                    50,
                    200,
                    4,
                    Duration.ofSeconds(1),
                    LEASE,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(50),
                    Duration.ofMillis(500));

    final MeterRegistry registry = new SimpleMeterRegistry();
    final WakeUp commits;
    final List<LoggedEvent> sent = new CopyOnWriteArrayList<>();
    final RelayMeters meters;
    private final Subscription one;
    private final Subscriptions subscriptions;
    private final EventRelay relay;
    private final Disposable.Swap running = Disposables.swap();

    RelayInstance(
            String subscription,
            String queue,
            EventSender sender,
            DatabaseClient database,
            WakeUp commits) {
        one = new Subscription(subscription, queue, List.of("thing.*"), Start.NOW);
        subscriptions = new Subscriptions(database);
        RelayParts parts =
                new RelayParts(
                        new LogReader(database),
                        new Envelope("/atelier/some-service", JsonMapper.builder().build()),
                        recording(sender),
                        subscriptions,
                        commits,
                        SETTINGS);
        this.commits = commits;
        this.meters = new RelayMeters(new Backlogs(database), List.of(one), registry);
        this.relay =
                new EventRelay(
                        new RelayLease(database, LEASE),
                        List.of(new SubscriptionRelay(one, parts, meters.of(one))),
                        new CommitNotices(database, commits, SETTINGS),
                        meters);
    }

    private EventSender recording(EventSender sender) {
        return (queue, batch) ->
                sender.send(queue, batch)
                        .doOnNext(
                                deliveries ->
                                        deliveries.stream()
                                                .filter(Accepted.class::isInstance)
                                                .map(Delivery::event)
                                                .forEach(sent::add));
    }

    /** What is logged from now on is its to relay. */
    RelayInstance start() {
        subscriptions.subscribe(one).block();
        running.update(relay.run().subscribe());
        return this;
    }

    /** Like {@code kill -9}: it stops where it is, and the lease stays its own. */
    void kill() {
        running.update(Disposables.disposed());
    }

    void stop() {
        kill();
        relay.stop();
    }

    double value(String gauge) {
        return registry.get(gauge).gauge().value();
    }

    boolean isRelaying() {
        return value("atelier.events.relay.lease") == 1;
    }

    /** In the order in which they were sent first. */
    List<Long> sent(UUID subject) {
        return sent.stream()
                .filter(event -> event.subject().equals(subject))
                .map(LoggedEvent::sequence)
                .distinct()
                .toList();
    }
}
