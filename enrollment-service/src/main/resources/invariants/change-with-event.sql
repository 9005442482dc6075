-- Rule 5: the change and its event are both there. Those of the last quarter of an hour are looked
-- at, since older ones were looked at before, and their events may have been dropped by now. So the
-- log's older partitions are left alone.
SELECT participant.id AS violator
  FROM participant
 WHERE updated_at > now() - interval '15 minutes'
   AND version IS DISTINCT FROM (SELECT max(sequence) FROM event_log
                                  WHERE subject = participant.id
                                    AND NOT carried AND recorded_at > now() - interval '1 hour')
UNION ALL
SELECT DISTINCT ON (subject) subject
  FROM event_log JOIN seats ON seats.workshop_id = subject
 WHERE NOT carried AND recorded_at > now() - interval '15 minutes' AND type = 'seats.changed.v1'
   AND seats.version <> (SELECT max(sequence) FROM event_log newest
                          WHERE newest.subject = seats.workshop_id
                            AND NOT carried AND newest.recorded_at > now() - interval '1 hour')
