package dev.atelier.gateway;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.net.URI;

/**
 * Where the services are: scheme, host and port each. There are no defaults, so that a gateway that
 * was told too little does not start.
 */
@Validated
@ConfigurationProperties("atelier.gateway")
record ServiceAddresses(
        @NotNull URI userServiceUri,
        @NotNull URI workshopServiceUri,
        @NotNull URI enrollmentServiceUri) {}
