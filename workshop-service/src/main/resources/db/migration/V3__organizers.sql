-- Whether someone stands by, instead of acting, whenever they are there.
ALTER TABLE organizer ADD COLUMN standby boolean NOT NULL DEFAULT false;

-- Two never jump in for the same gap; the one who does stays on record until the gap's owner is back.
CREATE UNIQUE INDEX organizer_gap ON organizer (replaces);

-- Every status that an organizer has ever had. Rows are only added.
CREATE TABLE organizer_history (
    position     bigint GENERATED ALWAYS AS IDENTITY,
    organizer_id uuid        NOT NULL REFERENCES organizer ON DELETE CASCADE,
    status       text        NOT NULL,
    reason       text,
    replaces     uuid,
    since        timestamptz NOT NULL,
    PRIMARY KEY (organizer_id, since, status)
);

INSERT INTO organizer_history (organizer_id, status, reason, replaces, since)
SELECT id, status, reason, replaces, since FROM organizer ORDER BY since;
