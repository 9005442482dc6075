-- What other services own and this one has heard of. A version is that of the event which a row came
-- from; an older or equal one changes nothing. An erased user stays as a nameless row.
CREATE TABLE known_user (
    id           uuid PRIMARY KEY,
    display_name text,
    status       text   NOT NULL,
    capabilities text[] NOT NULL,
    version      bigint NOT NULL
);

CREATE TABLE workshop_seats (
    workshop_id uuid PRIMARY KEY,
    capacity    integer NOT NULL,
    enrolled    integer NOT NULL,
    offered     integer NOT NULL,
    waitlisted  integer NOT NULL,
    free        integer NOT NULL,
    version     bigint  NOT NULL
);
