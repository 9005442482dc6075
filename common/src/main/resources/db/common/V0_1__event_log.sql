-- Identity values are handed out before commit, so rows become visible out of their order. Readers
-- go by (transaction_id, position) and stay below the oldest transaction that is still running.
CREATE TABLE event_log (
    position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id             uuid        NOT NULL,
    type           text        NOT NULL,
    subject        uuid        NOT NULL,
    sequence       bigint      NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    traceparent    text,
    data           jsonb       NOT NULL,
    UNIQUE (subject, sequence)
);

CREATE INDEX event_log_order ON event_log (transaction_id, position);

-- Where in the log each subscriber is. A cursor only moves by a conditional update.
CREATE TABLE subscription (
    name               text PRIMARY KEY,
    queue              text   NOT NULL,
    types              text[] NOT NULL,
    cursor_transaction xid8   NOT NULL,
    cursor_position    bigint NOT NULL
);

-- What a queue will never accept is set aside here, so that the rest goes on.
CREATE TABLE parked_event (
    subscription text        NOT NULL,
    position     bigint      NOT NULL,
    reason       text        NOT NULL,
    parked_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subscription, position)
);

-- The one row says which instance relays, and until when by the database's clock.
CREATE TABLE relay_lease (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    owner      uuid,
    epoch      bigint      NOT NULL DEFAULT 0,
    expires_at timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO relay_lease DEFAULT VALUES;
