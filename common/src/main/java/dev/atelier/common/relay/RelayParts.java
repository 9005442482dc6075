package dev.atelier.common.relay;

import dev.atelier.common.eventlog.WakeUp;
import dev.atelier.common.relay.RelayProperties.Relay;

/**
 * What all subscriptions of a service are relayed with.
 *
 * @param commits tells that the log may have grown
 */
record RelayParts(
        LogReader log,
        Envelope envelope,
        EventSender sender,
        Subscriptions subscriptions,
        WakeUp commits,
        Relay settings) {}
