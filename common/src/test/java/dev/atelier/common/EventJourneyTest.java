package dev.atelier.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.common.eventlog.DomainEvent;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.tracing.CurrentTrace;
import dev.atelier.testing.RealParts;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Tracer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.reactive.TransactionalOperator;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * From the log over the relay and a real queue to a handler: a service that subscribes to itself.
 */
@SpringBootTest(
        classes = {EventsApplication.class, EventJourneyTest.Handlers.class},
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "spring.config.import=classpath:atelier-defaults.yml",
            "spring.application.name=enrollment-service",
            "spring.main.web-application-type=reactive",
            "spring.flyway.locations=classpath:db/common",
            "atelier.events.subscriptions[0].queue=test-enrollment-service-enrollment-service",
            "atelier.events.subscriptions[0].name=itself",
            "atelier.events.subscriptions[0].types=thing.*",
            "atelier.events.subscriptions[0].start=BEGINNING"
        })
@ContextConfiguration(initializers = RealParts.class)
class EventJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired EventLog log;
    @Autowired TransactionalOperator transaction;
    @Autowired Received received;
    @Autowired ObservationRegistry observations;
    @Autowired Tracer tracer;

    private final UUID subject = UUID.randomUUID();

    @Test
    void bringsEveryEventThatWasCommitted() {
        Set<Long> sequences = LongStream.rangeClosed(1, 300).boxed().collect(Collectors.toSet());

        Flux.fromIterable(sequences)
                .concatMap(sequence -> append("thing.changed.v1", sequence))
                .blockLast();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(Set.copyOf(received.sequences(subject)))
                                        .isEqualTo(sequences));
    }

    @Test
    void bringsEventAgainUntilItIsHandled() {
        received.failing.add(subject);

        append("thing.changed.v1", 1).block();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received.sequences(subject)).containsExactly(1L));
        assertThat(received.failing).doesNotContain(subject);
    }

    @Test
    void leavesOutWhatWasNotSubscribedTo() {
        append("other.changed.v1", 1).then(append("thing.changed.v1", 2)).block();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received.sequences(subject)).containsExactly(2L));
    }

    @Test
    void handlesEventInTheTraceInWhichItHappened() {
        Observation request = Observation.start("request", observations);
        String traceId = request.scoped(() -> tracer.currentSpan().context().traceId());

        append("thing.changed.v1", 1)
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, request))
                .block();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(received.traces.get(subject))
                                        .isNotNull()
                                        .contains(traceId));
    }

    private Mono<Void> append(String type, long sequence) {
        return transaction.transactional(
                log.append(new DomainEvent(type, subject, sequence, Map.of("more", "than known"))));
    }

    static class Received {

        final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
        final Set<UUID> failing = ConcurrentHashMap.newKeySet();
        final Map<UUID, String> traces = new ConcurrentHashMap<>();

        List<Long> sequences(UUID subject) {
            return events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .map(ReceivedEvent::sequence)
                    .toList();
        }
    }

    @TestConfiguration
    static class Handlers {

        @Bean
        Received received() {
            return new Received();
        }

        @Bean
        EventHandler things(Received received) {
            return EventHandler.of(
                    "thing.*",
                    event ->
                            Mono.deferContextual(
                                    context -> {
                                        if (received.failing.remove(event.subject())) {
                                            return Mono.error(new IllegalStateException("once"));
                                        }
                                        CurrentTrace.traceparent(context)
                                                .ifPresent(
                                                        trace ->
                                                                received.traces.put(
                                                                        event.subject(), trace));
                                        received.events.add(event);
                                        return Mono.empty();
                                    }));
        }
    }
}
