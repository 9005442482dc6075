-- Fills the empty schema with workshops as a large company has them after some years. The same every
-- time: what varies comes from a hash of the row's number, so no plan can change it. Times are
-- relative to now.
SET search_path = workshops;

CREATE FUNCTION pg_temp.dice(what text, number bigint, sides integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
    RETURN (hashtextextended(what || ' ' || number, 42) & 2147483647) % sides;

-- One of some words, the first far more often than the last.
CREATE FUNCTION pg_temp.pick(what text, number bigint, words text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN words[1 + floor(cardinality(words)
        * power(pg_temp.dice(what, number, 1000000) / 1000000.0, 2))::integer];

CREATE TEMP TABLE vocabulary (language text PRIMARY KEY, share int4range, words text[]);
INSERT INTO vocabulary
SELECT language, share, regexp_split_to_array(words, '\s+')
  FROM (VALUES
    ('en', int4range(0, 50), 'workshop team build learn data introduction design practice code cloud
        testing writing planning security leadership product analysis speaking modelling database
        negotiation accessibility statistics coaching observability facilitation photography
        woodworking bookbinding letterpress weaving ceramics raku glazing kiln'),
    ('de', int4range(50, 70), 'Werkstatt Gruppe lernen Daten Einführung Gestaltung Übung Programm
        Wolken prüfen schreiben planen Sicherheit Führung Produkt Auswertung sprechen Modelle
        Datenbank Verhandlung Barrierefreiheit Statistik Beratung Beobachtung Moderation Fotografie
        Holzarbeit Buchbinden Buchdruck Weben Töpfern Raku Glasuren Brennofen'),
    ('fr', int4range(70, 80), 'atelier équipe apprendre données introduction conception pratique
        programme nuage essais écriture planification sécurité direction produit analyse parole
        modèles base négociation accessibilité statistique accompagnement observation animation
        photographie menuiserie reliure typographie tissage céramiques raku émaillage four'),
    ('es', int4range(80, 88), 'taller equipo aprender datos introducción diseño práctica programa
        nube pruebas escritura planificación seguridad liderazgo producto análisis hablar modelos
        base negociación accesibilidad estadística acompañamiento observación facilitación
        fotografía carpintería encuadernación tipografía tejido cerámica raku esmaltado horno'),
    ('sv', int4range(88, 93), 'verkstad grupp lära data introduktion formgivning övning program moln
        prov skrivande planering säkerhet ledarskap produkt analys tal modeller databas förhandling
        tillgänglighet statistik handledning observation moderering fotografi träarbete bokbinderi
        boktryck vävning keramik raku glasyr ugn'),
    ('ja', int4range(93, 100), 'ワークショップ チーム 学ぶ データ 入門 デザイン 実践 コード クラウド
        テスト 書く 計画 安全 リーダー 製品 分析 話す モデル データベース 交渉 統計 写真 木工 製本 織物 陶芸
        楽焼 釉薬 窯')) AS languages (language, share, words);

CREATE TEMP TABLE code AS
SELECT regexp_split_to_array('laptop java-basics sql-basics git-basics first-aid safety-shoes apron
        python-basics linux-basics statistics-basics project-lead data-privacy english-b2 german-b1
        presentation-skills cloud-account headset webcam driving-licence forklift-licence
        adult woodworking-basics camera microphone coaching-basics budget-basics writing-basics
        agile-basics scrum-master kubernetes-basics docker-basics network-basics security-clearance
        hearing-protection gloves goggles kiln-licence soldering-basics cad-basics raku-basics', '\s+') AS list;

-- Two in five are past.
INSERT INTO workshop
       (id, version, status, title, summary, description, language, format, venue, online_url,
        starts_at, ends_at, time_zone, enrollment_opens_at, enrollment_closes_at, capacity,
        min_participants, waitlist_mode, offer_ttl_seconds, created_at, updated_at)
SELECT md5('workshop ' || n)::uuid, 2 + pg_temp.dice('version', n, 9),
       CASE WHEN pg_temp.dice('status', n, 100) < 6 THEN 'CANCELLED'
            WHEN day < -7 THEN 'COMPLETED'
            WHEN pg_temp.dice('status', n, 100) < 14 THEN 'DRAFT'
            ELSE 'PUBLISHED'
       END,
       (SELECT initcap(string_agg(pg_temp.pick('title' || word, n, words), ' '))
          FROM generate_series(1, 3 + pg_temp.dice('title', n, 3)) AS word)
           || CASE WHEN pg_temp.dice('series', n, 4) = 0 THEN ' ' || n % 500 ELSE '' END,
       (SELECT string_agg(pg_temp.pick('summary' || word, n, words), ' ')
          FROM generate_series(1, 12) AS word),
       (SELECT string_agg(pg_temp.pick('description' || word, n, words), ' ')
          FROM generate_series(1, 60) AS word)
           || CASE WHEN n % 10000 = 77 THEN ' zanzibar' ELSE '' END,
       language,
       (ARRAY['ONSITE', 'ONSITE', 'ONLINE', 'HYBRID'])[1 + pg_temp.dice('format', n, 4)],
       'Room ' || pg_temp.dice('room', n, 400), 'https://meet.example/' || n,
       starts_at, starts_at + (1 + pg_temp.dice('hours', n, 7)) * interval '1 hour', 'Europe/Berlin',
       CASE WHEN pg_temp.dice('opens', n, 3) = 0
            THEN starts_at - (20 + pg_temp.dice('opens on', n, 40)) * interval '1 day'
       END,
       CASE WHEN pg_temp.dice('closes', n, 3) = 0
            THEN starts_at - (1 + pg_temp.dice('closes on', n, 10)) * interval '1 day'
       END,
       5 + pg_temp.dice('capacity', n, 40), 0,
       (ARRAY['AUTO', 'AUTO', 'OFFER', 'NONE', 'NONE'])[1 + pg_temp.dice('waitlist', n, 5)],
       86400, starts_at - interval '90 days', starts_at - interval '60 days'
  FROM generate_series(1, ${workshops}) AS n
 CROSS JOIN LATERAL (SELECT pg_temp.dice('day', n, 500) - 200) AS on_day (day)
 CROSS JOIN LATERAL (SELECT date_trunc('day', now()) + day * interval '1 day'
                            + (8 + pg_temp.dice('hour', n, 10)) * interval '1 hour'
                            + pg_temp.dice('half', n, 2) * interval '30 minutes') AS at (starts_at)
  JOIN vocabulary ON share @> pg_temp.dice('language', n, 100);

INSERT INTO known_user (id, display_name, status, capabilities, version)
SELECT md5('user ' || n)::uuid, 'User ' || n, 'ACTIVE',
       ARRAY(SELECT DISTINCT pg_temp.pick('capability' || c, n, list)
               FROM generate_series(1, 8) AS c),
       1
  FROM generate_series(1, 5000) AS n CROSS JOIN code;

INSERT INTO organizer (id, workshop_id, user_id, role, status, since)
SELECT md5(format('organizer %s %s', n, place))::uuid, md5('workshop ' || n)::uuid,
       md5('user ' || (pg_temp.dice('organizer', n, 4990) + place * 3))::uuid,
       CASE place WHEN 1 THEN 'LEAD' ELSE 'CO' END,
       CASE WHEN place > 1 AND pg_temp.dice('left', n, 10) = 0 THEN 'STEPPED_DOWN' ELSE 'ACTIVE' END,
       now()
  FROM generate_series(1, ${workshops}) AS n
 CROSS JOIN LATERAL generate_series(1, 1 + pg_temp.dice('organizers', n, 3)) AS place;

-- A third need nothing.
INSERT INTO requirement
       (id, workshop_id, place, code, kind, audience, description, mandatory)
SELECT md5(format('requirement %s %s', n, place))::uuid, md5('workshop ' || n)::uuid, place,
       pg_temp.pick('code' || place, n, list), 'SKILL',
       CASE WHEN pg_temp.dice('audience' || place, n, 5) = 0 THEN 'ORGANIZER' ELSE 'PARTICIPANT' END,
       'Bring it or know it.', pg_temp.dice('mandatory' || place, n, 10) < 7
  FROM generate_series(1, ${workshops}) AS n
 CROSS JOIN code
 CROSS JOIN LATERAL generate_series(1, greatest(0, pg_temp.dice('requirements', n, 9) - 2)) AS place
    ON CONFLICT (workshop_id, audience, code) DO NOTHING;

-- A quarter of those that anybody has signed up for is full.
INSERT INTO workshop_seats (workshop_id, capacity, enrolled, offered, waitlisted, free, version)
SELECT id, capacity, capacity - free, 0, CASE free WHEN 0 THEN 3 ELSE 0 END, free, 7
  FROM (SELECT id, capacity,
               CASE WHEN pg_temp.dice('full', n, 4) = 0 THEN 0
                    ELSE 1 + pg_temp.dice('free', n, capacity)
               END AS free
          FROM generate_series(1, ${workshops}) AS n
          JOIN workshop ON id = md5('workshop ' || n)::uuid
         WHERE status <> 'DRAFT' AND pg_temp.dice('seats', n, 5) > 0) AS seats;

-- Those who look for workshops.
INSERT INTO known_user (id, display_name, status, capabilities, version)
SELECT seeker.id, seeker.name, 'ACTIVE', seeker.capabilities, 1
  FROM code
 CROSS JOIN LATERAL (VALUES ('${beginner}'::uuid, 'Beginner', ARRAY['laptop', 'first-aid', 'adult']),
                            ('${expert}'::uuid, 'Expert', list[1:36]),
                            ('${organizer}'::uuid, 'Organizer', list[1:10]))
                   AS seeker (id, name, capabilities);

UPDATE organizer SET user_id = '${organizer}'
 WHERE role = 'LEAD' AND workshop_id IN (
     SELECT md5('workshop ' || n)::uuid FROM generate_series(1, ${workshops}, 250) AS n);
