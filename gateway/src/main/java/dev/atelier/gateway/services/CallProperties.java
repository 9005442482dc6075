package dev.atelier.gateway.services;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * How long the gateway goes on asking a service that does not answer.
 *
 * @param breaker when it asks no more for a while
 * @param retry when it asks again
 */
@Validated
@ConfigurationProperties("atelier.gateway.calls")
record CallProperties(@DefaultValue @Valid Breaker breaker, @DefaultValue @Valid Retry retry) {

    /**
     * @param window how far back calls are looked at, in whole seconds and at least two
     * @param minimumCalls with fewer of them within the window nothing is concluded
     * @param failurePercent how many of them without an answer are too many
     * @param openFor for how long no call is made then
     * @param trialCalls how many calls are let through after that, to see whether it goes again
     */
    record Breaker(
            @DefaultValue("10s") @DurationMin(seconds = 2) Duration window,
            @DefaultValue("10") @Min(1) int minimumCalls,
            @DefaultValue("50") @Min(1) @Max(100) int failurePercent,
            @DefaultValue("2s") @DurationMin(millis = 1) Duration openFor,
            @DefaultValue("3") @Min(1) int trialCalls) {}

    /**
     * @param times how often a call that changes nothing is made again
     * @param pause before the first time; it doubles, and is longer or shorter by up to half
     */
    record Retry(
            @DefaultValue("2") @Min(0) @Max(5) int times,
            @DefaultValue("50ms") @DurationMin(millis = 1) Duration pause) {}
}
