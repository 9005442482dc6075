package dev.atelier.common.queues;

/**
 * How much was in a queue, as the queue server estimates it.
 *
 * @param visible messages that wait to be received
 * @param inFlight messages that were received and neither deleted nor given up
 */
record Depth(long visible, long inFlight) {

    long all() {
        return visible + inFlight;
    }
}
