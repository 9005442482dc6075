-- What an admin's search looks into, folded like users_email. The line break keeps a match within
-- one of the two: no search holds one.
ALTER TABLE users
    ADD COLUMN search text GENERATED ALWAYS AS
        (casefold((display_name || E'\n' || email) COLLATE pg_unicode_fast)) STORED;

CREATE INDEX users_registration ON users (created_at, id);
