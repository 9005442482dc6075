-- Rule 3: nobody who came later holds a seat while an earlier one waits whom no decision has passed
-- over for a seat elsewhere at that time.
SELECT waiting.id AS violator
  FROM participant waiting
       JOIN known_workshop ON known_workshop.id = waiting.workshop_id
 WHERE waiting.status = 'WAITLISTED'
   AND known_workshop.status = 'PUBLISHED' AND lower(known_workshop.during) > now()
   AND EXISTS (
       SELECT FROM participant later
        WHERE later.workshop_id = waiting.workshop_id AND later.position > waiting.position
          AND later.status IN ('OFFERED', 'ENROLLED'))
   AND NOT EXISTS (
       SELECT FROM participant_history passed
        WHERE passed.participant_id = waiting.id
          AND passed.from_status = 'WAITLISTED' AND passed.to_status = 'WAITLISTED')
