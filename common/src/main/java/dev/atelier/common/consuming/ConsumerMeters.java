package dev.atelier.common.consuming;

import io.awspring.cloud.sqs.listener.SqsHeaders.MessageSystemAttributes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHeaders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of a service that receives events. */
class ConsumerMeters {

    private static final Duration[] BOUNDARIES = {
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofMinutes(30)
    };

    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Timer age;
    private final Map<String, AtomicLong> newest = new ConcurrentHashMap<>();

    ConsumerMeters(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
        this.age =
                Timer.builder("atelier.event.age")
                        .description("How long a message was in the queue when first received.")
                        .serviceLevelObjectives(BOUNDARIES)
                        .register(meters);
    }

    /** A message that comes again says how long its handling fails, and nothing of the queue. */
    void received(MessageHeaders headers) {
        String sent = text(headers, MessageSystemAttributes.SQS_SENT_TIMESTAMP);
        String count = text(headers, MessageSystemAttributes.SQS_APPROXIMATE_RECEIVE_COUNT);
        if (sent != null && "1".equals(count)) {
            age.record(
                    Duration.between(Instant.ofEpochMilli(Long.parseLong(sent)), clock.instant()));
        }
    }

    private static @Nullable String text(MessageHeaders headers, String name) {
        Object value = headers.get(name);
        return value == null ? null : value.toString();
    }

    /** Events come in any order: an older one after a newer takes nothing back. */
    void applied(ReceivedEvent event) {
        newest.computeIfAbsent(publisher(event), this::gauge)
                .accumulateAndGet(event.time().toEpochMilli(), Math::max);
    }

    private AtomicLong gauge(String publisher) {
        AtomicLong time = new AtomicLong();
        TimeGauge.builder(
                        "atelier.projection.applied", time, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("When the newest event that was applied happened, since 1970.")
                .tag("publisher", publisher)
                .register(meters);
        return time;
    }

    private static String publisher(ReceivedEvent event) {
        return event.source().substring(event.source().lastIndexOf('/') + 1);
    }
}
