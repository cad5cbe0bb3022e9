-- Saved searches that tell their owners what is new. A search stands once, however many people
-- keep it; what narrows it stands in columns, so that one statement finds the searches that a new
-- item may fit; `query` says it whole.

CREATE TABLE search (
    id {identity},
    kind TEXT NOT NULL CHECK (kind IN ('jobs', 'visits')),
    query TEXT NOT NULL UNIQUE,  -- JSON: a question about jobs, or what visits are looked for
    territory_id BIGINT,
    sector_id BIGINT,
    host_id BIGINT,
    south DOUBLE PRECISION,      -- the degrees around its place
    north DOUBLE PRECISION,
    west DOUBLE PRECISION,
    east DOUBLE PRECISION
);

CREATE TABLE search_key (        -- under which an item looks for the searches it may fit
    key TEXT NOT NULL,
    search_id BIGINT NOT NULL REFERENCES search (id) ON DELETE CASCADE,
    PRIMARY KEY (key, search_id)
);
CREATE INDEX search_key_of ON search_key (search_id);

CREATE TABLE alert (             -- somebody keeps a search
    id {identity},
    chat_id BIGINT NOT NULL,
    search_id BIGINT NOT NULL REFERENCES search (id),
    cadence TEXT NOT NULL CHECK (cadence IN ('daily', 'at_once')),
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),   -- local, of the daily digest
    created TEXT NOT NULL,
    after BIGINT NOT NULL,       -- the newest vacancy or slot there was: what follows is new
    expires TEXT NOT NULL,
    asked TEXT,                  -- when its owner was asked whether it is still wanted
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'stopped', 'expired')),
    told TEXT                    -- when its last digest was made
);
CREATE INDEX alert_by_person ON alert (chat_id, state);
CREATE INDEX alert_by_search ON alert (search_id) WHERE state = 'active';
CREATE INDEX alert_by_expiry ON alert (expires) WHERE state = 'active';

CREATE TABLE alert_item (        -- each item once for each alert
    alert_id BIGINT NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
    item_id BIGINT NOT NULL,     -- a vacancy, or a visit
    found TEXT NOT NULL,
    batch BIGINT,                -- the digest that tells of it; null: not yet
    PRIMARY KEY (alert_id, item_id)
);
CREATE INDEX alert_item_untold ON alert_item (alert_id) WHERE batch IS NULL;
INSERT INTO fact (name, value)
VALUES ('alerts_vacancy', COALESCE((SELECT MAX(id) FROM vacancy), 0)),
       ('alerts_slot', COALESCE((SELECT MAX(id) FROM slot), 0));
