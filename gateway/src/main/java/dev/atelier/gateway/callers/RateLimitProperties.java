package dev.atelier.gateway.callers;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a caller may ask, at each instance of the gateway.
 *
 * @param perSecond requests a second, in the long run
 * @param burst requests at once, after some time of none
 * @param callers how many are remembered at once; it bounds the memory
 * @param trustedHops how many proxies of ours stand in front, each of which adds the address that
 *     it was called from to {@code X-Forwarded-For}
 */
@Validated
@ConfigurationProperties("atelier.gateway.rate-limit")
record RateLimitProperties(
        @DefaultValue("50") @Positive int perSecond,
        @DefaultValue("100") @Positive int burst,
        @DefaultValue("100000") @Positive int callers,
        @DefaultValue("0") @Min(0) @Max(10) int trustedHops) {}
