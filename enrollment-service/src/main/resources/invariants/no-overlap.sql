-- Rule 4: nobody holds two seats at the same time, unless an organizer's reschedule has marked them.
SELECT one.user_id AS violator
  FROM participant one
       JOIN participant other
         ON other.user_id = one.user_id AND other.id > one.id AND other.during && one.during
 WHERE one.status IN ('OFFERED', 'ENROLLED') AND NOT one.conflicted
   AND other.status IN ('OFFERED', 'ENROLLED') AND NOT other.conflicted
   AND upper(one.during) > now()
