-- Callers of the desk wait for full slots, too; a queue ends with its slot, and comes back with it.

ALTER TABLE waitlist ADD COLUMN called_off INTEGER NOT NULL DEFAULT 0;   -- ended with its slot
DROP INDEX waitlist_once_per_slot;
CREATE UNIQUE INDEX waitlist_once_per_slot ON waitlist (slot_id, chat_id)
    WHERE state IN ('waiting', 'offered') AND chat_id <> 0;   -- 0: a caller, who has no chat

CREATE TABLE waiting_caller (    -- whom the desk rings up when seats come free
    entry_id BIGINT PRIMARY KEY REFERENCES waitlist (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    phone TEXT NOT NULL
);

UPDATE delivery SET kind = 'wait_changed' WHERE kind = 'wait_off';
