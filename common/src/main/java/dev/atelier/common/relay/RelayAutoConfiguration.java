package dev.atelier.common.relay;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.EventLogAutoConfiguration;
import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.RelayProperties.Relay;

import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the event log to the subscribers' queues. Off with {@code
 * atelier.events.relay.enabled=false}.
 */
@AutoConfiguration(after = {EventLogAutoConfiguration.class, SqsAutoConfiguration.class})
@ConditionalOnClass(SqsAsyncClient.class)
@ConditionalOnBean({EventLog.class, SqsAsyncClient.class})
@ConditionalOnProperty(name = "atelier.events.relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RelayProperties.class)
public class RelayAutoConfiguration {

    @Bean
    EventSender eventSender(SqsAsyncClient sqs) {
        return new SqsSender(sqs);
    }

    @Bean
    Envelope envelope(@Value("${spring.application.name}") String service, JsonMapper json) {
        return new Envelope("/atelier/" + service, json);
    }

    @Bean
    ParkedEvents parkedEvents(
            RelayProperties properties,
            DatabaseClient database,
            EventSender sender,
            Envelope envelope) {
        return new ParkedEvents(
                database,
                new LogReader(database),
                envelope,
                sender,
                properties.relay().sendTimeout());
    }

    @Bean
    EventRelay eventRelay(
            RelayProperties properties,
            DatabaseClient database,
            EventSender sender,
            Envelope envelope,
            WakeUp commits,
            MeterRegistry registry) {
        Relay settings = properties.relay();
        RelayParts parts =
                new RelayParts(
                        new LogReader(database),
                        envelope,
                        sender,
                        new Subscriptions(database),
                        commits,
                        settings);
        RelayMeters meters =
                new RelayMeters(new Backlogs(database), properties.subscriptions(), registry);
        return new EventRelay(
                new RelayLease(database, settings.leaseTime()),
                properties.subscriptions().stream()
                        .map(one -> new SubscriptionRelay(one, parts, meters.of(one)))
                        .toList(),
                new CommitNotices(database, commits, settings),
                meters);
    }
}
