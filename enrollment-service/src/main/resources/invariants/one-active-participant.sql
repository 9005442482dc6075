-- Rule 2: a user has at most one active participant in a workshop.
SELECT user_id AS violator
  FROM participant
 WHERE status IN ('WAITLISTED', 'OFFERED', 'ENROLLED')
 GROUP BY user_id, workshop_id
HAVING count(*) > 1
