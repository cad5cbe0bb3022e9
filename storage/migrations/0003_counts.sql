-- How much lies behind a choice, kept by triggers and never counted up: listed slots by territory,
-- sector, local day and the UTC day on which their booking closes; visits by the UTC day on which
-- the last of their slots with seats closes. Sector 0 is all sectors of a territory.
-- A slot is listed when it is open and not for the press alone.

DROP INDEX slot_bookable_of_visit;
DROP INDEX slot_with_seats_of_visit;
DROP INDEX slot_with_seats_by_day;
DROP INDEX slot_listed;
DROP INDEX visit_by_place;

ALTER TABLE slot ADD COLUMN bookable_until TEXT;    -- `closes` while it is listed and has seats
UPDATE slot SET bookable_until = closes WHERE state = 'open' AND audience <> 'press'
    AND (taken < capacity OR regime = 'none');
CREATE INDEX slot_bookable_of_visit ON slot (visit_id, bookable_until);
ALTER TABLE visit ADD COLUMN bookable_until TEXT;   -- the latest of its slots'
UPDATE visit SET bookable_until = (
    SELECT MAX(slot.bookable_until) FROM slot WHERE slot.visit_id = visit.id);

CREATE TABLE slot_count (
    id {identity},
    territory_id BIGINT NOT NULL,
    sector_id BIGINT NOT NULL,
    closing TEXT NOT NULL,
    day TEXT NOT NULL,
    listed INTEGER NOT NULL,
    with_seats INTEGER NOT NULL
);
INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
SELECT territory_id, sector_id, substr(closes, 1, 10), day, COUNT(*), COUNT(bookable_until)
FROM slot WHERE state = 'open' AND audience <> 'press' GROUP BY 1, 2, 3, 4;
INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
SELECT territory_id, 0, closing, day, SUM(listed), SUM(with_seats)
FROM slot_count GROUP BY 1, 3, 4;

CREATE TABLE visit_count (
    id {identity},
    territory_id BIGINT NOT NULL,
    sector_id BIGINT NOT NULL,
    closing TEXT NOT NULL,       -- empty: these visits have no seats
    visits INTEGER NOT NULL
);
INSERT INTO visit_count (territory_id, sector_id, closing, visits)
SELECT territory_id, sector_id, COALESCE(substr(bookable_until, 1, 10), ''), COUNT(*)
FROM visit GROUP BY 1, 2, 3;
INSERT INTO visit_count (territory_id, sector_id, closing, visits)
SELECT territory_id, 0, closing, SUM(visits) FROM visit_count GROUP BY 1, 3;

-- The present day is looked at slot by slot, visit by visit.
CREATE INDEX slot_bookable ON slot (territory_id, sector_id, bookable_until, day);
CREATE INDEX slot_listed ON slot (territory_id, sector_id, closes, day)
    WHERE state = 'open' AND audience <> 'press';
CREATE INDEX visit_bookable_of_sector ON visit (territory_id, sector_id, bookable_until);
CREATE INDEX visit_bookable ON visit (territory_id, bookable_until);

-- Slots in order, from any of them on; the rest of what a search asks stands in the index.
CREATE INDEX slot_in_order ON slot (territory_id, starts, id, day, closes)
    WHERE state = 'open';
CREATE INDEX slot_in_order_of_sector ON slot (territory_id, sector_id, starts, id, day, closes)
    WHERE state = 'open';
