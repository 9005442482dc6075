package dev.atelier.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.consuming.ConsumingAutoConfiguration;
import dev.atelier.common.consuming.EventHandler;
import dev.atelier.common.consuming.EventReader;
import dev.atelier.common.control.ControlAutoConfiguration;
import dev.atelier.common.eventlog.EventLog;
import dev.atelier.common.eventlog.EventLogAutoConfiguration;
import dev.atelier.common.eventloop.EventLoopAutoConfiguration;
import dev.atelier.common.idempotency.Idempotency;
import dev.atelier.common.idempotency.IdempotencyAutoConfiguration;
import dev.atelier.common.paging.PagingAutoConfiguration;
import dev.atelier.common.problem.ProblemAutoConfiguration;
import dev.atelier.common.problem.ProblemWriter;
import dev.atelier.common.queues.QueuesAutoConfiguration;
import dev.atelier.common.relay.RelayAutoConfiguration;
import dev.atelier.common.retention.RetentionAutoConfiguration;
import dev.atelier.common.security.SecurityAutoConfiguration;
import dev.atelier.common.web.WebAutoConfiguration;
import dev.atelier.testing.TestQueues;

import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.r2dbc.spi.ConnectionFactories;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

import reactor.core.publisher.Mono;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What common brings, what it leaves out, and how each part is switched off. */
class AutoConfigurationTest {

    private final ReactiveWebApplicationContextRunner everything =
            new ReactiveWebApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    JacksonAutoConfiguration.class,
                                    WebFluxAutoConfiguration.class,
                                    ConsumingAutoConfiguration.class,
                                    ControlAutoConfiguration.class,
                                    EventLogAutoConfiguration.class,
                                    EventLoopAutoConfiguration.class,
                                    IdempotencyAutoConfiguration.class,
                                    PagingAutoConfiguration.class,
                                    ProblemAutoConfiguration.class,
                                    QueuesAutoConfiguration.class,
                                    RelayAutoConfiguration.class,
                                    RetentionAutoConfiguration.class,
                                    SecurityAutoConfiguration.class,
                                    WebAutoConfiguration.class))
                    .withPropertyValues(
                            "spring.application.name=some-service",
                            "management.endpoints.web.exposure.include=events,eventlog",
                            "atelier.security.issuer=http://localhost:1",
                            "atelier.security.jwk-set-uri=http://localhost:1/keys");

    private final ReactiveWebApplicationContextRunner withData =
            everything
                    .withUserConfiguration(Data.class)
                    .withPropertyValues("atelier.events.consumer.queue=some-queue");

    @Test
    void bringsAllThatServiceWithDataNeeds() {
        withData.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(EventLog.class)
                                .hasSingleBean(Idempotency.class)
                                .hasSingleBean(ProblemWriter.class)
                                .hasSingleBean(SqsMessageListenerContainer.class)
                                .hasSingleBean(ReactiveJwtDecoder.class)
                                .hasBean("problemExceptionHandler")
                                .hasBean("callerArgument")
                                .hasBean("eventRelay")
                                .hasBean("logKeeper")
                                .hasBean("queueWatch")
                                .hasBean("eventLoopMeters")
                                .hasBean("eventsEndpoint")
                                .hasBean("eventLogEndpoint")
                                .hasBean("bodyLimitFilter")
                                .hasBean("streamsEndFilter")
                                .hasBean("pageRequestArgument"));
    }

    @Test
    void leavesOutDataWhereThereIsNone() {
        everything.run(
                context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(ProblemWriter.class)
                                .doesNotHaveBean(EventLog.class)
                                .doesNotHaveBean(Idempotency.class)
                                .doesNotHaveBean(SqsMessageListenerContainer.class)
                                .doesNotHaveBean("eventRelay")
                                .doesNotHaveBean("logKeeper")
                                .doesNotHaveBean("queueWatch")
                                .doesNotHaveBean("eventsEndpoint"));
    }

    @ParameterizedTest
    @CsvSource({
        "atelier.problem.enabled, problemExceptionHandler",
        "atelier.web.enabled, bodyLimitFilter",
        "atelier.web.enabled, streamsEndFilter",
        "atelier.paging.enabled, pageRequestArgument",
        "atelier.security.enabled, callerArgument",
        "atelier.idempotency.enabled, idempotency",
        "atelier.events.enabled, eventLog",
        "atelier.events.enabled, eventRelay",
        "atelier.events.enabled, logKeeper",
        "atelier.events.relay.enabled, eventRelay",
        "atelier.events.retention.enabled, logKeeper",
        "atelier.events.relay.enabled, eventsEndpoint",
        "atelier.events.control.enabled, eventsEndpoint",
        "atelier.events.control.enabled, eventLogEndpoint",
        "atelier.events.consumer.enabled, eventListener",
        "atelier.queues.enabled, queueWatch",
        "atelier.event-loops.enabled, eventLoopMeters"
    })
    void switchesPartOff(String property, String bean) {
        withData.withPropertyValues(property + "=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(bean));
    }

    @Test
    void letsHandlersReadEventsAlsoWhereNothingIsListenedTo() {
        withData.withPropertyValues("atelier.events.consumer.enabled=false")
                .run(context -> assertThat(context).hasSingleBean(EventReader.class));
    }

    @Test
    void backsOffForDecoderOfOnesOwn() {
        ReactiveJwtDecoder own = _ -> Mono.empty();

        everything
                .withBean(ReactiveJwtDecoder.class, () -> own)
                .run(
                        context ->
                                assertThat(context.getBean(ReactiveJwtDecoder.class))
                                        .isSameAs(own));
    }

    @Configuration(proxyBeanMethods = false)
    static class Data {

        @Bean
        DatabaseClient database() {
            return DatabaseClient.create(
                    ConnectionFactories.get("r2dbc:postgresql://nobody@localhost:1/nothing"));
        }

        @Bean(destroyMethod = "")
        SqsAsyncClient sqs() {
            TestQueues.shared().create("some-queue", "some-queue-dlq");
            return TestQueues.shared().client();
        }

        @Bean
        Tracer tracer() {
            return Tracer.NOOP;
        }

        @Bean
        ObservationRegistry observations() {
            return ObservationRegistry.NOOP;
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        EventHandler handler() {
            return EventHandler.of("nothing", _ -> Mono.empty());
        }
    }
}
