package dev.atelier.common.retention;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.EventLogAutoConfiguration;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Keeps the event log at its size. Off with {@code atelier.events.retention.enabled=false}. */
@AutoConfiguration(after = EventLogAutoConfiguration.class)
@ConditionalOnBean(EventLog.class)
@ConditionalOnProperty(name = "atelier.events.retention.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RetentionProperties.class)
public class RetentionAutoConfiguration {

    @Bean
    LogKeeper logKeeper(
            DatabaseClient database, MeterRegistry meters, RetentionProperties settings) {
        return new LogKeeper(new LogPartitions(database), new RetentionMeters(meters), settings);
    }
}
