package dev.atelier.local.pager;

import tools.jackson.databind.JsonNode;

import java.time.Instant;

/**
 * Something that somebody would have been told.
 *
 * @param at when
 * @param way as the routing key says: {@code pagerduty}, {@code tickets} and the like; or {@code
 *     second-way}
 * @param content in PagerDuty's form, or Alertmanager's own on the second way
 */
public record Notification(Instant at, String way, JsonNode content) {

    /** {@code trigger} or {@code resolve}, as PagerDuty calls it. */
    public String action() {
        return switch (content.path("status").asString("")) {
            case "firing" -> "trigger";
            case "resolved" -> "resolve";
            default -> content.path("event_action").asString("");
        };
    }

    /** What a trigger and its resolve have in common. */
    public String key() {
        return first("/dedup_key", "/groupKey");
    }

    /** The alert's name. */
    public String alert() {
        return first("/payload/class", "/commonLabels/alertname");
    }

    /** The deployable that it is about, where it is about one. */
    public String application() {
        return first("/payload/component", "/commonLabels/application");
    }

    private String first(String inPagerDuty, String inAlertmanager) {
        return content.at(inPagerDuty).asString(content.at(inAlertmanager).asString(""));
    }

    String line() {
        return "%s  %-8s %-8s %s %s: %s"
                .formatted(
                        at,
                        way,
                        action(),
                        alert(),
                        application(),
                        content.at("/payload/summary").asString(""));
    }
}
