package dev.atelier.gateway.services;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One circuit breaker per service, by the service's name: what one does tells nothing of others.
 */
@Component
class Breakers {

    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private final CircuitBreakerRegistry registry;
    private final MeterRegistry meters;

    Breakers(CallProperties properties, MeterRegistry meters) {
        this.meters = meters;
        this.registry = CircuitBreakerRegistry.of(configuration(properties.breaker()));
        registry.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry()));
    }

    CircuitBreaker of(String service) {
        return registry.circuitBreaker(service);
    }

    /**
     * By time, so that what failed an hour ago says nothing of now. Without locks, which an event
     * loop must not wait for. And it closes by the calls themselves, so that no thread has to.
     */
    private static CircuitBreakerConfig configuration(CallProperties.Breaker breaker) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(
                        Math.toIntExact(breaker.window().toSeconds()),
                        breaker.minimumCalls(),
                        SlidingWindowType.TIME_BASED,
                        SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(breaker.failurePercent())
                .waitDurationInOpenState(breaker.openFor())
                .permittedNumberOfCallsInHalfOpenState(breaker.trialCalls())
                .recordException(NoAnswer::is)
                .writableStackTraceEnabled(false)
                .build();
    }

    private void watch(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(Breakers::log);
        Gauge.builder("atelier.gateway.breaker.open", breaker, Breakers::open)
                .description("Whether no calls are made to a service that did not answer.")
                .tag("service", breaker.getName())
                .register(meters);
    }

    private static double open(CircuitBreaker breaker) {
        return breaker.getState() == State.CLOSED ? 0 : 1;
    }

    private static void log(CircuitBreakerOnStateTransitionEvent change) {
        LOG.warn(
                "the circuit breaker of {} goes from {} to {}",
                change.getCircuitBreakerName(),
                change.getStateTransition().getFromState(),
                change.getStateTransition().getToState());
    }
}
