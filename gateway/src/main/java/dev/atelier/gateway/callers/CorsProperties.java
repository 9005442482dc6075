package dev.atelier.gateway.callers;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;
import java.util.List;

/**
 * From which pages browsers may call.
 *
 * @param allowedOrigins scheme, host and port each, with {@code *} for any part of the host's name
 *     and {@code [*]} for any port; those of other pages are refused
 * @param maxAge how long a browser may remember what it was told
 */
@Validated
@ConfigurationProperties("atelier.gateway.cors")
record CorsProperties(
        @DefaultValue List<@NotBlank String> allowedOrigins, @DefaultValue("1h") Duration maxAge) {}
