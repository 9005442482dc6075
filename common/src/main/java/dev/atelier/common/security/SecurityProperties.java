package dev.atelier.common.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Which tokens hold.
 *
 * @param issuer the exact {@code iss}
 * @param jwkSetUri where the issuer's keys are
 * @param audience what {@code aud} must contain
 * @param clientIds clients whose access tokens hold without an {@code aud}, since Cognito's carry
 *     none
 * @param adminClaim the claim that lists roles
 * @param adminValue the role that makes an admin
 * @param openPaths path patterns that need no token
 * @param keys how the issuer's keys are kept
 */
@ConfigurationProperties("atelier.security")
public record SecurityProperties(
        URI issuer,
        URI jwkSetUri,
        @DefaultValue("atelier") String audience,
        @DefaultValue List<String> clientIds,
        @DefaultValue("roles") String adminClaim,
        @DefaultValue("admin") String adminValue,
        @DefaultValue List<String> openPaths,
        @DefaultValue Keys keys) {

    /**
     * @param refresh after how long the issuer is asked for its keys anew
     * @param pause how long it is left alone after that, whatever keys tokens name
     * @param timeout how long it may take to answer
     * @param longest how long keys hold while the issuer does not answer
     */
    public record Keys(
            @DefaultValue("5m") Duration refresh,
            @DefaultValue("5s") Duration pause,
            @DefaultValue("2s") Duration timeout,
            @DefaultValue("24h") Duration longest) {}
}
