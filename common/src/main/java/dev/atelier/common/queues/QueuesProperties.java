package dev.atelier.common.queues;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * Which queues an instance looks at.
 *
 * @param watched all of them
 * @param interval from one look to the next; each is two requests a queue
 * @param timeout how long a look at a queue may take
 */
@ConfigurationProperties("atelier.queues")
public record QueuesProperties(
        @DefaultValue List<Watched> watched,
        @DefaultValue("30s") Duration interval,
        @DefaultValue("5s") Duration timeout) {

    /**
     * A queue and what becomes of its messages that nobody can handle.
     *
     * @param subscriber whose queue it is
     * @param owner the team that answers for it
     * @param queue its name
     * @param deadLetterQueue the name of its dead-letter queue
     */
    public record Watched(String subscriber, String owner, String queue, String deadLetterQueue) {}
}
