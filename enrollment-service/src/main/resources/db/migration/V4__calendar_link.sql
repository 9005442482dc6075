-- The link to a user's calendar, for programs without tokens. Of its secret there is the hash only.
CREATE TABLE calendar_link (
    user_id     uuid PRIMARY KEY,
    id          uuid        NOT NULL,
    secret_hash bytea       NOT NULL UNIQUE,
    created_at  timestamptz NOT NULL
);
