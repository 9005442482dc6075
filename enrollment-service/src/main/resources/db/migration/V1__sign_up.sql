-- What this service knows of the others: one row per aggregate, with the version of the event that
-- it came from. An older or equal version changes nothing.
CREATE TABLE known_user (
    id           uuid PRIMARY KEY,
    version      bigint NOT NULL,
    status       text   NOT NULL,
    capabilities text[] NOT NULL
);

CREATE TABLE known_workshop (
    id            uuid PRIMARY KEY,
    version       bigint      NOT NULL,
    title         text        NOT NULL,
    status        text        NOT NULL,
    during        tstzrange   NOT NULL,
    opens_at      timestamptz,
    closes_at     timestamptz,
    capacity      integer     NOT NULL,
    waitlist_mode text        NOT NULL,
    requirements  jsonb       NOT NULL,
    organizers    jsonb       NOT NULL
);

-- The seats of a workshop. The limit is the capacity or, after a cut below what is taken, what is
-- taken; the check is the last guard against overbooking.
CREATE TABLE seats (
    workshop_id uuid PRIMARY KEY REFERENCES known_workshop,
    seat_limit  integer NOT NULL,
    enrolled    integer NOT NULL DEFAULT 0 CHECK (enrolled >= 0),
    offered     integer NOT NULL DEFAULT 0 CHECK (offered >= 0),
    waitlisted  integer NOT NULL DEFAULT 0 CHECK (waitlisted >= 0),
    version     bigint  NOT NULL DEFAULT 0,
    CONSTRAINT not_overbooked CHECK (enrolled + offered <= seat_limit)
);

-- Positions are handed out under the workshop's lock, so within a workshop they are the order in
-- which people came.
CREATE TABLE participant (
    id                  uuid PRIMARY KEY,
    position            bigint GENERATED ALWAYS AS IDENTITY,
    workshop_id         uuid        NOT NULL REFERENCES known_workshop,
    user_id             uuid        NOT NULL,
    status              text        NOT NULL,
    during              tstzrange   NOT NULL,
    conflicted          boolean     NOT NULL DEFAULT false,
    acknowledged        uuid[]      NOT NULL,
    cancellation_reason text,
    cancelled_by        text,
    version             bigint      NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT no_overlap EXCLUDE USING gist (user_id WITH =, during WITH &&)
        WHERE (status IN ('OFFERED', 'ENROLLED') AND NOT conflicted)
);

CREATE UNIQUE INDEX one_active_participant ON participant (workshop_id, user_id)
    WHERE status IN ('WAITLISTED', 'OFFERED', 'ENROLLED');

CREATE INDEX participant_waiting ON participant (workshop_id, position)
    WHERE status = 'WAITLISTED';

CREATE INDEX participant_of_user ON participant (user_id, id);
