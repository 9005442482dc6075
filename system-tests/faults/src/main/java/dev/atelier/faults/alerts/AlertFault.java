package dev.atelier.faults.alerts;

import dev.atelier.faults.arena.Arena;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A fault, and who must hear of it how soon. */
public enum AlertFault {
    SERVICE_KILLED("ServiceDown", "user-service", "pagerduty", 60) {
        @Override
        void begin(Observed observed) {
            observed.platform().kill("user-service");
        }

        @Override
        void end(Observed observed) {
            observed.platform().start("user-service");
        }
    },

    DATABASE_STOPPED("PostgresDown", "postgres", "pagerduty", 60) {
        @Override
        void begin(Observed observed) {
            observed.platform().stop("postgres");
        }

        @Override
        void end(Observed observed) {
            observed.platform().start("postgres");
        }
    },

    /** It receives, and may not write: so it handles nothing. */
    CONSUMER_PAUSED("ConsumerStalled", "enrollment-service", "pagerduty", 120) {
        @Override
        void begin(Observed observed) {
            observed.database()
                    .execute(
                            "REVOKE INSERT, UPDATE ON enrollments.known_user FROM enrollments_app");
            observed.visitors().register("Unheard of " + UUID.randomUUID());
        }

        @Override
        void end(Observed observed) {
            observed.database()
                    .execute("GRANT INSERT, UPDATE ON enrollments.known_user TO enrollments_app");
        }
    },

    POISONOUS_MESSAGE("DeadLetters", "enrollment-service", "pagerduty", 120) {
        @Override
        void begin(Observed observed) {
            observed.queues().showAgainAfter(Arena.signUpQueue(), Duration.ofSeconds(2));
            observed.queues().send(Arena.signUpQueue(), "no event", 0);
        }

        @Override
        void end(Observed observed) {
            Arena.deadLetterQueues().forEach(observed.queues()::takeAll);
            observed.queues().showAgainAfter(Arena.signUpQueue(), Duration.ofSeconds(30));
        }
    },

    OVERBOOKED_BY_HAND("Overbooked", "enrollment-service", "pagerduty", 60) {
        @Override
        void begin(Observed observed) {
            String workshop = observed.visitors().publish("Overbooked by hand", 1);
            observed.visitors().signUp("Alone " + workshop, workshop);
            observed.database().execute(OVERBOOK.formatted(workshop));
        }

        @Override
        void end(Observed observed) {
            observed.database().execute(PUT_RIGHT);
        }
    },

    /** What PagerDuty refuses needs something to tell it of. */
    NOTIFICATIONS_REFUSED("NotificationsFailing", "alertmanager", "second-way", 180) {
        @Override
        void begin(Observed observed) {
            observed.pager().refuse(true);
            observed.alert(Map.of("alertname", UNHEARD), Duration.ofMinutes(10));
        }

        @Override
        void end(Observed observed) {
            observed.pager().refuse(false);
            observed.alert(Map.of("alertname", UNHEARD), Duration.ZERO);
        }
    };

    /** An alert that the faults themselves make up. */
    static final String UNHEARD = "Unheard";

    private static final String OVERBOOK =
            "UPDATE enrollments.seats SET seat_limit = 2, enrolled = 2 WHERE workshop_id = '%s'";

    private static final String PUT_RIGHT =
            """
            UPDATE enrollments.seats SET seat_limit = 1, enrolled = 1
              FROM enrollments.known_workshop
             WHERE id = workshop_id AND title = 'Overbooked by hand'
            """;

    private final String alert;
    private final String application;
    private final String way;
    private final Duration limit;

    AlertFault(String alert, String application, String way, int seconds) {
        this.alert = alert;
        this.application = application;
        this.way = way;
        this.limit = Duration.ofSeconds(seconds);
    }

    abstract void begin(Observed observed);

    abstract void end(Observed observed);

    public String alert() {
        return alert;
    }

    public String application() {
        return application;
    }

    public String way() {
        return way;
    }

    /** How soon it must be heard of, and of its end. */
    public Duration limit() {
        return limit;
    }
}
