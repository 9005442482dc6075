package dev.atelier.common.queues;

import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Measures the queues that are named. Off with {@code atelier.queues.enabled=false}. */
@AutoConfiguration(after = SqsAutoConfiguration.class)
@ConditionalOnClass(SqsAsyncClient.class)
@ConditionalOnBean(SqsAsyncClient.class)
@ConditionalOnProperty(name = "atelier.queues.enabled", matchIfMissing = true)
@EnableConfigurationProperties(QueuesProperties.class)
public class QueuesAutoConfiguration {

    @Bean
    QueueWatch queueWatch(SqsAsyncClient sqs, QueuesProperties settings, MeterRegistry meters) {
        return new QueueWatch(new Depths(sqs), settings, meters);
    }
}
