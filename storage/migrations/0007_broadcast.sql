-- Broadcasts: one message of staff to many people. Its deliveries are written a bit at a time.

CREATE TABLE broadcast (
    id {identity},
    intent TEXT NOT NULL UNIQUE, -- the key in the Send button: one intent, one broadcast
    user_id BIGINT,              -- who sent it; null once they were erased
    kind TEXT NOT NULL CHECK (kind IN ('service', 'news')),
    state TEXT NOT NULL
        CHECK (state IN ('scheduled', 'sending', 'paused', 'cancelled', 'done')),
    texts TEXT NOT NULL,         -- JSON: by language, as it was typed
    photo TEXT,                  -- Telegram's file id
    circle TEXT NOT NULL,        -- JSON: whom it goes to
    expected INTEGER NOT NULL,   -- people it goes to, counted when it was sent off
    created TEXT NOT NULL,
    due TEXT NOT NULL,
    phase INTEGER NOT NULL DEFAULT 0,    -- how far its deliveries are written: the source,
    after_starts TEXT NOT NULL DEFAULT '',  -- and in it the last visit and chat
    after_slot BIGINT NOT NULL DEFAULT 0,
    after_chat BIGINT,
    fed INTEGER NOT NULL DEFAULT 0,      -- 1: all of them are written
    resumed TEXT,                -- when it began, or went on after a pause
    ended_then INTEGER NOT NULL DEFAULT 0,  -- deliveries at their end at that moment
    tally TEXT,                  -- JSON: the final numbers
    finished TEXT
);
CREATE INDEX broadcast_under_way ON broadcast (due) WHERE finished IS NULL;

ALTER TABLE delivery ADD COLUMN broadcast_id BIGINT REFERENCES broadcast (id);
CREATE INDEX delivery_of_broadcast ON delivery (broadcast_id, state)
    WHERE broadcast_id IS NOT NULL;

CREATE INDEX slot_by_start ON slot (starts, id);
CREATE INDEX person_with_news ON person (chat_id) WHERE news = 1;
CREATE INDEX conversation_at_broadcast ON conversation (step) WHERE step = 'broadcast_card';
