-- Users and workshops, as their events would have brought them. Workshop 0 is the hot one, 1 to
-- 1000 are spread over time, 2001 to 2032 are all at one time, and 3000 is where others sit.
INSERT INTO known_user (id, version, status, capabilities)
SELECT md5('user' || n)::uuid, 1, 'ACTIVE', '{}'
  FROM generate_series(0, ${users} - 1) AS n;

INSERT INTO known_workshop
       (id, version, title, status, during, capacity, waitlist_mode, requirements, organizers)
SELECT md5('workshop' || n)::uuid, 1, 'Workshop ' || n, 'PUBLISHED',
       tstzrange(date_trunc('day', now()) + at, date_trunc('day', now()) + at + interval '2 hours'),
       100000, 'AUTO', '[]', '[]'
  FROM (SELECT n, interval '30 days' + n * interval '3 hours' AS at
          FROM generate_series(0, 1000) AS n
        UNION ALL
        SELECT n, interval '20 days' FROM generate_series(2001, 2032) AS n
        UNION ALL
        SELECT 3000, interval '10 days') AS planned;

INSERT INTO seats (workshop_id, seat_limit) SELECT id, capacity FROM known_workshop;
