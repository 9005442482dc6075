-- The transaction that gave a workshop its place in each order. A walk through the list that began
-- before it passes the workshop over: it may have shown it in its former place.
ALTER TABLE workshop
    ADD COLUMN start_set_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN title_set_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN words_set_in xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE FUNCTION note_new_place() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF new.starts_at IS DISTINCT FROM old.starts_at THEN
        new.start_set_in := pg_current_xact_id();
    END IF;
    IF new.title <> old.title THEN
        new.title_set_in := pg_current_xact_id();
    END IF;
    IF (new.title, new.summary, new.description, new.language)
            IS DISTINCT FROM (old.title, old.summary, old.description, old.language) THEN
        new.words_set_in := pg_current_xact_id();
    END IF;
    RETURN new;
END
$$;

CREATE TRIGGER workshop_note_new_place BEFORE UPDATE ON workshop
    FOR EACH ROW EXECUTE FUNCTION note_new_place();
