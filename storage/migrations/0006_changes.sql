-- Changes of slots that people have booked, and what each of them was told.

ALTER TABLE slot ADD COLUMN meeting_point TEXT;             -- instead of the visit's address
ALTER TABLE slot ADD COLUMN late INTEGER NOT NULL DEFAULT 0;   -- minutes, as said on the day
ALTER TABLE slot ADD COLUMN filed TEXT;   -- JSON: what its file says; staff may have changed it

CREATE TABLE slot_change (       -- what staff sent with one tap, or one import
    id {identity},
    at TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('staff', 'import')),
    slot_id BIGINT REFERENCES slot (id),   -- null: an import, perhaps of many
    intent TEXT NOT NULL UNIQUE, -- the key in the Send button: one intent, one change
    sent TEXT                    -- null: nobody was told yet
);
CREATE INDEX slot_change_unsent ON slot_change (at) WHERE sent IS NULL;

CREATE TABLE notice (            -- one booking is told of changes to its slot, once
    id {identity},
    change_id BIGINT NOT NULL REFERENCES slot_change (id),   -- the last one it tells of
    booking_id BIGINT NOT NULL REFERENCES booking (id),
    slot_id BIGINT NOT NULL REFERENCES slot (id),            -- that changed
    before TEXT NOT NULL,        -- JSON: what they knew of the slot
    after TEXT NOT NULL,         -- JSON: what they are told
    first TEXT NOT NULL,         -- the first of the edits that were merged
    state TEXT NOT NULL CHECK (state IN ('draft', 'owed', 'dropped')),
    answer TEXT CHECK (answer IN ('ok', 'moved', 'cancelled')),
    answered TEXT,
    called TEXT                  -- staff rang them up
);
CREATE INDEX notice_of_slot ON notice (slot_id, booking_id) WHERE state <> 'dropped';
CREATE INDEX notice_of_booking ON notice (booking_id) WHERE state = 'owed';
CREATE INDEX notice_of_change ON notice (change_id);

ALTER TABLE waitlist ADD COLUMN notice_id BIGINT REFERENCES notice (id);   -- held in exchange
CREATE INDEX waitlist_of_notice ON waitlist (notice_id) WHERE notice_id IS NOT NULL;
