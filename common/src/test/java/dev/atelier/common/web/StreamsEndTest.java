package dev.atelier.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.time.Instant;

/** A graceful shutdown with somebody who listens for ever. */
class StreamsEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void endsStreamsWhenInstanceStops() {
        var context =
                new SpringApplicationBuilder(Endless.class)
                        .web(WebApplicationType.REACTIVE)
                        .properties(
                                "spring.config.import=classpath:atelier-defaults.yml",
                                "spring.application.name=endless",
                                "server.port=0")
                        .run();
        String port = context.getEnvironment().getProperty("local.server.port");
        Flux<String> stream =
                WebClient.create("http://localhost:" + port)
                        .get()
                        .uri("/endless")
                        .retrieve()
                        .bodyToFlux(String.class);
        Instant before = Instant.now();

        StepVerifier.create(stream)
                .expectNext("first")
                .then(context::close)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    /** A service with an answer that does not end. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        CodecsAutoConfiguration.class,
        HttpHandlerAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        NettyReactiveWebServerAutoConfiguration.class,
        WebAutoConfiguration.class,
        WebFluxAutoConfiguration.class
    })
    @RestController
    static class Endless {

        @GetMapping(path = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> endless() {
            return Flux.just("first").concatWith(Flux.never());
        }
    }
}
