package dev.atelier.faults;

import dev.atelier.faults.arena.Arena;
import dev.atelier.faults.arena.Database;
import dev.atelier.faults.check.Check;
import dev.atelier.faults.traffic.Scene;
import dev.atelier.faults.traffic.Workshop.Plan;
import dev.atelier.faults.traffic.Workshop.Waitlist;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Something that is taken away from the running services, from outside: in the database, as its
 * administrator. Nothing in the product can switch it off.
 *
 * <p>Where one guard stands behind another, both are taken away: behind the workshop's lock stands
 * the uniqueness of an event's sequence, and behind the user's the constraint on overlaps. Without
 * the lock alone decisions collide there and are made again, and a client hardly ever notices.
 */
enum Sabotage {
    /**
     * Decisions linger between reading and writing, so that those of the two instances meet soon.
     * Which check notices first is left to chance: one seat too many, or one not counted.
     */
    WORKSHOP_LOCK_OFF(
            Set.of(Check.NEVER_ABOVE_CAPACITY, Check.SEATS_COUNT_PARTICIPANTS), Traffic.FEW_SEATS) {
        @Override
        void commit(Database database) {
            lockOnly(database, 0);
            database.execute(
                    """
                    DO $$ DECLARE
                        command text;
                    BEGIN
                        FOR command IN
                            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I',
                                          conrelid::regclass, conname)
                              FROM pg_constraint JOIN pg_inherits ON inhrelid = conrelid
                             WHERE inhparent = 'enrollments.event_log'::regclass
                               AND contype = 'u'
                        LOOP
                            EXECUTE command;
                        END LOOP;
                    END $$;
                    ALTER TABLE enrollments.event_log DISABLE TRIGGER event_log_at_midnight;
                    CREATE FUNCTION enrollments.linger() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        PERFORM pg_sleep(0.03);
                        RETURN NULL;
                    END $$;
                    CREATE TRIGGER linger BEFORE UPDATE ON enrollments.seats
                        FOR EACH STATEMENT EXECUTE FUNCTION enrollments.linger();
                    """);
        }

        @Override
        void undo(Database database) {
            lockAll(database);
            database.execute(
                    """
                    DROP FUNCTION enrollments.linger CASCADE;
                    ALTER TABLE enrollments.event_log ENABLE TRIGGER event_log_at_midnight;
                    DO $$ DECLARE
                        command text;
                    BEGIN
                        FOR command IN
                            SELECT format('ALTER TABLE %s ADD UNIQUE (subject, sequence)',
                                          inhrelid::regclass)
                              FROM pg_inherits
                             WHERE inhparent = 'enrollments.event_log'::regclass
                        LOOP
                            EXECUTE command;
                        END LOOP;
                    END $$;
                    """);
        }
    },

    USER_LOCK_OFF(Set.of(Check.NO_OVERLAP), Traffic.SAME_TIME) {
        @Override
        void commit(Database database) {
            lockOnly(database, 1);
            database.execute(DROP_CONSTRAINT);
        }

        @Override
        void undo(Database database) {
            lockAll(database);
            database.execute(ADD_CONSTRAINT);
        }
    },

    CONSTRAINT_DROPPED(Set.of(Check.GUARDS_IN_PLACE), Traffic.SAME_TIME) {
        @Override
        void commit(Database database) {
            database.execute(DROP_CONSTRAINT);
        }

        @Override
        void undo(Database database) {
            database.execute(ADD_CONSTRAINT);
        }
    },

    NEWEST_FIRST(Set.of(Check.NOBODY_OVERTAKEN), Traffic.FEW_SEATS) {
        @Override
        void commit(Database database) {
            database.execute(
                    """
                    CREATE FUNCTION enrollments.negate() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        NEW.position := -NEW.position;
                        RETURN NEW;
                    END $$;
                    CREATE TRIGGER negate BEFORE INSERT ON enrollments.participant
                        FOR EACH ROW EXECUTE FUNCTION enrollments.negate();
                    """);
        }

        @Override
        void undo(Database database) {
            database.execute("DROP FUNCTION enrollments.negate CASCADE");
        }
    };

    private static final String DROP_CONSTRAINT =
            "ALTER TABLE enrollments.participant DROP CONSTRAINT no_overlap";

    private static final String ADD_CONSTRAINT =
            """
            SET search_path = enrollments, extensions;
            ALTER TABLE participant
                ADD CONSTRAINT no_overlap EXCLUDE USING gist (user_id WITH =, during WITH &&)
                    WHERE (status IN ('OFFERED', 'ENROLLED') AND NOT conflicted)
                    DEFERRABLE INITIALLY IMMEDIATE
            """;

    private final Set<Check> expected;
    private final Traffic traffic;

    Sabotage(Set<Check> expected, Traffic traffic) {
        this.expected = expected;
        this.traffic = traffic;
    }

    /** Takes it away for new connections. */
    abstract void commit(Database database);

    /** Puts it back, when nothing is there any more that it would not have let happen. */
    abstract void undo(Database database);

    /** The checks of which one has to notice. */
    Set<Check> expected() {
        return expected;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Who meets whom, so that it comes to harm soon. */
    enum Traffic {
        /** Many people want the few seats of one workshop. */
        FEW_SEATS(16, List.of(Scene.plan(0, 2, 3, Waitlist.AUTO))),
        /** A few people want a seat in each of several workshops that are at the same time. */
        SAME_TIME(
                4,
                List.of(
                        Scene.plan(0, 2, 100, Waitlist.AUTO),
                        Scene.plan(1, 2, 100, Waitlist.AUTO),
                        Scene.plan(1, 1, 100, Waitlist.AUTO),
                        Scene.plan(0, 3, 100, Waitlist.AUTO)));

        private final int people;
        private final List<Plan> plans;

        Traffic(int people, List<Plan> plans) {
            this.people = people;
            this.plans = plans;
        }

        Scene scene(Arena arena) {
            return Scene.set(name(), people, plans, arena);
        }
    }

    /**
     * Puts a function before Postgres's own that takes the locks of one kind only: the lowest bit
     * of a key is 0 for a user and 1 for a workshop.
     */
    private static void lockOnly(Database database, int kind) {
        database.execute(
                """
                CREATE FUNCTION enrollments.pg_advisory_xact_lock(key bigint) RETURNS void
                    LANGUAGE plpgsql AS $$
                BEGIN
                    IF key & 1 = %d THEN
                        PERFORM pg_catalog.pg_advisory_xact_lock(key);
                    END IF;
                END $$;
                ALTER ROLE enrollments_app SET search_path = enrollments, pg_catalog;
                """
                        .formatted(kind));
    }

    private static void lockAll(Database database) {
        database.execute(
                """
                ALTER ROLE enrollments_app SET search_path = enrollments;
                DROP FUNCTION enrollments.pg_advisory_xact_lock(bigint);
                """);
    }

    /** Removes what a scene has left, which may be what the guards would refuse. */
    static void clear(Scene scene, Database database) {
        String workshops = list(scene.workshopIds());
        database.execute(
                """
                DELETE FROM enrollments.participant_history WHERE participant_id IN
                    (SELECT id FROM enrollments.participant WHERE workshop_id IN (%1$s));
                DELETE FROM enrollments.participant WHERE workshop_id IN (%1$s);
                DELETE FROM enrollments.event_log WHERE (data ->> 'workshopId')::uuid IN (%1$s);
                DELETE FROM enrollments.seats WHERE workshop_id IN (%1$s);
                DELETE FROM workshops.workshop_seats WHERE workshop_id IN (%1$s);
                """
                        .formatted(workshops));
    }

    private static String list(Set<UUID> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }
}
