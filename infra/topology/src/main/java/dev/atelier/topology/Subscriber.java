package dev.atelier.topology;

/**
 * Someone who receives events through a queue of their own.
 *
 * @param name unique among subscribers
 * @param owner the team that answers for the queue and its dead letters
 * @param escalation whom the queue's alerts reach: an outside subscriber's is a ticket to its
 *     owner, and pages nobody here
 * @param inside whether it is one of Atelier's own services
 */
public record Subscriber(String name, String owner, String escalation, boolean inside) {

    /** How often a message is received before it moves to the dead-letter queue. */
    public static final int MAX_RECEIVES = 5;

    /** How long a queue and its dead-letter queue keep a message. */
    public static final int RETENTION_DAYS = 14;

    /** How long a received message stays hidden from other receivers. */
    public static final int VISIBILITY_TIMEOUT_SECONDS = 30;

    static Subscriber inside(String name) {
        return new Subscriber(name, "atelier", "page:atelier", true);
    }

    /** Another team's program, which tends its queue itself. */
    static Subscriber outside(String name, String owner, String escalation) {
        return new Subscriber(name, owner, escalation, false);
    }

    /** The queue's name in an environment. */
    public String queue(String environment) {
        return environment + "-" + name;
    }

    /** The name of the queue's dead-letter queue in an environment. */
    public String deadLetterQueue(String environment) {
        return queue(environment) + "-dlq";
    }
}
