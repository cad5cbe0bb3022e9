-- The day itself: whom the desk books for, seats at the gate, who came, and what they said of it.

CREATE TABLE caller (            -- the desk booked for them; nothing here is ever shown to hosts
    booking_id BIGINT PRIMARY KEY REFERENCES booking (id),
    name TEXT NOT NULL,          -- empty: not asked
    folded_name TEXT NOT NULL,
    phone TEXT NOT NULL
);
CREATE INDEX caller_by_name ON caller (folded_name);

CREATE TABLE code_try (          -- a code that opened nothing: codes can't be guessed
    id {identity},
    chat_id BIGINT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX code_try_by_time ON code_try (at);
CREATE INDEX code_try_of_person ON code_try (chat_id, at);

-- Seats the host keeps closed; capacity + gate_closed is what the organiser allows.
ALTER TABLE slot ADD COLUMN gate_closed INTEGER NOT NULL DEFAULT 0;

CREATE TABLE day_cap (           -- how many people a visit takes in one day, over all its slots
    visit_id BIGINT NOT NULL REFERENCES visit (id),
    day TEXT NOT NULL,           -- local date
    seats INTEGER NOT NULL CHECK (seats >= 0),
    PRIMARY KEY (visit_id, day)
);

CREATE TABLE attendance (        -- somebody looked: how many of a party came
    booking_id BIGINT PRIMARY KEY REFERENCES booking (id),
    slot_id BIGINT NOT NULL REFERENCES slot (id),
    present INTEGER NOT NULL CHECK (present >= 0),
    at TEXT NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0   -- the others of this slot are no-shows
);
CREATE INDEX attendance_to_settle ON attendance (slot_id) WHERE settled = 0;

CREATE TABLE need (              -- what a party needs on site
    booking_id BIGINT NOT NULL REFERENCES booking (id),
    kind TEXT NOT NULL CHECK (kind IN ('wheelchair', 'hearing', 'sight')),
    PRIMARY KEY (booking_id, kind)
);

ALTER TABLE person ADD COLUMN surveys INTEGER NOT NULL DEFAULT 1;   -- may be asked how it was

CREATE TABLE answer (            -- how it was, asked the next day; hosts are shown sums alone
    booking_id BIGINT PRIMARY KEY REFERENCES booking (id),
    visit_id BIGINT NOT NULL REFERENCES visit (id),
    stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
    word TEXT,
    would_work INTEGER,          -- 1: would like to work there; null: not said
    at TEXT NOT NULL
);
CREATE INDEX answer_by_visit ON answer (visit_id);

CREATE INDEX slot_by_end ON slot (ends);
CREATE INDEX slot_by_day ON slot (day, starts);
CREATE INDEX slot_of_visit_by_day ON slot (visit_id, day);
