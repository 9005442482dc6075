CREATE TABLE users (
    id           uuid PRIMARY KEY,
    display_name text        NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 100),
    email        text        NOT NULL CHECK (char_length(email) <= 254),
    time_zone    text        NOT NULL,
    locale       text        NOT NULL,
    capabilities text[]      NOT NULL CHECK (cardinality(capabilities) <= 100),
    status       text        NOT NULL CHECK (status IN ('ACTIVE', 'DEACTIVATED', 'ERASED')),
    version      bigint      NOT NULL CHECK (version > 0),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);

-- Folded by a collation that is Postgres' own: lower() depends on the operating system's.
CREATE UNIQUE INDEX users_email ON users (casefold(email COLLATE pg_unicode_fast));
