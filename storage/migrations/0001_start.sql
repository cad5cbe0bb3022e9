-- The first schema. Instants are ISO 8601 UTC text with seconds and Z, so that they sort as text;
-- days are local dates. `{identity}` is the driver's way to number rows.

CREATE TABLE fact (          -- small facts about this database: catalogue_version, gate_until …
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE edition (
    id {identity},
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    tz TEXT NOT NULL,
    opens TEXT,
    theme TEXT NOT NULL DEFAULT ''
);

CREATE TABLE territory (
    id {identity},
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    parent_id BIGINT REFERENCES territory (id)
);

CREATE TABLE sector (
    id {identity},
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
);

CREATE TABLE host (
    id {identity},
    code TEXT NOT NULL UNIQUE,   -- the file's host_id, else the folded name
    name TEXT NOT NULL
);

CREATE TABLE place (           -- towns that people name; a second name of one is a second row
    id {identity},
    name TEXT NOT NULL,
    folded TEXT NOT NULL,        -- as people type it
    country TEXT NOT NULL,
    postcode TEXT NOT NULL,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    population INTEGER NOT NULL,
    CONSTRAINT place_once UNIQUE (folded, country, lat, lon)
);

CREATE TABLE visit (
    id {identity},
    code TEXT NOT NULL UNIQUE,   -- random, shown in links: /start v_<code>
    edition_id BIGINT NOT NULL REFERENCES edition (id),
    host_id BIGINT NOT NULL REFERENCES host (id),
    territory_id BIGINT NOT NULL REFERENCES territory (id),
    sector_id BIGINT NOT NULL REFERENCES sector (id),
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    format TEXT NOT NULL,
    description TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    age_min INTEGER,
    group_max INTEGER,
    pupils_per_adult INTEGER,
    conditions TEXT NOT NULL,
    accessibility TEXT NOT NULL,
    language TEXT NOT NULL,
    contact TEXT NOT NULL,
    UNIQUE (edition_id, host_id, folded_title)
);
CREATE INDEX visit_by_place ON visit (territory_id, sector_id);

CREATE TABLE slot (
    id {identity},
    code TEXT NOT NULL UNIQUE,   -- random, shown in links: /start s_<code>
    visit_id BIGINT NOT NULL REFERENCES visit (id),
    edition_id BIGINT NOT NULL REFERENCES edition (id),       -- the visit's, for the ref
    territory_id BIGINT NOT NULL REFERENCES territory (id),   -- the visit's, for the index below
    sector_id BIGINT NOT NULL REFERENCES sector (id),
    ref TEXT NOT NULL,           -- the file's own name for it, else host, title, start
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    day TEXT NOT NULL,           -- local date
    tz TEXT NOT NULL,
    time_tba INTEGER NOT NULL DEFAULT 0,
    audience TEXT NOT NULL,      -- names joined by commas
    regime TEXT NOT NULL CHECK (regime IN ('required', 'optional', 'none')),
    opens TEXT,
    closes TEXT NOT NULL,        -- booking ends here; the start when nothing else is said
    capacity INTEGER NOT NULL CHECK (capacity >= 0),
    taken INTEGER NOT NULL DEFAULT 0,   -- confirmed + held seats, kept by triggers
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'cancelled')),
    version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (edition_id, ref),
    CONSTRAINT seats_within_capacity CHECK (taken >= 0 AND taken <= capacity)
);
CREATE INDEX slot_by_visit ON slot (visit_id, starts);
CREATE INDEX slot_bookable ON slot (territory_id, sector_id, starts)
    WHERE state = 'open' AND (taken < capacity OR regime = 'none');
CREATE INDEX slot_bookable_of_visit ON slot (visit_id, starts)
    WHERE state = 'open' AND (taken < capacity OR regime = 'none');

CREATE TABLE person (
    chat_id BIGINT PRIMARY KEY,  -- a private chat's id is its person's id
    language TEXT,               -- chosen in /settings
    hinted_language TEXT,        -- what Telegram says their app speaks
    origin TEXT,                 -- the partner whose link brought them: /start p_<partner>
    news INTEGER NOT NULL DEFAULT 0,
    reachable INTEGER NOT NULL DEFAULT 1,
    unreachable_since TEXT,
    created TEXT NOT NULL
);

CREATE TABLE tombstone (         -- somebody was erased: a restored backup erases them again
    mac TEXT PRIMARY KEY,        -- HMAC of the chat id with the fact `tombstone_key`
    at TEXT NOT NULL
);

