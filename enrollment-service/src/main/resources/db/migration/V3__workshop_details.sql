-- What those who take part are shown. Null until the workshop's next event.
ALTER TABLE known_workshop
    ADD COLUMN summary    text,
    ADD COLUMN venue      text,
    ADD COLUMN online_url text,
    ADD COLUMN time_zone  text,
    ADD COLUMN changed_at timestamptz;
