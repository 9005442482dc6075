-- Every run finds the same: nobody in its workshops, and some others elsewhere, so that the
-- planner knows how the tables are used.
TRUNCATE participant, participant_history, event_log, event_log_midnight, idempotency_key;

DELETE FROM seats;

INSERT INTO seats (workshop_id, seat_limit, enrolled)
SELECT id, capacity, CASE WHEN id = md5('workshop' || 3000)::uuid THEN ${others} ELSE 0 END
  FROM known_workshop;

INSERT INTO participant
       (id, workshop_id, user_id, status, during, acknowledged, version, created_at, updated_at)
SELECT md5('participant' || n)::uuid, id, md5('other' || n)::uuid, 'ENROLLED', during, '{}', 1,
       now(), now()
  FROM known_workshop CROSS JOIN generate_series(1, ${others}) AS n
 WHERE id = md5('workshop' || 3000)::uuid;

INSERT INTO participant_history (participant_id, to_status, changed_by, changed_at)
SELECT id, status, 'PARTICIPANT', created_at FROM participant;

INSERT INTO event_log (id, type, subject, sequence, data)
SELECT gen_random_uuid(), 'participant.enrolled.v1', id, 1, '{}' FROM participant;

VACUUM (ANALYZE) participant, participant_history, event_log, seats, known_workshop, known_user;
