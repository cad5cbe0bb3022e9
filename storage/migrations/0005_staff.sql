-- Staff: who has which role where, invitations not yet confirmed, and what staff did.

CREATE TABLE staff_grant (
    id {identity},
    chat_id BIGINT NOT NULL,     -- of the private chat: the person's own id
    name TEXT NOT NULL DEFAULT '',   -- as the inviter called them: a first name, a function
    role TEXT NOT NULL CHECK (role IN ('admin', 'organiser', 'desk', 'host')),
    territory_id BIGINT REFERENCES territory (id),   -- of an organiser
    host_id BIGINT REFERENCES host (id),             -- of a host
    granted_by BIGINT,           -- null: named in the settings
    granted TEXT NOT NULL,
    revoked TEXT,
    CHECK ((role = 'organiser') = (territory_id IS NOT NULL)),
    CHECK ((role = 'host') = (host_id IS NOT NULL))
);
CREATE INDEX staff_grant_of_person ON staff_grant (chat_id) WHERE revoked IS NULL;

CREATE TABLE invite (
    id {identity},
    hash TEXT NOT NULL UNIQUE,   -- SHA-256 of the link's secret, which is never stored
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'organiser', 'desk', 'host')),
    territory_id BIGINT REFERENCES territory (id),
    host_id BIGINT REFERENCES host (id),
    invited_by BIGINT NOT NULL,
    expires TEXT NOT NULL,
    opened_by BIGINT,            -- the first person who opened it
    check_code TEXT,             -- both are shown it: they compare before the inviter confirms
    state TEXT NOT NULL DEFAULT 'sent' CHECK (state IN ('sent', 'opened', 'confirmed', 'revoked'))
);
CREATE INDEX invite_by_inviter ON invite (invited_by, state);

CREATE TABLE audit (             -- what staff did: ids and values of the programme, never a visitor
    id {identity},
    at TEXT NOT NULL,
    user_id BIGINT,              -- who; null once they were erased, or for a command on the machine
    action TEXT NOT NULL,
    slot_id BIGINT REFERENCES slot (id),
    territory_id BIGINT REFERENCES territory (id),
    host_id BIGINT REFERENCES host (id),
    before TEXT NOT NULL DEFAULT '{}',   -- JSON
    after TEXT NOT NULL DEFAULT '{}'     -- JSON
);
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_user ON audit (user_id);
