-- The log is partitioned by when its events were recorded, so that old ones go all at once. What has
-- been carried forward stands apart: the newest event of each subject outlives its partition, as the
-- row that it was, and so in its old place of the readers' order.
LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE;

ALTER TABLE event_log RENAME TO event_log_first;
ALTER INDEX event_log_order RENAME TO event_log_first_order;
ALTER TABLE event_log_first
    DROP CONSTRAINT event_log_pkey,
    ALTER COLUMN position DROP IDENTITY,
    ADD COLUMN carried boolean NOT NULL DEFAULT false;
ALTER TABLE event_log_first
    RENAME CONSTRAINT event_log_subject_sequence_key TO event_log_first_subject_sequence_key;

CREATE TABLE event_log (
    position       bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    id             uuid        NOT NULL,
    type           text        NOT NULL,
    subject        uuid        NOT NULL,
    sequence       bigint      NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    traceparent    text,
    data           jsonb       NOT NULL,
    carried        boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (position, carried, recorded_at)
) PARTITION BY RANGE (carried, recorded_at);

CREATE INDEX event_log_order ON event_log (transaction_id, position);

-- What was logged so far becomes the first partition, where it is. It reaches a week ahead, for
-- instances of the release before, which make no partitions. Every partition ends at midnight UTC.
DO $$ BEGIN
    EXECUTE format(
        'ALTER TABLE event_log ATTACH PARTITION event_log_first'
        ' FOR VALUES FROM (false, MINVALUE) TO (false, %L)',
        date_trunc('day', clock_timestamp(), 'UTC') + interval '8 days');
END $$;

CREATE TABLE event_log_carried PARTITION OF event_log (UNIQUE (subject, sequence))
    FOR VALUES FROM (true, MINVALUE) TO (true, MAXVALUE);

-- Takes what no partition is there for, so that no change fails for want of one.
CREATE TABLE event_log_default PARTITION OF event_log (UNIQUE (subject, sequence)) DEFAULT;

DO $$ BEGIN
    PERFORM setval(pg_get_serial_sequence('event_log', 'position'), max(position))
       FROM event_log
     HAVING max(position) IS NOT NULL;
END $$;

-- A unique constraint of the whole would have to contain what it is partitioned by, so each partition
-- has its own, and a version that two transactions log on either side of a midnight is refused here:
-- transactions that overlap start within their timeout, 15 s, which the window exceeds.
CREATE TABLE event_log_midnight (
    subject     uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (subject, sequence)
);

CREATE FUNCTION event_log_at_midnight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event_log_midnight (subject, sequence, recorded_at)
    VALUES (NEW.subject, NEW.sequence, NEW.recorded_at);
    RETURN NEW;
END $$;

CREATE TRIGGER event_log_at_midnight
    BEFORE INSERT ON event_log FOR EACH ROW
    WHEN (NOT NEW.carried
          AND (NEW.recorded_at AT TIME ZONE 'UTC')::time NOT BETWEEN '00:01' AND '23:59')
    EXECUTE FUNCTION event_log_at_midnight();

-- The partitions by time, as the catalog has them.
CREATE VIEW event_log_partition AS
SELECT relname::text AS name,
       coalesce(substring(bound FROM 'FROM \(false, ''([^'']+)''\)')::timestamptz, '-infinity')
           AS starts_at,
       substring(bound FROM 'TO \(false, ''([^'']+)''\)')::timestamptz AS ends_at
  FROM pg_inherits
       JOIN pg_class ON pg_class.oid = inhrelid
       CROSS JOIN LATERAL pg_get_expr(relpartbound, inhrelid) AS bound
 WHERE inhparent = 'event_log'::regclass
   AND bound LIKE 'FOR VALUES FROM (false%';

-- How far a partition has been gone through, to carry forward what is in it or to take out what is
-- not needed any more.
CREATE TABLE event_log_progress (
    partition      text   PRIMARY KEY,
    transaction_id xid8   NOT NULL,
    position       bigint NOT NULL
);

-- What follows is called by every instance of the service, as often as it likes: one at a time does
-- something, and who comes second gets null. Making and dropping tables needs the owner's rights,
-- which the application role does not have; those two functions have them, and do no more than they
-- say, whoever calls them. Who cannot have a lock soon gives up, as those who log wait behind it.
CREATE FUNCTION event_log_lock() RETURNS boolean LANGUAGE sql AS $$
    SELECT pg_try_advisory_xact_lock(hashtextextended('event log of ' || current_schema(), 0));
