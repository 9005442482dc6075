package dev.atelier.common.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.messaging.MessageHeaders;

import tools.jackson.databind.node.JsonNodeFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

class ConsumerMetersTest {

    private static final Instant NOW = Instant.parse("2027-03-01T09:00:00Z");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ConsumerMeters meters = new ConsumerMeters(InstantSource.fixed(NOW), registry);

    @Test
    void measuresHowLongMessageWasInTheQueue() {
        meters.received(headers(NOW.minusSeconds(90), 1));

        Timer age = registry.get("atelier.event.age").timer();
        assertThat(age.count()).isOne();
        assertThat(age.max(TimeUnit.SECONDS)).isEqualTo(90);
    }

    @Test
    void doesNotMeasureMessageThatComesAgain() {
        meters.received(headers(NOW.minusSeconds(90), 2));

        assertThat(registry.get("atelier.event.age").timer().count()).isZero();
    }

    @Test
    void remembersTheNewestEventOfEachPublisher() {
        meters.applied(event("/atelier/user-service", NOW));
        meters.applied(event("/atelier/user-service", NOW.minusSeconds(60)));
        meters.applied(event("/atelier/workshop-service", NOW.minusSeconds(30)));

        assertThat(applied("user-service")).isEqualTo(NOW.getEpochSecond());
        assertThat(applied("workshop-service")).isEqualTo(NOW.getEpochSecond() - 30);
    }

    private double applied(String publisher) {
        return registry.get("atelier.projection.applied")
                .tag("publisher", publisher)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private static MessageHeaders headers(Instant sent, int received) {
        return new MessageHeaders(
                Map.of(
                        "Sqs_Msa_SentTimestamp",
                        Long.toString(sent.toEpochMilli()),
                        "Sqs_Msa_ApproximateReceiveCount",
                        Integer.toString(received)));
    }

    private static ReceivedEvent event(String source, Instant time) {
        return new ReceivedEvent(
                UUID.randomUUID().toString(),
                source,
                "thing.made.v1",
                UUID.randomUUID(),
                time,
                1,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
