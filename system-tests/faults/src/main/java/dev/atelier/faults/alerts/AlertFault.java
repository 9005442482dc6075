package dev.atelier.faults.alerts;

import dev.atelier.faults.arena.Arena;
import dev.atelier.observability.Tempo;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A fault, and who must hear of it how soon. That is said in production's seconds: until it is
 * measured (15 for a scrape, more for what a service looks at itself), until a rule sees it (15),
 * for as long as the rule waits, and until the route tells of it (30).
 */
public enum AlertFault {
    SERVICE_KILLED("ServiceDown", "user-service", "pagerduty", 15 + 15 + 60 + 30) {
        @Override
        void begin(Observed observed) {
            observed.platform().kill("user-service");
        }

        @Override
        void end(Observed observed) {
            observed.platform().start("user-service");
        }

        @Override
        Optional<String> muted() {
            return Optional.of("InstanceDown");
        }
    },

    DATABASE_STOPPED("PostgresDown", "postgres", "pagerduty", 15 + 15 + 60 + 30) {
        @Override
        void begin(Observed observed) {
            observed.platform().stop("postgres");
        }

        @Override
        void end(Observed observed) {
            observed.platform().start("postgres");
        }

        /** Longer than any rule waits that may fire too. */
        @Override
        Duration lasts() {
            return Duration.ofSeconds(100);
        }
    },

    /**
     * It receives, and may not write: so it handles nothing. What it handled before is in the
     * rule's window for five minutes.
     */
    CONSUMER_PAUSED(
            "ConsumerStalled", "enrollment-service", "pagerduty", 15 + 300 + 15 + 300 + 30) {
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

    /**
     * It is a dead letter after five receives, which take longer than the platform's tempo says.
     */
    POISONOUS_MESSAGE(
            "DeadLetters", "enrollment-service", "pagerduty", 100 + 30 + 15 + 15 + 120 + 30) {
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

    /**
     * Nobody waits for a rule that must never be broken, but somebody has to look: once a minute.
     */
    OVERBOOKED_BY_HAND("Overbooked", "enrollment-service", "pagerduty", 60 + 15 + 15 + 30) {
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

    /** What PagerDuty refuses needs something to tell it of, which itself waits for its route. */
    NOTIFICATIONS_REFUSED(
            "NotificationsFailing", "alertmanager", "second-way", 30 + 30 + 15 + 600 + 30) {
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

    /** What a busy machine adds to what rules and routes say. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private final String alert;
    private final String application;
    private final String way;
    private final Duration said;

    AlertFault(String alert, String application, String way, int seconds) {
        this.alert = alert;
        this.application = application;
        this.way = way;
        this.said = Duration.ofSeconds(seconds);
    }

    abstract void begin(Observed observed);

    abstract void end(Observed observed);

    /** How long it goes on when it has been heard of. */
    Duration lasts() {
        return Duration.ZERO;
    }

    /** What fires besides when it goes on until then, and is not to be told of. */
    Optional<String> muted() {
        return Optional.empty();
    }

    public String alert() {
        return alert;
    }

    public String application() {
        return application;
    }

    public String way() {
        return way;
    }

    /** How soon rules and routes say that it is heard of, on a platform of that tempo. */
    Duration said(Tempo tempo) {
        return said.dividedBy(tempo.factor());
    }

    /** How soon it must be heard of. */
    Duration limit(Tempo tempo) {
        return said(tempo).plus(SLACK);
    }
}
