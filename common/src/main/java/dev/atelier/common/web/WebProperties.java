package dev.atelier.common.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of a request.
 *
 * @param bodyLimit how large a body may be
 * @param bodyDrain how much of a larger one is read so that the client sees the answer
 */
@ConfigurationProperties("atelier.web")
record WebProperties(
        @DefaultValue("64KB") DataSize bodyLimit, @DefaultValue("2MB") DataSize bodyDrain) {}
