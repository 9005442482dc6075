package dev.atelier.enrollment.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.enrollment.EnrollmentServiceTest;
import dev.atelier.testing.RealParts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Each guard is taken away and its invariant broken behind the service's back. */
@EnrollmentServiceTest
class InvariantCheckTest {

    private final UUID workshop = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private final UUID participant = UUID.randomUUID();

    @Autowired InvariantCheck check;
    private Connection database;

    @BeforeEach
    void publish() throws SQLException {
        database = RealParts.database("enrollment-service").connect();
        execute("SET search_path = enrollments, public");
        for (UUID each : List.of(workshop, other)) {
            execute(
                    """
                    INSERT INTO known_workshop
                           (id, version, title, status, during, capacity, waitlist_mode,
                            requirements, organizers)
                    VALUES ('%s', 1, 'Weaving', 'PUBLISHED',
                            tstzrange(now() + interval '1 day', now() + interval '2 days'), 2,
                            'AUTO', '[]', '[]');
                    INSERT INTO seats (workshop_id, seat_limit) VALUES ('%1$s', 2);
                    """
                            .formatted(each));
        }
    }

    @AfterEach
    void restore() throws SQLException {
        execute(
                """
                DELETE FROM event_log WHERE subject IN
                       (SELECT id FROM participant WHERE workshop_id IN ('%1$s', '%2$s'));
                DELETE FROM participant WHERE workshop_id IN ('%1$s', '%2$s');
                DELETE FROM seats WHERE workshop_id IN ('%1$s', '%2$s');
                DELETE FROM known_workshop WHERE id IN ('%1$s', '%2$s');
                CREATE UNIQUE INDEX IF NOT EXISTS one_active_participant
                    ON participant (user_id, workshop_id)
                    WHERE status IN ('WAITLISTED', 'OFFERED', 'ENROLLED');
                """
                        .formatted(workshop, other));
        if (number("SELECT count(*) FROM pg_constraint WHERE conname = 'no_overlap'") == 0) {
            execute(
                    """
                    ALTER TABLE participant
                        ADD CONSTRAINT no_overlap
                        EXCLUDE USING gist (user_id WITH =, during WITH &&)
                        WHERE (status IN ('OFFERED', 'ENROLLED') AND NOT conflicted)
                        DEFERRABLE INITIALLY IMMEDIATE
                    """);
        }
        database.close();
    }

    @Test
    void findsNothingWhereAllIsWell() throws SQLException {
        participant(participant, workshop, user, "ENROLLED", true);
        execute("UPDATE seats SET enrolled = 1 WHERE workshop_id = '" + workshop + "'");

        assertThat(violators().values()).noneMatch(ids -> ids.contains(participant));
        assertThat(violators().values()).noneMatch(ids -> ids.contains(workshop));
    }

    @Test
    void findsSeatsThatAreCountedWrong() throws SQLException {
        participant(participant, workshop, user, "ENROLLED", true);

        assertThat(violators().get("seats-within-limit")).contains(workshop);
    }

    @Test
    void findsMoreTakenSeatsThanThereAre() throws SQLException {
        for (int number = 0; number < 3; number++) {
            participant(UUID.randomUUID(), workshop, UUID.randomUUID(), "ENROLLED", true);
        }
        execute("UPDATE seats SET enrolled = 2 WHERE workshop_id = '" + workshop + "'");

        assertThat(violators().get("seats-within-limit")).contains(workshop);
    }

    @Test
    void findsWhoTakesPartTwice() throws SQLException {
        execute("DROP INDEX one_active_participant");
        participant(participant, workshop, user, "WAITLISTED", true);
        participant(UUID.randomUUID(), workshop, user, "WAITLISTED", true);

        assertThat(violators().get("one-active-participant")).contains(user);
    }

    @Test
    void findsWhoWasOvertaken() throws SQLException {
        participant(participant, workshop, user, "WAITLISTED", true);
        participant(UUID.randomUUID(), workshop, UUID.randomUUID(), "ENROLLED", true);

        assertThat(violators().get("first-come-first-served")).contains(participant);

        execute(
                """
                INSERT INTO participant_history
                       (participant_id, from_status, to_status, changed_by, changed_at)
                VALUES ('%s', 'WAITLISTED', 'WAITLISTED', 'SYSTEM', now())
                """
                        .formatted(participant));
        assertThat(violators().get("first-come-first-served")).doesNotContain(participant);
    }

    @Test
    void findsWhoHoldsTwoSeatsAtOneTime() throws SQLException {
        execute("ALTER TABLE participant DROP CONSTRAINT no_overlap");
        participant(participant, workshop, user, "ENROLLED", true);
        participant(UUID.randomUUID(), other, user, "ENROLLED", true);

        assertThat(violators().get("no-overlap")).contains(user);
    }

    @Test
    void findsChangeWithoutEvent() throws SQLException {
        participant(participant, workshop, user, "ENROLLED", false);

        assertThat(violators().get("change-with-event")).contains(participant);
    }

    private Map<String, List<UUID>> violators() {
        return check.check().block().stream()
                .collect(Collectors.toMap(Violations::rule, Violations::examples));
    }

    private void participant(UUID id, UUID where, UUID who, String status, boolean withEvent)
            throws SQLException {
        execute(
                """
                INSERT INTO participant
                       (id, workshop_id, user_id, status, during, acknowledged, version,
                        created_at, updated_at)
                SELECT '%s', id, '%s', '%s', during, '{}', 1, now(), now()
                  FROM known_workshop WHERE id = '%s'
                """
                        .formatted(id, who, status, where));
        if (withEvent) {
            execute(
                    """
                    INSERT INTO event_log (id, type, subject, sequence, data)
                    VALUES (gen_random_uuid(), 'test.participant.v1', '%s', 1, '{}')
                    """
                            .formatted(id));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
