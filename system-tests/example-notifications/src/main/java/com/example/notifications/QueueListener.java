package com.example.notifications;

import io.awspring.cloud.sqs.annotation.SqsListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/**
 * Receives the queue's messages. One whose handling fails is not acknowledged: it comes again, and
 * ends as a dead letter. A log is hard to erase, so it names ids and no addresses.
 */
@Component
class QueueListener {

    private static final Logger log = LoggerFactory.getLogger(QueueListener.class);

    private final JsonMapper json;
    private final Notifying notifying;

    QueueListener(JsonMapper json, Notifying notifying) {
        this.json = json;
        this.notifying = notifying;
    }

    @SqsListener(queueNames = "${notifications.queue}", pollTimeoutSeconds = "1")
    void receive(String message) {
        Event event = Event.of(json.readTree(message));
        notifying.on(event);
        log.info("{} {} of {}", event.type(), event.sequence(), event.subject());
    }
}
