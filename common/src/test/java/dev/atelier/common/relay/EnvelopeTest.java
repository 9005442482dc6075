package dev.atelier.common.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.common.relay.LoggedEvent.Cursor;
import dev.atelier.testing.events.EventContract;
import dev.atelier.testing.events.KeepsPromises;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

class EnvelopeTest implements KeepsPromises {

    private static final EventContract CONTRACT = EventContract.of("common");

    private final JsonMapper json = JsonMapper.builder().build();
    private final Envelope envelope = new Envelope("/atelier/some-service", json);

    @Override
    public EventContract contract() {
        return CONTRACT;
    }

    @Test
    void isCloudEventInStructuredJson() {
        UUID subject = UUID.randomUUID();

        JsonNode event = json.readTree(wrap(subject, "{\"name\": \"x\"}"));

        assertThat(event.get("specversion").asString()).isEqualTo("1.0");
        assertThat(event.get("source").asString()).isEqualTo("/atelier/some-service");
        assertThat(event.get("type").asString()).isEqualTo("thing.made.v1");
        assertThat(event.get("subject").asString()).isEqualTo(subject.toString());
        assertThat(event.get("time").asString()).isEqualTo("2027-03-01T09:00:00Z");
        assertThat(event.get("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(event.get("dataschema").asString())
                .isEqualTo("https://atelier.dev/schemas/thing.made.v1.json");
        assertThat(event.get("sequence").asString()).isEqualTo("0000000000000000042");
        assertThat(event.at("/data/name").asString()).isEqualTo("x");
        assertThat(event.has("traceparent")).isFalse();
        assertThat(CONTRACT.faultsOfEnvelope(event)).isEmpty();
    }

    @Test
    void namesTheTraceInWhichItHappened() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        JsonNode event = json.readTree(wrap(UUID.randomUUID(), trace, "{}"));

        assertThat(event.get("traceparent").asString()).isEqualTo(trace);
        assertThat(CONTRACT.faultsOfEnvelope(event)).isEmpty();
    }

    @Test
    void isAsciiThatMeansTheSame() {
        String name = "Ünïcode 🎨 \uFFFE";

        String body = wrap(UUID.randomUUID(), json.writeValueAsString(Map.of("name", name)));

        assertThat(body).isASCII();
        assertThat(json.readTree(body).at("/data/name").asString()).isEqualTo(name);
    }

    private String wrap(UUID subject, String data) {
        return wrap(subject, null, data);
    }

    private String wrap(UUID subject, String trace, String data) {
        return envelope.wrap(
                        new LoggedEvent(
                                new Cursor("1", 1),
                                UUID.randomUUID(),
                                "thing.made.v1",
                                subject,
                                42,
                                Instant.parse("2027-03-01T09:00:00Z"),
                                trace,
                                data))
                .body();
    }
}
