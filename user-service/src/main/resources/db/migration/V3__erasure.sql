-- An erased user stays as a row with nothing in it but the id and the version, which goes on when
-- they register anew. Null addresses are not unique, so the one that was theirs is free.
ALTER TABLE users
    ALTER COLUMN display_name DROP NOT NULL,
    ALTER COLUMN email DROP NOT NULL,
    ALTER COLUMN time_zone DROP NOT NULL,
    ALTER COLUMN locale DROP NOT NULL,
    ADD CONSTRAINT personal_until_erased CHECK (
        CASE status
            WHEN 'ERASED' THEN num_nonnulls(display_name, email, time_zone, locale) = 0
                               AND capabilities = '{}'
            ELSE num_nulls(display_name, email, time_zone, locale) = 0
        END);
