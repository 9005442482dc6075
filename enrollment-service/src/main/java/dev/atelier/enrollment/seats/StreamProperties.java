package dev.atelier.enrollment.seats;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How seats are streamed.
 *
 * @param pollInterval how often an instance looks at the seats that it streams
 * @param commentInterval how often a stream says that it is still there
 * @param maxStreams how many streams an instance has at once
 */
@ConfigurationProperties("atelier.seats")
record StreamProperties(
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("15s") Duration commentInterval,
        @DefaultValue("1000") int maxStreams) {}
