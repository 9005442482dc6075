package dev.atelier.enrollment.deciding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How decisions are carried out.
 *
 * @param lanes how many batches are in flight at once; each takes a connection
 * @param queue how many commands a lane holds before it refuses more
 * @param batch how many commands are decided in one transaction at most
 * @param sweep the pause between two looks for offers that have expired and seats that someone is
 *     due
 */
@ConfigurationProperties("atelier.deciding")
record DecidingProperties(
        @DefaultValue("2") int lanes,
        @DefaultValue("2000") int queue,
        @DefaultValue("128") int batch,
        @DefaultValue("5s") Duration sweep) {}
