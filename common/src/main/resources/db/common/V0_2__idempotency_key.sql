CREATE TABLE idempotency_key (
    caller      uuid        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    resource    uuid        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
