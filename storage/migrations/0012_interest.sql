-- "I'm interested": what a person and a host write to each other through the bot. Rows go thirty
-- days after the first word. No address, no file: only what somebody typed.

CREATE TABLE interest (
    id {identity},
    code TEXT NOT NULL UNIQUE,   -- random, for buttons
    intent TEXT NOT NULL UNIQUE, -- the key of the Send button: one intent, one message
    chat_id BIGINT NOT NULL,     -- who is interested; the host never sees it
    vacancy_id BIGINT NOT NULL REFERENCES vacancy (id),
    first_name TEXT NOT NULL,    -- as they want to be called
    created TEXT NOT NULL
);
CREATE INDEX interest_by_person ON interest (chat_id, created);
CREATE INDEX interest_by_age ON interest (created);

CREATE TABLE interest_word (     -- what was written, in order
    id {identity},
    interest_id BIGINT NOT NULL REFERENCES interest (id) ON DELETE CASCADE,
    from_host INTEGER NOT NULL,
    words TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX interest_word_of ON interest_word (interest_id);
