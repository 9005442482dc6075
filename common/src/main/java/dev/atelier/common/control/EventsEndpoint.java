package dev.atelier.common.control;

import dev.atelier.common.problem.CommonRefusal.InvalidRequest;
import dev.atelier.common.problem.CommonRefusal.NotFound;
import dev.atelier.common.relay.ParkedEvents;
import dev.atelier.common.relay.ParkedEvents.ParkedEvent;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import reactor.core.publisher.Mono;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code /actuator/events} on the management port: the service's subscriptions and an operator's
 * commands. On the web only, where commands need an admin's token.
 */
@WebEndpoint(id = "events")
class EventsEndpoint {

    private static final String BEGINNING = "beginning";

    private final String service;
    private final Subscriptions subscriptions;
    private final ParkedEvents parkedEvents;
    private final Operating operating;

    EventsEndpoint(
            String service,
            Subscriptions subscriptions,
            ParkedEvents parkedEvents,
            Operating operating) {
        this.service = service;
        this.subscriptions = subscriptions;
        this.parkedEvents = parkedEvents;
        this.operating = operating;
    }

    @ReadOperation
    Mono<Overview> subscriptions() {
        return subscriptions.all().collectList().map(all -> new Overview(service, all));
    }

    /** What was set aside for one subscription. */
    @ReadOperation
    Mono<List<ParkedEvent>> parked(@Selector String subscription) {
        return operating
                .existing(subscription)
                .thenMany(parkedEvents.of(subscription))
                .collectList();
    }

    /**
     * One of the commands. Actuator wants all parameters as strings of JSON.
     *
     * @param to of {@code replay}: an instant, or {@code beginning}
     * @param preview of {@code replay}: whether nothing is done but counted
     * @param position of {@code unpark}: the one event; all when there is none
     */
    @WriteOperation
    Mono<?> command(
            @Selector String subscription,
            @Selector String command,
            @Nullable String to,
            @Nullable Boolean preview,
            @Nullable Long position) {
        return switch (command) {
            case "pause" -> operating.pause(subscription);
            case "resume" -> operating.resume(subscription);
            case "replay" ->
                    Boolean.TRUE.equals(preview)
                            ? operating.foresee(subscription, instant(to))
                            : operating.replay(subscription, instant(to));
            case "unpark" ->
                    operating.unpark(
                            subscription,
                            position == null ? OptionalLong.empty() : OptionalLong.of(position));
            default -> Mono.error(() -> new NotFound("No command is called so.").exception());
        };
    }

    @DeleteOperation
    Mono<Void> forget(@Selector String subscription) {
        return operating.forget(subscription);
    }

    private static Instant instant(@Nullable String to) {
        if (BEGINNING.equals(to)) {
            return Instant.EPOCH;
        }
        try {
            return Instant.parse(to == null ? "" : to);
        } catch (DateTimeException _) {
            throw InvalidRequest.at("/to", "must be an instant in UTC, or beginning").exception();
        }
    }

    /**
     * All subscriptions.
     *
     * @param service whose events they get
     */
    record Overview(String service, List<SubscriptionState> subscriptions) {}
}
