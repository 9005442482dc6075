-- The user's version with which a part began. One that began before the user was erased ends with the
-- erasure; one that they have begun since they registered anew does not, however late and however
-- often the erasure is heard of. Of the parts until now nobody knows, so they count as the oldest.
ALTER TABLE organizer ADD COLUMN user_version bigint NOT NULL DEFAULT 0;

COMMENT ON TABLE organizer_history IS
    'Every status that an organizer has ever had. Rows are only added; an erasure takes their reasons.';
