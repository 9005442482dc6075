package dev.atelier.common.consuming;

import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.awspring.cloud.sqs.listener.QueueNotFoundStrategy;
import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Receives the events of the service's queue, {@code atelier.events.consumer.queue}. Off without a
 * queue, or with {@code atelier.events.consumer.enabled=false}.
 */
@AutoConfiguration(after = SqsAutoConfiguration.class)
@ConditionalOnClass(SqsMessageListenerContainer.class)
public class ConsumingAutoConfiguration {

    /** A stop waits for the poll in flight, so this is how long it takes at least. */
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(1);

    /** Handlers have it, whether anything is listened to or not. */
    @Bean
    EventReader eventReader(JsonMapper json) {
        return new EventReader(json);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(SqsAsyncClient.class)
    @ConditionalOnProperty("atelier.events.consumer.queue")
    @ConditionalOnProperty(name = "atelier.events.consumer.enabled", matchIfMissing = true)
    static class Listening {

        @Bean
        EventDispatcher eventDispatcher(
                List<EventHandler> handlers,
                EventReader reader,
                ObservationRegistry observations,
                MeterRegistry meters) {
            return new EventDispatcher(
                    handlers,
                    reader,
                    observations,
                    new ConsumerMeters(InstantSource.system(), meters));
        }

        @Bean
        SqsMessageListenerContainer<String> eventListener(
                SqsAsyncClient sqs,
                EventDispatcher dispatcher,
                @Value("${atelier.events.consumer.queue}") String queue) {
            return SqsMessageListenerContainer.<String>builder()
                    .sqsAsyncClient(sqs)
                    .queueNames(queue)
                    .asyncMessageListener(dispatcher)
                    .configure(
                            options ->
                                    options.queueNotFoundStrategy(QueueNotFoundStrategy.FAIL)
                                            // Buffered acknowledgements are lost at shutdown.
                                            .acknowledgementInterval(Duration.ZERO)
                                            .acknowledgementThreshold(0)
                                            .pollTimeout(POLL_TIMEOUT)
                                            .maxConcurrentMessages(20))
                    .build();
        }
    }
}
