package dev.atelier.common.relay;

import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.EventLogAutoConfiguration;
import dev.atelier.common.eventlog.WakeUp;

import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;

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

import java.util.List;

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
            WakeUp wakeUp) {
        Subscriptions subscriptions = new Subscriptions(database);
        LogReader log = new LogReader(database);
        List<SubscriptionRelay> relays =
                properties.subscriptions().stream()
                        .map(
                                subscription ->
                                        new SubscriptionRelay(
                                                subscription,
                                                log,
                                                envelope,
                                                sender,
                                                subscriptions,
                                                wakeUp,
                                                properties.relay()))
                        .toList();
        return new EventRelay(new RelayLease(database, properties.relay().leaseTime()), relays);
    }
}
