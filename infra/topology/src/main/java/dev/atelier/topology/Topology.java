package dev.atelier.topology;

import java.util.List;

/** The services of Atelier, who subscribes to whom, and nothing about any environment. */
public record Topology(
        List<Deployable> deployables,
        List<Subscriber> subscribers,
        List<Subscription> subscriptions) {

    private static final Deployable GATEWAY = Deployable.withoutSchema("gateway", 0);
    private static final Deployable USERS = Deployable.withSchema("user-service", 1, "users");
    private static final Deployable WORKSHOPS =
            Deployable.withSchema("workshop-service", 2, "workshops");
    private static final Deployable ENROLLMENTS =
            Deployable.withSchema("enrollment-service", 3, "enrollments");

    private static final Subscriber NOTIFICATIONS =
            Subscriber.outside("example-notifications", "notifications", "ticket:notifications");

    /** The one topology. */
    public static final Topology ATELIER =
            new Topology(
                    List.of(GATEWAY, USERS, WORKSHOPS, ENROLLMENTS),
                    List.of(
                            Subscriber.inside(WORKSHOPS.name()),
                            Subscriber.inside(ENROLLMENTS.name()),
                            NOTIFICATIONS),
                    List.of(
                            Subscription.fromBeginning(USERS, WORKSHOPS.name(), "user.*"),
                            Subscription.fromBeginning(USERS, ENROLLMENTS.name(), "user.*"),
                            Subscription.fromBeginning(
                                    WORKSHOPS, ENROLLMENTS.name(), "workshop.*", "organizer.*"),
                            Subscription.fromBeginning(
                                    ENROLLMENTS, WORKSHOPS.name(), "seats.changed.v1"),
                            Subscription.fromNow(
                                    USERS,
                                    NOTIFICATIONS.name(),
                                    "user.registered.v1",
                                    "user.erased.v1"),
                            Subscription.fromBeginning(
                                    WORKSHOPS, NOTIFICATIONS.name(), "workshop.*", "organizer.*"),
                            Subscription.fromNow(
                                    ENROLLMENTS, NOTIFICATIONS.name(), "participant.*")));

    /** The deployables that keep data, each in a schema of its own. */
    public List<Deployable> services() {
        return deployables.stream().filter(deployable -> deployable.schema().isPresent()).toList();
    }

    /**
     * The deployable of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Deployable deployable(String name) {
        return deployables.stream()
                .filter(deployable -> deployable.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no deployable " + name));
    }

    /** The subscriptions that the named service's relay serves. */
    public List<Subscription> publishedBy(String service) {
        return subscriptions.stream()
                .filter(subscription -> subscription.publisher().equals(service))
                .toList();
    }

    /** Whether the named deployable receives events, and so has a queue. */
    public boolean subscribes(String deployable) {
        return subscribers.stream().anyMatch(subscriber -> subscriber.name().equals(deployable));
    }

    /**
     * The subscribers whose queues the named deployable looks at: its own, and of another team's
     * the first service that sends there, as that team's programs are not ours to ask.
     */
    public List<Subscriber> watchedBy(String deployable) {
        return subscribers.stream()
                .filter(subscriber -> watcher(subscriber).equals(deployable))
                .toList();
    }

    private String watcher(Subscriber subscriber) {
        return subscriber.inside()
                ? subscriber.name()
                : subscriptions.stream()
                        .filter(one -> one.subscriber().equals(subscriber.name()))
                        .map(Subscription::publisher)
                        .findFirst()
                        .orElseThrow();
    }
}
