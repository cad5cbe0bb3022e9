-- Jobs that hosts declare, and what jobs are called. Days are local dates; `closes` is the instant
-- from which on a vacancy is hidden: the end of its last day, where it was declared.

CREATE TABLE vacancy (
    id {identity},
    code TEXT NOT NULL UNIQUE,   -- random, for links and buttons
    ref TEXT NOT NULL UNIQUE,    -- the file's own name for it, else host, title, city, contract
    host_id BIGINT NOT NULL REFERENCES host (id),
    visit_id BIGINT REFERENCES visit (id),          -- where one meets the host about it
    territory_id BIGINT REFERENCES territory (id),
    sector_id BIGINT REFERENCES sector (id),
    title TEXT NOT NULL,
    stems TEXT NOT NULL,         -- of the title, joined by spaces; one by one in vacancy_word
    contract TEXT NOT NULL CHECK (contract IN
        ('cdi', 'cdd', 'interim', 'apprenticeship', 'work_placement', 'seasonal', 'other')),
    openings INTEGER NOT NULL CHECK (openings >= 1),
    city TEXT NOT NULL,
    folded_city TEXT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    rome TEXT NOT NULL,          -- as declared; empty when it wasn't
    trade TEXT NOT NULL,         -- the code it is found by: as declared, else what its title means
    description TEXT NOT NULL,
    url TEXT NOT NULL,
    experience TEXT NOT NULL,
    beginners INTEGER,           -- 1: neither experience nor diploma is asked for; null: not said
    accessible INTEGER,
    declared TEXT NOT NULL,
    declared_by TEXT NOT NULL,   -- empty: the host itself
    expires TEXT NOT NULL,       -- the last day on which it is shown
    closes TEXT NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL          -- when it was first stored: what alerts take for new
);
CREATE INDEX vacancy_by_trade ON vacancy (trade, closes) WHERE closed = 0;
CREATE INDEX vacancy_by_contract ON vacancy (contract, closes, declared, host_id)
    WHERE closed = 0;
CREATE INDEX vacancy_by_day ON vacancy (declared, id) WHERE closed = 0;
CREATE INDEX vacancy_by_place ON vacancy (lat) WHERE closed = 0;
CREATE INDEX vacancy_by_territory ON vacancy (territory_id) WHERE closed = 0;
CREATE INDEX vacancy_by_host ON vacancy (host_id);
CREATE INDEX vacancy_by_age ON vacancy (added);

CREATE TABLE vacancy_word (      -- the stems of its title
    word TEXT NOT NULL,
    vacancy_id BIGINT NOT NULL REFERENCES vacancy (id) ON DELETE CASCADE,
    PRIMARY KEY (word, vacancy_id)
);
CREATE INDEX vacancy_word_of ON vacancy_word (vacancy_id);
CREATE INDEX visit_by_host ON visit (host_id);

CREATE TABLE job (               -- the official table of titles
    ogr TEXT PRIMARY KEY,        -- the table's own number
    title TEXT NOT NULL,
    rome TEXT NOT NULL,
    parent TEXT NOT NULL,        -- the code of the group that neighbours share
    principal INTEGER NOT NULL,
    rare INTEGER NOT NULL,
    words TEXT NOT NULL,         -- of the title, worked out once
    stems TEXT NOT NULL
);
CREATE INDEX visit_by_city ON visit (city);
