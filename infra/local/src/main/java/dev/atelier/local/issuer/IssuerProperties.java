package dev.atelier.local.issuer;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.net.URI;
import java.nio.file.Path;

/**
 * What the issuer is told from outside.
 *
 * @param uri the {@code iss} of its tokens, and where it is found
 * @param key its private key, RSA in PKCS#8 PEM
 */
@ConfigurationProperties("atelier.issuer")
record IssuerProperties(URI uri, Path key) {}
