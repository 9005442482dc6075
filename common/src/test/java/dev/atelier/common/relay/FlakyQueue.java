package dev.atelier.common.relay;

import dev.atelier.common.relay.Envelope.Message;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A queue that fails as it is told, and remembers what it has taken. */
final class FlakyQueue implements EventSender {

    final List<List<LoggedEvent>> calls = new ArrayList<>();
    final Map<UUID, Integer> failures = new HashMap<>();
    final Set<UUID> broken = new HashSet<>();
    final Map<UUID, List<Long>> accepted = new HashMap<>();
    Duration delay = Duration.ZERO;
    BooleanSupplier isAway = () -> false;
    @Nullable UUID refused;

    /** Whatever call has an event of this subject in it fails as a whole. */
    @Nullable UUID poisonous;

    /** Whatever call has an event of this subject in it is never answered. */
    @Nullable UUID silencing;

    @Override
    public Mono<List<Delivery>> send(String queue, List<Message> batch) {
        List<LoggedEvent> events = batch.stream().map(Message::event).toList();
        calls.add(events);
        if (isAway.getAsBoolean() || isIn(events, poisonous)) {
            return Mono.error(() -> new ConnectException("away"));
        }
        if (isIn(events, silencing)) {
            return Mono.never();
        }
        return Mono.fromSupplier(() -> events.stream().map(this::deliver).toList())
                .transform(answer -> delay.isZero() ? answer : answer.delayElement(delay));
    }

    private static boolean isIn(List<LoggedEvent> events, @Nullable UUID subject) {
        return events.stream().anyMatch(event -> event.subject().equals(subject));
    }

    private Delivery deliver(LoggedEvent event) {
        if (event.subject().equals(refused)) {
            return new Delivery.Refused(event, "never");
        }
        if (broken.contains(event.subject())
                || failures.merge(event.subject(), -1, Integer::sum) >= 0) {
            return new Delivery.Failed(event, "throttled");
        }
        accepted.computeIfAbsent(event.subject(), _ -> new ArrayList<>()).add(event.sequence());
        return new Delivery.Accepted(event);
    }

    List<Long> accepted(UUID subject) {
        return accepted.getOrDefault(subject, List.of());
    }
}
