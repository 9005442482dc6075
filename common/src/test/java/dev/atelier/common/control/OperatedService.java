package dev.atelier.common.control;

import dev.atelier.common.EventsApplication;
import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.ReceivedEvent;
import dev.atelier.testing.RealParts;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

import reactor.core.publisher.Mono;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that subscribes to itself, and that an operator can reach. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {EventsApplication.class, OperatedService.Handlers.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:atelier-defaults.yml",
            "spring.application.name=user-service",
            "spring.flyway.locations=classpath:db/common",
            "management.server.port=0",
            "atelier.events.consumer.queue=" + OperatedService.QUEUE,
            "atelier.events.subscriptions[0].name=itself",
            "atelier.events.subscriptions[0].queue=" + OperatedService.QUEUE,
            "atelier.events.subscriptions[0].types=thing.*",
            "atelier.events.subscriptions[0].start=BEGINNING"
        })
@ContextConfiguration(initializers = RealParts.class)
@interface OperatedService {

    String QUEUE = "test-user-service-workshop-service";

    /** What came, and what a projection would hold that goes by version. */
    class Received {

        final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
        final Map<UUID, Long> versions = new ConcurrentHashMap<>();
        final Set<UUID> poisoned = ConcurrentHashMap.newKeySet();
        private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

        /** How often the subject's poisonous event has been tried. */
        int attempts(UUID subject) {
            return failures.getOrDefault(subject, 0);
        }

        List<Long> sequences(UUID subject) {
            return events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .map(ReceivedEvent::sequence)
                    .toList();
        }

        Mono<Void> take(ReceivedEvent event) {
            return Mono.fromRunnable(
                    () -> {
                        if (poisoned.contains(event.subject()) && event.sequence() == 1) {
                            failures.merge(event.subject(), 1, Integer::sum);
                            throw new IllegalStateException("poisonous");
                        }
                        events.add(event);
                        versions.merge(event.subject(), event.sequence(), Math::max);
                    });
        }
    }

    /** The service's only one. */
    @TestConfiguration
    class Handlers {

        @Bean
        Received received() {
            return new Received();
        }

        @Bean
        EventHandler things(Received received) {
            return EventHandler.of("thing.*", received::take);
        }
    }
}
