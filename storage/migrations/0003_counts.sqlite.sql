-- What only SQLite says: the counts follow slots and visits by themselves. A booking that leaves a
-- slot neither full nor free again changes none of them.

CREATE UNIQUE INDEX slot_count_once ON slot_count (territory_id, sector_id, closing, day);
CREATE UNIQUE INDEX visit_count_once ON visit_count (territory_id, sector_id, closing);

CREATE TRIGGER slot_comes AFTER INSERT ON slot WHEN NEW.state = 'open' AND NEW.audience <> 'press'
BEGIN
    INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
    VALUES (NEW.territory_id, NEW.sector_id, substr(NEW.closes, 1, 10), NEW.day,
            1, NEW.taken < NEW.capacity OR NEW.regime = 'none'),
           (NEW.territory_id, 0, substr(NEW.closes, 1, 10), NEW.day,
            1, NEW.taken < NEW.capacity OR NEW.regime = 'none')
    ON CONFLICT (territory_id, sector_id, closing, day) DO UPDATE
    SET listed = listed + excluded.listed, with_seats = with_seats + excluded.with_seats;
    UPDATE visit SET bookable_until = NEW.closes WHERE id = NEW.visit_id
        AND (bookable_until IS NULL OR bookable_until < NEW.closes)
        AND (NEW.taken < NEW.capacity OR NEW.regime = 'none');
END;

CREATE TRIGGER slot_changes
AFTER UPDATE OF taken, capacity, regime, state, audience, closes, day, territory_id, sector_id,
                visit_id ON slot
WHEN (OLD.taken < OLD.capacity, OLD.regime, OLD.state, OLD.audience, OLD.closes, OLD.day,
      OLD.territory_id, OLD.sector_id, OLD.visit_id)
    IS NOT (NEW.taken < NEW.capacity, NEW.regime, NEW.state, NEW.audience, NEW.closes, NEW.day,
            NEW.territory_id, NEW.sector_id, NEW.visit_id)
BEGIN
    INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
    SELECT territory_id, sector_id, substr(closes, 1, 10), day, sign * listed,
           sign * (listed AND with_seats)
    FROM (SELECT -1 AS sign, OLD.territory_id AS territory_id, OLD.sector_id AS sector_id,
                 OLD.closes AS closes, OLD.day AS day,
                 OLD.state = 'open' AND OLD.audience <> 'press' AS listed,
                 OLD.taken < OLD.capacity OR OLD.regime = 'none' AS with_seats
          UNION ALL SELECT -1, OLD.territory_id, 0, OLD.closes, OLD.day,
                 OLD.state = 'open' AND OLD.audience <> 'press',
                 OLD.taken < OLD.capacity OR OLD.regime = 'none'
          UNION ALL SELECT 1, NEW.territory_id, NEW.sector_id, NEW.closes, NEW.day,
                 NEW.state = 'open' AND NEW.audience <> 'press',
                 NEW.taken < NEW.capacity OR NEW.regime = 'none'
          UNION ALL SELECT 1, NEW.territory_id, 0, NEW.closes, NEW.day,
                 NEW.state = 'open' AND NEW.audience <> 'press',
                 NEW.taken < NEW.capacity OR NEW.regime = 'none')
    WHERE listed
    ON CONFLICT (territory_id, sector_id, closing, day) DO UPDATE
    SET listed = slot_count.listed + excluded.listed,
        with_seats = slot_count.with_seats + excluded.with_seats;
    UPDATE visit SET bookable_until = (
            SELECT MAX(slot.closes) FROM slot WHERE slot.visit_id = visit.id
            AND slot.state = 'open' AND slot.audience <> 'press'
            AND (slot.taken < slot.capacity OR slot.regime = 'none'))
        WHERE id IN (OLD.visit_id, NEW.visit_id);
END;

CREATE TRIGGER slot_goes AFTER DELETE ON slot WHEN OLD.state = 'open' AND OLD.audience <> 'press'
BEGIN
    UPDATE slot_count SET listed = listed - 1,
            with_seats = with_seats - (OLD.taken < OLD.capacity OR OLD.regime = 'none')
        WHERE territory_id = OLD.territory_id AND sector_id IN (OLD.sector_id, 0)
        AND closing = substr(OLD.closes, 1, 10) AND day = OLD.day;
    UPDATE visit SET bookable_until = (
            SELECT MAX(slot.closes) FROM slot WHERE slot.visit_id = visit.id
            AND slot.state = 'open' AND slot.audience <> 'press'
            AND (slot.taken < slot.capacity OR slot.regime = 'none'))
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
