package dev.atelier.testing.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A message that is not as the schemas say is noticed, however deep. */
class EventContractTest {

    private static final EventContract WORKSHOPS = EventContract.of("workshop-service");
    private static final String TYPE = "organizer.jumped-in.v1";

    private final ObjectNode event =
            (ObjectNode)
                    WORKSHOPS.examples().stream()
                            .filter(example -> example.type().equals(TYPE))
                            .findFirst()
                            .orElseThrow()
                            .event()
                            .deepCopy();

    @Test
    void hasNothingAgainstGoodMessage() {
        assertThat(WORKSHOPS.faults(event)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/data", "/data/waitlist", "/data/requirements/0", "/data/organizers/0"})
    void noticesMemberThatNoSchemaKnows(String place) {
        ((ObjectNode) event.at(place)).put("reason", "flu");

        assertThat(WORKSHOPS.faults(event)).first().asString().contains("'reason'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dataschema",
                "/data/summary",
                "/data/organizerId",
                "/data/waitlist/mode",
                "/data/requirements/0/broughtBy",
                "/data/organizers/1/since"
            })
    void noticesMemberThatIsMissing(String member) {
        int parent = member.lastIndexOf('/');
        ((ObjectNode) event.at(member.substring(0, parent))).remove(member.substring(parent + 1));

        assertThat(WORKSHOPS.faults(event)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/sequence, '\"7\"'",
        "/sequence, 7",
        "/time, '\"yesterday\"'",
        "/type, '\"workshop.vanished.v1\"'",
        "/data/id, '\"x\"'",
        "/data/startsAt, null",
        "/data/startsAt, '\"2027-03-01\"'",
        "/data/status, '\"DRAFT\"'",
        "/data/capacity, 0",
        "/data/waitlist/offerTtl, '\"a day\"'",
        "/data/requirements/0/kind, '\"TALENT\"'",
        "/data/organizers/0/status, '\"DECLINED\"'",
        "/data/onlineUrl, '\"not a url\"'"
    })
    void noticesValueThatIsNotAllowed(String member, String value) {
        int parent = member.lastIndexOf('/');
        JsonNode wrong = JsonMapper.shared().readTree(value);
        ((ObjectNode) event.at(member.substring(0, parent)))
                .set(member.substring(parent + 1), wrong);

        assertThat(WORKSHOPS.faults(event)).isNotEmpty();
    }
}
