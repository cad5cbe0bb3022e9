-- What only SQLite says: the counts follow slots and visits by themselves. A booking that leaves a
-- slot neither full nor free again changes none of them.

CREATE UNIQUE INDEX slot_count_once ON slot_count (territory_id, sector_id, closing, day);
CREATE UNIQUE INDEX visit_count_once ON visit_count (territory_id, sector_id, closing);

CREATE TRIGGER slot_fills AFTER UPDATE OF taken, capacity, regime, state, audience, closes ON slot
WHEN NEW.bookable_until IS NOT CASE WHEN NEW.state = 'open' AND NEW.audience <> 'press'
    AND (NEW.taken < NEW.capacity OR NEW.regime = 'none') THEN NEW.closes END
BEGIN
    UPDATE slot SET bookable_until = CASE WHEN state = 'open' AND audience <> 'press'
            AND (taken < capacity OR regime = 'none') THEN closes END
        WHERE id = NEW.id;
END;

CREATE TRIGGER slot_comes AFTER INSERT ON slot WHEN NEW.state = 'open' AND NEW.audience <> 'press'
BEGIN
    INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
    VALUES (NEW.territory_id, NEW.sector_id, substr(NEW.closes, 1, 10), NEW.day,
            1, NEW.bookable_until IS NOT NULL),
           (NEW.territory_id, 0, substr(NEW.closes, 1, 10), NEW.day,
            1, NEW.bookable_until IS NOT NULL)
    ON CONFLICT (territory_id, sector_id, closing, day) DO UPDATE
    SET listed = listed + excluded.listed, with_seats = with_seats + excluded.with_seats;
    UPDATE slot SET bookable_until = closes
        WHERE id = NEW.id AND (taken < capacity OR regime = 'none');
END;

-- Takes away what the row was and adds what it is, so that the order of several changes is no
-- matter.
CREATE TRIGGER slot_changes
AFTER UPDATE OF bookable_until, state, audience, closes, day, territory_id, sector_id, visit_id
ON slot
WHEN (OLD.bookable_until, OLD.state, OLD.audience, OLD.closes, OLD.day, OLD.territory_id,
      OLD.sector_id, OLD.visit_id)
    IS NOT (NEW.bookable_until, NEW.state, NEW.audience, NEW.closes, NEW.day, NEW.territory_id,
            NEW.sector_id, NEW.visit_id)
BEGIN
    INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
    SELECT OLD.territory_id, of.sector_id, substr(OLD.closes, 1, 10), OLD.day,
           -1, -(OLD.bookable_until IS NOT NULL)
    FROM (SELECT OLD.sector_id AS sector_id UNION ALL SELECT 0) AS of
    WHERE OLD.state = 'open' AND OLD.audience <> 'press'
    ON CONFLICT (territory_id, sector_id, closing, day) DO UPDATE
    SET listed = listed + excluded.listed, with_seats = with_seats + excluded.with_seats;
    INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
    SELECT NEW.territory_id, of.sector_id, substr(NEW.closes, 1, 10), NEW.day,
           1, NEW.bookable_until IS NOT NULL
    FROM (SELECT NEW.sector_id AS sector_id UNION ALL SELECT 0) AS of
    WHERE NEW.state = 'open' AND NEW.audience <> 'press'
    ON CONFLICT (territory_id, sector_id, closing, day) DO UPDATE
    SET listed = listed + excluded.listed, with_seats = with_seats + excluded.with_seats;
    UPDATE visit SET bookable_until = (
            SELECT MAX(slot.bookable_until) FROM slot WHERE slot.visit_id = visit.id)
        WHERE id IN (OLD.visit_id, NEW.visit_id);
END;

CREATE TRIGGER slot_goes AFTER DELETE ON slot WHEN OLD.state = 'open' AND OLD.audience <> 'press'
BEGIN
    UPDATE slot_count SET listed = listed - 1,
            with_seats = with_seats - (OLD.bookable_until IS NOT NULL)
        WHERE territory_id = OLD.territory_id AND sector_id IN (OLD.sector_id, 0)
        AND closing = substr(OLD.closes, 1, 10) AND day = OLD.day;
    UPDATE visit SET bookable_until = (
            SELECT MAX(slot.bookable_until) FROM slot WHERE slot.visit_id = visit.id)
        WHERE id = OLD.visit_id;
END;

CREATE TRIGGER visit_comes AFTER INSERT ON visit
BEGIN
    INSERT INTO visit_count (territory_id, sector_id, closing, visits)
    VALUES (NEW.territory_id, NEW.sector_id, '', 1), (NEW.territory_id, 0, '', 1)
    ON CONFLICT (territory_id, sector_id, closing) DO UPDATE SET visits = visits + 1;
END;

CREATE TRIGGER visit_changes AFTER UPDATE OF bookable_until, territory_id, sector_id ON visit
WHEN (OLD.bookable_until, OLD.territory_id, OLD.sector_id)
    IS NOT (NEW.bookable_until, NEW.territory_id, NEW.sector_id)
BEGIN
    INSERT INTO visit_count (territory_id, sector_id, closing, visits)
    VALUES (OLD.territory_id, OLD.sector_id, COALESCE(substr(OLD.bookable_until, 1, 10), ''), -1),
           (OLD.territory_id, 0, COALESCE(substr(OLD.bookable_until, 1, 10), ''), -1),
           (NEW.territory_id, NEW.sector_id, COALESCE(substr(NEW.bookable_until, 1, 10), ''), 1),
           (NEW.territory_id, 0, COALESCE(substr(NEW.bookable_until, 1, 10), ''), 1)
    ON CONFLICT (territory_id, sector_id, closing) DO UPDATE
    SET visits = visits + excluded.visits;
END;

CREATE TRIGGER visit_goes AFTER DELETE ON visit
BEGIN
    UPDATE visit_count SET visits = visits - 1
        WHERE territory_id = OLD.territory_id AND sector_id IN (OLD.sector_id, 0)
        AND closing = COALESCE(substr(OLD.bookable_until, 1, 10), '');
END;
