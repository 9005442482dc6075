package dev.atelier.common.eventlog;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.r2dbc.autoconfigure.DataR2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import tools.jackson.databind.json.JsonMapper;

/**
 * The event log of a service with a database. Off with {@code atelier.events.enabled=false}, and
 * with it the relay.
 */
@AutoConfiguration(
        after = DataR2dbcAutoConfiguration.class,
        afterName =
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
@ConditionalOnClass(DatabaseClient.class)
@ConditionalOnBean(DatabaseClient.class)
@ConditionalOnProperty(name = "atelier.events.enabled", matchIfMissing = true)
public class EventLogAutoConfiguration {

    @Bean
    WakeUp wakeUp() {
        return new WakeUp();
    }

    @Bean
    EventLog eventLog(DatabaseClient database, JsonMapper json, WakeUp wakeUp) {
        return new EventLog(database, json, wakeUp);
    }
}
