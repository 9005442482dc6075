-- What is over but still open, the longest first.
CREATE INDEX workshop_by_end ON workshop (ends_at, id) WHERE status = 'PUBLISHED';
