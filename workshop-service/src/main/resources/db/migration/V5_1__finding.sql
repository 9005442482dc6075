-- What follows from its arguments alone is worked out once, when a query is planned, and lets the
-- planner see how frequent the words are.
ALTER FUNCTION any_language_query(text) IMMUTABLE;

-- What is wanted, in one language. A query for each is worked out in advance; by
-- text_search_config(language) it would be for each workshop anew.
CREATE FUNCTION language_query(language text, wanted text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE split_part(lower(language), '-', 1)
               WHEN 'da' THEN websearch_to_tsquery('pg_catalog.danish', wanted)
               WHEN 'de' THEN websearch_to_tsquery('pg_catalog.german', wanted)
               WHEN 'en' THEN websearch_to_tsquery('pg_catalog.english', wanted)
               WHEN 'es' THEN websearch_to_tsquery('pg_catalog.spanish', wanted)
               WHEN 'fi' THEN websearch_to_tsquery('pg_catalog.finnish', wanted)
               WHEN 'fr' THEN websearch_to_tsquery('pg_catalog.french', wanted)
               WHEN 'hu' THEN websearch_to_tsquery('pg_catalog.hungarian', wanted)
               WHEN 'it' THEN websearch_to_tsquery('pg_catalog.italian', wanted)
               WHEN 'nl' THEN websearch_to_tsquery('pg_catalog.dutch', wanted)
               WHEN 'no' THEN websearch_to_tsquery('pg_catalog.norwegian', wanted)
               WHEN 'pt' THEN websearch_to_tsquery('pg_catalog.portuguese', wanted)
               WHEN 'ro' THEN websearch_to_tsquery('pg_catalog.romanian', wanted)
               WHEN 'ru' THEN websearch_to_tsquery('pg_catalog.russian', wanted)
               WHEN 'sv' THEN websearch_to_tsquery('pg_catalog.swedish', wanted)
               WHEN 'tr' THEN websearch_to_tsquery('pg_catalog.turkish', wanted)
               ELSE websearch_to_tsquery('pg_catalog.simple', wanted)
           END;

-- For lists of several statuses.
CREATE INDEX workshop_by_start_alone ON workshop (coalesce(starts_at, 'infinity'), id);
CREATE INDEX workshop_by_title_alone
    ON workshop (lower(title COLLATE "pg_unicode_fast") COLLATE "pg_unicode_fast", id);
