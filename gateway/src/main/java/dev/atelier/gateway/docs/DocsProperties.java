package dev.atelier.gateway.docs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * How readers of the description sign in.
 *
 * @param clientId the public client of the issuer that they do it with
 * @param signInOrigins where the issuer's endpoints are, if not where the issuer is
 */
@ConfigurationProperties("atelier.docs")
record DocsProperties(String clientId, @DefaultValue List<String> signInOrigins) {}
