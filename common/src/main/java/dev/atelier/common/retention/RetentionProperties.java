package dev.atelier.common.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long the event log is kept.
 *
 * @param age how old a partition's last event is when it is dropped
 * @param partition how long a partition is, in whole days
 * @param ahead how far partitions reach beyond now
 * @param interval between two looks
 * @param page how many rows are gone through in one transaction, which holds back those who read
 *     the log while it lasts
 */
@ConfigurationProperties("atelier.events.retention")
public record RetentionProperties(
        @DefaultValue("30d") Duration age,
        @DefaultValue("7d") Duration partition,
        @DefaultValue("14d") Duration ahead,
        @DefaultValue("10m") Duration interval,
        @DefaultValue("1000") int page) {}
