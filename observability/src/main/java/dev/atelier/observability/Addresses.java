package dev.atelier.observability;

import java.net.URI;

/**
 * Where alerts go.
 *
 * @param pagerDuty takes events of PagerDuty's Events API, version 2
 * @param heartbeat hears the watchdog, and makes itself heard when it does not
 * @param secondWay is told when the usual way fails
 * @param runbooks where people read them, ending in a slash
 */
public record Addresses(URI pagerDuty, URI heartbeat, URI secondWay, URI runbooks) {

    /** As committed, for live. */
    public static final Addresses LIVE =
            new Addresses(
                    URI.create("https://events.pagerduty.com/v2/enqueue"),
                    URI.create("https://heartbeat.atelier.dev/"),
                    URI.create("https://second-way.atelier.dev/"),
                    URI.create("https://atelier.dev/runbooks/"));
}
