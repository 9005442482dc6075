-- Offers end; what has ended is looked for.
ALTER TABLE participant ADD COLUMN offer_expires_at timestamptz;
ALTER TABLE participant
    ADD CONSTRAINT offer_ends CHECK (status <> 'OFFERED' OR offer_expires_at IS NOT NULL);
CREATE INDEX participant_offered ON participant (offer_expires_at) WHERE status = 'OFFERED';

ALTER TABLE known_workshop ADD COLUMN offer_ttl text NOT NULL DEFAULT 'PT24H';

-- A decision reads all active participants of a user: so the user comes first.
DROP INDEX one_active_participant;
CREATE UNIQUE INDEX one_active_participant ON participant (user_id, workshop_id)
    WHERE status IN ('WAITLISTED', 'OFFERED', 'ENROLLED');

-- Several rows change with one statement, so it looks when the statement has ended.
ALTER TABLE participant DROP CONSTRAINT no_overlap;
ALTER TABLE participant
    ADD CONSTRAINT no_overlap EXCLUDE USING gist (user_id WITH =, during WITH &&)
        WHERE (status IN ('OFFERED', 'ENROLLED') AND NOT conflicted)
        DEFERRABLE INITIALLY IMMEDIATE;

CREATE INDEX participant_of_workshop ON participant (workshop_id, position);

CREATE INDEX seats_waited_for ON seats (workshop_id) WHERE waitlisted > 0;

-- Every change of a participant, and when someone was passed over, which changes nothing.
CREATE TABLE participant_history (
    position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    participant_id uuid        NOT NULL,
    from_status    text,
    to_status      text        NOT NULL,
    reason         text,
    changed_by     text        NOT NULL,
    changed_at     timestamptz NOT NULL
);

CREATE INDEX participant_history_of ON participant_history (participant_id, position);

-- What was there before there was a history.
INSERT INTO participant_history (participant_id, to_status, changed_by, changed_at)
SELECT id, status, 'PARTICIPANT', updated_at FROM participant;