CREATE TABLE conversation (
    chat_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    step TEXT NOT NULL,
    draft TEXT NOT NULL,
    revision INTEGER NOT NULL,
    message_id BIGINT,           -- the message that carries the live screen
    expires TEXT NOT NULL,
    PRIMARY KEY (chat_id, user_id)
);
CREATE INDEX conversation_by_expiry ON conversation (expires);

CREATE TABLE seen_update (
    update_id BIGINT PRIMARY KEY,
    at TEXT NOT NULL
);
CREATE INDEX seen_update_by_age ON seen_update (at);

CREATE TABLE failed_update (     -- an update whose handler raises: counted, then set aside
    update_id BIGINT PRIMARY KEY,
    attempts INTEGER NOT NULL,
    error TEXT NOT NULL,         -- the exception's class name, never its text
    at TEXT NOT NULL,
    set_aside INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE booking (
    id {identity},
    code TEXT NOT NULL UNIQUE,
    slot_id BIGINT NOT NULL REFERENCES slot (id),
    chat_id BIGINT,              -- null when the desk booked for a caller
    seats INTEGER NOT NULL CHECK (seats >= 1),
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'cancelled', 'attended', 'no_show')),
    intent TEXT NOT NULL UNIQUE, -- the key in the Confirm button: one intent, one booking
    sequence INTEGER NOT NULL DEFAULT 0,   -- the calendar entry's SEQUENCE
    coming INTEGER NOT NULL DEFAULT 0,     -- said « Je viens » to a reminder
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE UNIQUE INDEX booking_once_per_slot ON booking (slot_id, chat_id)
    WHERE state = 'confirmed' AND chat_id IS NOT NULL;
CREATE INDEX booking_by_person ON booking (chat_id, state);
CREATE INDEX booking_by_slot ON booking (slot_id, state);

CREATE TABLE waitlist (
    id {identity},
    slot_id BIGINT NOT NULL REFERENCES slot (id),
    chat_id BIGINT NOT NULL,
    seats INTEGER NOT NULL CHECK (seats >= 1),
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'offered', 'accepted', 'declined', 'expired', 'left')),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),   -- seats kept for this entry
    hold_until TEXT,
    joined TEXT NOT NULL
);
CREATE UNIQUE INDEX waitlist_once_per_slot ON waitlist (slot_id, chat_id)
    WHERE state IN ('waiting', 'offered');
CREATE INDEX waitlist_in_order ON waitlist (slot_id, joined, id) WHERE state = 'waiting';
CREATE INDEX waitlist_by_hold ON waitlist (hold_until) WHERE state = 'offered';
CREATE INDEX waitlist_by_person ON waitlist (chat_id, state);

CREATE TABLE intention (         -- "I'll be there" at a walk-in: counted, never a seat
    slot_id BIGINT NOT NULL REFERENCES slot (id),
    chat_id BIGINT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (slot_id, chat_id)
);
CREATE INDEX intention_by_person ON intention (chat_id);

CREATE TABLE delivery (          -- one message owed to one person
    id {identity},
    dedup_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    lane INTEGER NOT NULL,
    chat_id BIGINT NOT NULL,
    slot_id BIGINT REFERENCES slot (id),
    booking_id BIGINT REFERENCES booking (id),
    fields TEXT NOT NULL DEFAULT '{}',   -- JSON: what the letter says besides its subject
    due TEXT NOT NULL,
    urgency TEXT NOT NULL,       -- the visit's start: the nearest goes first in its lane
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN
        ('queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled', 'missed')),
    ready INTEGER NOT NULL DEFAULT 0,      -- due has come: in its lane
    attempts INTEGER NOT NULL DEFAULT 0,
    doubts INTEGER NOT NULL DEFAULT 0,     -- attempts whose outcome nobody knows
    lease_until TEXT,
    message_id BIGINT,
    error TEXT,
    finished TEXT
);
CREATE INDEX delivery_to_come ON delivery (due) WHERE state = 'queued' AND ready = 0;
CREATE INDEX delivery_in_lane ON delivery (lane, urgency, id) WHERE state = 'queued' AND ready = 1;
CREATE INDEX delivery_under_way ON delivery (lease_until) WHERE state = 'sending';
CREATE INDEX delivery_by_booking ON delivery (booking_id) WHERE state = 'queued';
CREATE INDEX delivery_by_chat ON delivery (chat_id);
CREATE INDEX delivery_finished ON delivery (finished) WHERE finished IS NOT NULL;
