package dev.atelier.local.events;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Collectors;

/** How states, counts and times are put for a person. */
final class Wording {

    static final String NONE = "–";

    private Wording() {}

    static String line(JsonNode event) {
        return "%s  %-32s %s  %d"
                .formatted(
                        Instant.parse(event.path("recordedAt").asString())
                                .truncatedTo(ChronoUnit.MILLIS),
                        event.path("type").asString(),
                        event.path("subject").asString(),
                        event.path("sequence").asLong());
    }

    static String types(JsonNode subscription) {
        return subscription
                .path("types")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(" "));
    }

    static String state(JsonNode subscription) {
        if (!subscription.path("inTopology").asBoolean()) {
            return "left the topology";
        }
        return subscription.path("paused").asBoolean() ? "paused" : "sending";
    }

    static String age(JsonNode subscription) {
        return subscription.at("/lag/events").asLong() == 0
                ? NONE
                : text(
                        Duration.ofMillis(
                                (long) (subscription.at("/lag/seconds").asDouble() * 1000)));
    }

    static String ago(Instant instant) {
        return text(Duration.between(instant, Instant.now())) + " ago";
    }

    private static String text(Duration duration) {
        if (duration.toDays() > 0) {
            return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
        }
        if (duration.toHours() > 0) {
            return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
        }
        if (duration.toMinutes() > 0) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%d s".formatted(duration.toSeconds());
    }

    static String events(long count) {
        return count == 1 ? "1 event" : number(count) + " events";
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
