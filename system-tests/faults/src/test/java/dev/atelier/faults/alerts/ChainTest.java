package dev.atelier.faults.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.local.pager.Notification;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;

/** What may be heard of besides a service that is down, which is mended at second 100. */
class ChainTest {

    private static final Instant BEGIN = Instant.parse("2027-03-01T09:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "12, pagerduty, trigger, ServiceDown, user-service, true",
        "110, pagerduty, resolve, ServiceDown, user-service, true",
        "90, pagerduty, resolve, ServiceDown, user-service, false",
        "12, pagerduty, trigger, ServiceDown, workshop-service, false",
        "12, pagerduty, trigger, GatewayAvailabilityBurnFast, gateway, false",
        "130, pagerduty, trigger, GatewayAvailabilityBurnFast, gateway, false",
        "50, tickets, trigger, InstanceDown, user-service, false",
        "50, tickets, trigger, EventLoopBlocked, gateway, true",
        "130, tickets, trigger, GatewayAvailabilityBurnSlow, gateway, true",
        "50, pagerduty, trigger, Unheard, '', true"
    })
    void onlyTicketsOfOtherThingsMayComeBesides(
            int second,
            String way,
            String action,
            String alert,
            String application,
            boolean right) {
        JsonNode content =
                JSON.createObjectNode()
                        .put("event_action", action)
                        .set(
                                "payload",
                                JSON.createObjectNode()
                                        .put("class", alert)
                                        .put("component", application));
        Notification one = new Notification(BEGIN.plusSeconds(second), way, content);

        assertThat(Chain.isRight(one, AlertFault.SERVICE_KILLED, BEGIN.plusSeconds(100)))
                .isEqualTo(right);
    }
}