$$;

-- Makes partitions that reach at least that far, and gives their number. What stands in the default
-- partition becomes one of its own, where it is.
CREATE FUNCTION event_log_prepare(width interval, until timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '500ms' AS $$
DECLARE
    monday CONSTANT timestamptz := '2000-01-03 00:00+00';
    covered timestamptz := (SELECT max(ends_at) FROM event_log_partition);
    upper timestamptz;
    partition text;
    made integer := 0;
BEGIN
    IF width < interval '1 day' OR extract(epoch FROM width) % 86400 <> 0 THEN
        RAISE invalid_parameter_value USING MESSAGE = 'a partition holds whole days';
    END IF;
    IF covered >= until AND NOT EXISTS (SELECT FROM event_log_default) THEN
        RETURN 0;
    ELSIF NOT event_log_lock() THEN
        RETURN NULL;
    END IF;

    IF EXISTS (SELECT FROM event_log_default) THEN
        LOCK TABLE ONLY event_log IN ACCESS EXCLUSIVE MODE;
    END IF;
    LOCK TABLE event_log_default IN ACCESS EXCLUSIVE MODE;
    covered := coalesce((SELECT max(ends_at) FROM event_log_partition),
                        date_bin(width, now(), monday));

    IF EXISTS (SELECT FROM event_log_default WHERE recorded_at < covered) THEN
        -- Their partition has been dropped, so they are kept with what is as old.
        UPDATE event_log SET carried = true
         WHERE tableoid = 'event_log_default'::regclass AND recorded_at < covered;
    END IF;
    IF EXISTS (SELECT FROM event_log_default) THEN
        upper := (SELECT max(recorded_at) FROM event_log_default);
        upper := date_bin(width, greatest(upper, now()), monday) + width;
        partition := 'event_log_' || to_char(covered AT TIME ZONE 'UTC', 'YYYYMMDD');
        ALTER TABLE event_log DETACH PARTITION event_log_default;
        EXECUTE format('ALTER TABLE event_log_default RENAME TO %I', partition);
        EXECUTE format(
            'ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (false, %L) TO (false, %L)',
            partition, covered, upper);
        CREATE TABLE event_log_default PARTITION OF event_log (UNIQUE (subject, sequence)) DEFAULT;
        covered := upper;
        made := made + 1;
    END IF;

    covered := greatest(covered, date_bin(width, now(), monday));
    WHILE covered < until LOOP
        upper := date_bin(width, covered, monday) + width;
        partition := 'event_log_' || to_char(covered AT TIME ZONE 'UTC', 'YYYYMMDD');
        EXECUTE format(
            'CREATE TABLE %I (LIKE event_log INCLUDING DEFAULTS, UNIQUE (subject, sequence))',
            partition);
        EXECUTE format(
            'ALTER TABLE event_log ATTACH PARTITION %I FOR VALUES FROM (false, %L) TO (false, %L)',
            partition, covered, upper);
        covered := upper;
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

-- Who needs the partition as it is: it is not dropped ahead of a cursor, nor with a parked event.
-- Null when nobody does.
CREATE FUNCTION event_log_held_by(partition_name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    holder text;
BEGIN
    EXECUTE format(
        $sql$
        SELECT 'subscription ' || name || ', which has not read it'
          FROM subscription
         WHERE (cursor_transaction, cursor_position) < (
                   SELECT transaction_id, position FROM %1$I
                    ORDER BY transaction_id DESC, position DESC LIMIT 1)
        UNION ALL
        SELECT 'subscription ' || subscription || ', with an event of it that is parked'
          FROM parked_event
         WHERE position IN (SELECT position FROM %1$I)
         LIMIT 1
        $sql$, partition_name) INTO holder;
    RETURN holder;
END $$;

-- Goes through the next rows of a partition, and carries forward those that are the newest of their
-- subject. Gives the number of rows that it went through, and so 0 when it is done.
CREATE FUNCTION event_log_carry(partition_name text, size integer) RETURNS integer
    LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    gone_through integer;
BEGIN
    IF NOT event_log_lock() THEN
        RETURN NULL;
    ELSIF NOT EXISTS (SELECT FROM event_log_partition WHERE name = partition_name) THEN
        RETURN 0;
    END IF;
    -- A redaction that waited for a row would fail when the row has moved. It waits here instead,
    -- and begins to look when the row is in its new place.
    EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', partition_name);
    EXECUTE format(
        $sql$
        WITH page AS (
            SELECT transaction_id, position, subject, sequence, recorded_at
              FROM %1$I
             WHERE (transaction_id, position) > (
                       SELECT coalesce(max(transaction_id), '0'), coalesce(max(position), 0)
                         FROM event_log_progress
                        WHERE partition = %1$L)
               AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY transaction_id, position
             LIMIT $1
        ), newest AS (
            SELECT position, recorded_at
              FROM page
             WHERE NOT EXISTS (
                       SELECT FROM event_log AS newer
                        WHERE newer.subject = page.subject AND newer.sequence > page.sequence)
        ), carried AS (
            UPDATE event_log SET carried = true
              FROM newest
             WHERE event_log.position = newest.position
               AND event_log.recorded_at = newest.recorded_at AND NOT event_log.carried
        ), progress AS (
            INSERT INTO event_log_progress (partition, transaction_id, position)
            SELECT %1$L, transaction_id, position
              FROM page
             ORDER BY transaction_id DESC, position DESC
             LIMIT 1
                ON CONFLICT (partition) DO UPDATE
                    SET transaction_id = excluded.transaction_id, position = excluded.position
        )
        SELECT count(*) FROM page
        $sql$, partition_name) INTO gone_through USING size;
    RETURN gone_through;
END $$;

-- Drops a partition, and says whether it did: not when somebody needs it, nor before it has been
-- gone through to its end.
CREATE FUNCTION event_log_drop(partition_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '500ms' AS $$
DECLARE
    unseen boolean;
BEGIN
    IF NOT event_log_lock() THEN
        RETURN NULL;
    ELSIF NOT EXISTS (SELECT FROM event_log_partition WHERE name = partition_name) THEN
        RETURN false;
    END IF;
    LOCK TABLE ONLY event_log IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', partition_name);
    -- No cursor is set back meanwhile.
    PERFORM FROM subscription FOR SHARE;
    EXECUTE format(
        $sql$
        SELECT EXISTS (
            SELECT FROM %1$I
             WHERE (transaction_id, position) > (
                       SELECT coalesce(max(transaction_id), '0'), coalesce(max(position), 0)
                         FROM event_log_progress
                        WHERE partition = %1$L))
        $sql$, partition_name) INTO unseen;
    IF unseen OR event_log_held_by(partition_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE %I', partition_name);
    DELETE FROM event_log_progress WHERE partition = partition_name;
    RETURN true;
END $$;

-- Goes through the next rows of what was carried forward, and takes out those that a newer event has
-- replaced since, when every subscription is past them. Gives the number of rows that it went
-- through; after 0 it starts anew.
CREATE FUNCTION event_log_sweep(size integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    gone_through integer;
BEGIN
    IF NOT event_log_lock() THEN
        RETURN NULL;
    END IF;
    WITH page AS (
        SELECT transaction_id, position, subject, sequence
          FROM event_log_carried
         WHERE (transaction_id, position) > (
                   SELECT coalesce(max(transaction_id), '0'), coalesce(max(position), 0)
                     FROM event_log_progress
                    WHERE partition = 'event_log_carried')
         ORDER BY transaction_id, position
         LIMIT size
    ), removed AS (
        DELETE FROM event_log_carried AS old
         USING page
         WHERE old.position = page.position
           AND EXISTS (
                   SELECT FROM event_log AS newer
                    WHERE newer.subject = page.subject AND newer.sequence > page.sequence)
           AND NOT EXISTS (
                   SELECT FROM subscription
                    WHERE (cursor_transaction, cursor_position)
                              < (page.transaction_id, page.position))
           AND NOT EXISTS (
                   SELECT FROM parked_event WHERE parked_event.position = page.position)
    ), progress AS (
        INSERT INTO event_log_progress (partition, transaction_id, position)
        SELECT 'event_log_carried', transaction_id, position
          FROM page
         ORDER BY transaction_id DESC, position DESC
         LIMIT 1
            ON CONFLICT (partition) DO UPDATE
                SET transaction_id = excluded.transaction_id, position = excluded.position
    )
    SELECT count(*) INTO gone_through FROM page;
    IF gone_through = 0 THEN
        DELETE FROM event_log_progress WHERE partition = 'event_log_carried';
    END IF;
    RETURN gone_through;
END $$;

-- A function with the owner's rights must not find somebody else's tables under the names of ours.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT oid::regprocedure FROM pg_proc
                 WHERE pronamespace = current_schema()::regnamespace
                   AND proname LIKE 'event\_log\_%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', name, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    END LOOP;
END $$;
