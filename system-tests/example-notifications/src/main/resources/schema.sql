-- Of each subject the newest sequence that was handled. It outlives what was said, also of the erased.
CREATE TABLE IF NOT EXISTS handled (
    source   TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (source, subject)
);

CREATE TABLE IF NOT EXISTS workshop (
    id    TEXT PRIMARY KEY,
    title TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS erased (
    user_id TEXT PRIMARY KEY
);

-- What would go to a mail server. The key lets no event speak twice.
CREATE TABLE IF NOT EXISTS message (
    source    TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    sequence  INTEGER NOT NULL,
    user_id   TEXT    NOT NULL,
    recipient TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    PRIMARY KEY (source, subject, sequence)
);

CREATE INDEX IF NOT EXISTS message_by_user ON message (user_id);
