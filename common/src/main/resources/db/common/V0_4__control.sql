-- What an operator does to a subscription: holds it, or moves its cursor. The epoch rises with each
-- move, so that no write of a relay that read the cursor before can undo it.
ALTER TABLE subscription
    ADD COLUMN paused boolean NOT NULL DEFAULT false,
    ADD COLUMN epoch  bigint  NOT NULL DEFAULT 0;
