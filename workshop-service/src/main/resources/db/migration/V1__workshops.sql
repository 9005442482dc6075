-- The text search configuration for a BCP 47 language tag; a language without stems of its own is
-- searched word by word.
CREATE FUNCTION text_search_config(language text) RETURNS regconfig
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE split_part(lower(language), '-', 1)
               WHEN 'da' THEN 'pg_catalog.danish'::regconfig
               WHEN 'de' THEN 'pg_catalog.german'::regconfig
               WHEN 'en' THEN 'pg_catalog.english'::regconfig
               WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
               WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig
               WHEN 'fr' THEN 'pg_catalog.french'::regconfig
               WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
               WHEN 'it' THEN 'pg_catalog.italian'::regconfig
               WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
               WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
               WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig
               WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
               WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
               WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
               WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig
               ELSE 'pg_catalog.simple'::regconfig
           END;

-- What is wanted, in every language that has stems: an index can look for this, while each workshop
-- is matched in its own language alone.
CREATE FUNCTION any_language_query(wanted text) RETURNS tsquery
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN (SELECT string_agg('(' || query || ')', ' | ')::tsquery
              FROM (SELECT DISTINCT websearch_to_tsquery(text_search_config(language), wanted)::text
                      FROM unnest('{da,de,en,es,fi,fr,hu,it,nl,no,pt,ro,ru,sv,tr,und}'::text[])
                               AS known (language)) AS queries (query)
             WHERE query <> '');

CREATE TABLE workshop (
    id                   uuid PRIMARY KEY,
    version              bigint      NOT NULL,
    status               text        NOT NULL
        CHECK (status IN ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED')),
    title                text        NOT NULL,
    summary              text,
    description          text,
    language             text        NOT NULL,
    format               text CHECK (format IN ('ONSITE', 'ONLINE', 'HYBRID')),
    venue                text,
    online_url           text,
    starts_at            timestamptz,
    ends_at              timestamptz,
    time_zone            text,
    enrollment_opens_at  timestamptz,
    enrollment_closes_at timestamptz,
    capacity             integer CHECK (capacity BETWEEN 1 AND 100000),
    min_participants     integer     NOT NULL CHECK (min_participants >= 0),
    waitlist_mode        text        NOT NULL CHECK (waitlist_mode IN ('AUTO', 'OFFER', 'NONE')),
    offer_ttl_seconds    bigint      NOT NULL CHECK (offer_ttl_seconds > 0),
    cancellation_reason  text,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    search               tsvector    NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector(text_search_config(language), title), 'A')
        || setweight(to_tsvector(text_search_config(language), coalesce(summary, '')), 'B')
        || setweight(to_tsvector(text_search_config(language), coalesce(description, '')), 'C')
    ) STORED,
    CHECK (starts_at < ends_at),
    CHECK (min_participants <= capacity)
);

-- A draft without a start stands behind all that have one.
CREATE INDEX workshop_by_start ON workshop (status, coalesce(starts_at, 'infinity'), id);
CREATE INDEX workshop_by_title
    ON workshop (status, lower(title COLLATE "pg_unicode_fast") COLLATE "pg_unicode_fast", id);
CREATE INDEX workshop_search ON workshop USING gin (search);

CREATE TABLE organizer (
    id          uuid PRIMARY KEY,
    workshop_id uuid        NOT NULL REFERENCES workshop ON DELETE CASCADE,
    user_id     uuid        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('LEAD', 'CO')),
    status      text        NOT NULL CHECK (status IN
        ('INVITED', 'ACTIVE', 'STANDBY', 'UNAVAILABLE', 'DECLINED', 'STEPPED_DOWN')),
    reason      text,
    replaces    uuid,
    since       timestamptz NOT NULL
);

CREATE INDEX organizer_of_workshop ON organizer (workshop_id);
CREATE INDEX organizer_of_user ON organizer (user_id);

-- A user has one part in a workshop at a time; former ones stay as its history.
CREATE UNIQUE INDEX organizer_current ON organizer (workshop_id, user_id)
    WHERE status NOT IN ('DECLINED', 'STEPPED_DOWN');

CREATE TABLE requirement (
    id          uuid PRIMARY KEY,
    workshop_id uuid     NOT NULL REFERENCES workshop ON DELETE CASCADE,
    place       smallint NOT NULL,
    code        text     NOT NULL,
    kind        text     NOT NULL
        CHECK (kind IN ('SKILL', 'EQUIPMENT', 'CERTIFICATE', 'AGE', 'OTHER')),
    audience    text     NOT NULL CHECK (audience IN ('PARTICIPANT', 'ORGANIZER')),
    description text,
    mandatory   boolean  NOT NULL,
    brought_by  uuid REFERENCES organizer,
    UNIQUE (workshop_id, audience, code)
);

CREATE INDEX requirement_code ON requirement (code, workshop_id);
