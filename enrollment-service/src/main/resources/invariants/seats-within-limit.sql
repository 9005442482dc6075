-- Rule 1: seats taken never exceed the limit, and the counts are those of the participants.
SELECT known_workshop.id AS violator
  FROM known_workshop
       JOIN seats ON seats.workshop_id = known_workshop.id
       CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE status IN ('ENROLLED', 'ATTENDED', 'MISSED')) AS enrolled,
                  count(*) FILTER (WHERE status = 'OFFERED') AS offered,
                  count(*) FILTER (WHERE status = 'WAITLISTED') AS waitlisted
             FROM participant
            WHERE workshop_id = known_workshop.id) AS counted
 WHERE upper(known_workshop.during) > now()
   AND (counted.enrolled + counted.offered > greatest(capacity, seat_limit)
        OR seat_limit <> greatest(capacity, least(seat_limit, counted.enrolled + counted.offered))
        OR (seats.enrolled, seats.offered, seats.waitlisted)
           <> (counted.enrolled, counted.offered, counted.waitlisted))
