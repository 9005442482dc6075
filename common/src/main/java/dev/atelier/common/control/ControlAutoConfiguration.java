package dev.atelier.common.control;

import dev.atelier.common.relay.ParkedEvents;
import dev.atelier.common.relay.RelayAutoConfiguration;
import dev.atelier.common.relay.RelayProperties;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows and controls subscriptions over the management port. Off with {@code
 * atelier.events.control.enabled=false}.
 */
@AutoConfiguration(after = RelayAutoConfiguration.class)
@ConditionalOnBean(ParkedEvents.class)
@ConditionalOnProperty(name = "atelier.events.control.enabled", matchIfMissing = true)
public class ControlAutoConfiguration {

    private final Subscriptions subscriptions;
    private final Operating operating;
    private final ParkedEvents parkedEvents;

    ControlAutoConfiguration(
            DatabaseClient database, RelayProperties properties, ParkedEvents parkedEvents) {
        Set<String> topology =
                properties.subscriptions().stream()
                        .map(RelayProperties.Subscription::name)
                        .collect(Collectors.toSet());
        this.subscriptions = new Subscriptions(database, topology);
        this.operating = new Operating(subscriptions, parkedEvents);
        this.parkedEvents = parkedEvents;
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    EventsEndpoint eventsEndpoint(@Value("${spring.application.name}") String service) {
        return new EventsEndpoint(service, subscriptions, parkedEvents, operating);
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    EventLogEndpoint eventLogEndpoint(DatabaseClient database) {
        return new EventLogEndpoint(new LogExcerpts(database), operating);
    }
}
