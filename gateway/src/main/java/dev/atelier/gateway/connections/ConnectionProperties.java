package dev.atelier.gateway.connections;

import jakarta.validation.constraints.Positive;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * What connections from outside may cost.
 *
 * @param most how many there may be at once; more are closed at once. Each is an open file
 * @param firstRequest how long a new one may take until the head of its first request is there
 * @param body how long a body may take after that
 * @param nextRequest how long it may take from an answer until the head of the next request is
 *     there; longer than a load balancer in front keeps a connection
 * @param pipelined how many requests may be sent on one before their answers have come
 */
@Validated
@ConfigurationProperties("atelier.gateway.connections")
record ConnectionProperties(
        @DefaultValue("15000") @Positive int most,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration firstRequest,
        @DefaultValue("10s") @DurationMin(millis = 1) Duration body,
        @DefaultValue("75s") @DurationMin(millis = 1) Duration nextRequest,
        @DefaultValue("16") @Positive int pipelined) {}
