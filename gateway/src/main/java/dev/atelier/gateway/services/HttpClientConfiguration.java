package dev.atelier.gateway.services;

import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;

/** What the client towards the services has beyond Spring Cloud Gateway's properties. */
@Configuration(proxyBeanMethods = false)
class HttpClientConfiguration {

    /**
     * The longest silence within an answer that has begun; the property {@code response-timeout}
     * ends with the headers. Streams of events send a comment every 15 s.
     */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    @Bean
    HttpClientCustomizer boundedSilence() {
        return client -> client.responseTimeout(LONGEST_SILENCE);
    }
}
