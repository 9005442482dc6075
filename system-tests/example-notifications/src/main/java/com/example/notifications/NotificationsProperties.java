package com.example.notifications;

import org.springframework.boot.context.properties.ConfigurationProperties;

import java.net.URI;

/**
 * Where Atelier is, and who asks.
 *
 * @param queue the subscriber's queue
 * @param gateway where addresses are looked up
 * @param tokenUri where the issuer gives tokens to programs
 * @param clientId the program's name at the issuer
 * @param clientSecret its secret
 */
@ConfigurationProperties("notifications")
record NotificationsProperties(
        String queue, URI gateway, URI tokenUri, String clientId, String clientSecret) {}
