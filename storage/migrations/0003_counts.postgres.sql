-- What only PostgreSQL says: the counts follow slots and visits by themselves. A booking that
-- leaves a slot neither full nor free again changes none of them, and none waits for another's
-- count: where a row is being changed by somebody, a second row is begun. The sum counts.

CREATE INDEX slot_count_by_key ON slot_count (territory_id, sector_id, closing, day);
CREATE INDEX visit_count_by_key ON visit_count (territory_id, sector_id, closing);

CREATE FUNCTION slot_filled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.bookable_until := CASE WHEN NEW.state = 'open' AND NEW.audience <> 'press'
        AND (NEW.taken < NEW.capacity OR NEW.regime = 'none') THEN NEW.closes END;
    RETURN NEW;
END $$;

CREATE TRIGGER slot_opens BEFORE INSERT ON slot
FOR EACH ROW EXECUTE FUNCTION slot_filled();
CREATE TRIGGER slot_fills BEFORE UPDATE OF taken, capacity, regime, state, audience, closes ON slot
FOR EACH ROW
WHEN (NEW.bookable_until IS DISTINCT FROM
      CASE WHEN NEW.state = 'open' AND NEW.audience <> 'press'
           AND (NEW.taken < NEW.capacity OR NEW.regime = 'none') THEN NEW.closes END)
EXECUTE FUNCTION slot_filled();

CREATE FUNCTION count_slot(one slot, sign INTEGER) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    seats INTEGER := CASE WHEN one.bookable_until IS NULL THEN 0 ELSE sign END;
    of_sector BIGINT;
BEGIN
    IF one.state <> 'open' OR one.audience = 'press' THEN
        RETURN;
    END IF;
    FOREACH of_sector IN ARRAY ARRAY[one.sector_id, 0] LOOP
        UPDATE slot_count SET listed = listed + sign, with_seats = with_seats + seats
        WHERE id = (SELECT id FROM slot_count
                    WHERE territory_id = one.territory_id AND sector_id = of_sector
                    AND closing = substr(one.closes, 1, 10) AND day = one.day
                    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            INSERT INTO slot_count (territory_id, sector_id, closing, day, listed, with_seats)
            VALUES (one.territory_id, of_sector, substr(one.closes, 1, 10), one.day, sign, seats);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION count_visit(one visit, sign INTEGER) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    until TEXT := COALESCE(substr(one.bookable_until, 1, 10), '');
    of_sector BIGINT;
BEGIN
    FOREACH of_sector IN ARRAY ARRAY[one.sector_id, 0] LOOP
        UPDATE visit_count SET visits = visits + sign
        WHERE id = (SELECT id FROM visit_count
                    WHERE territory_id = one.territory_id AND sector_id = of_sector
                    AND closing = until
                    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            INSERT INTO visit_count (territory_id, sector_id, closing, visits)
            VALUES (one.territory_id, of_sector, until, sign);
        END IF;
    END LOOP;
END $$;

-- Its own statement locks the visit, so that the next one sees what others have committed to it.
CREATE FUNCTION follow_seats(of_visit BIGINT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM visit WHERE id = of_visit FOR NO KEY UPDATE;
    UPDATE visit SET bookable_until = found.until
    FROM (SELECT MAX(bookable_until) AS until FROM slot WHERE visit_id = of_visit) AS found
    WHERE id = of_visit AND bookable_until IS DISTINCT FROM found.until;
END $$;

CREATE FUNCTION slot_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM count_slot(OLD, -1);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM count_slot(NEW, 1);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION slot_followed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM follow_seats(OLD.visit_id);
    END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.visit_id <> OLD.visit_id) THEN
        PERFORM follow_seats(NEW.visit_id);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION visit_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM count_visit(OLD, -1);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM count_visit(NEW, 1);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER slot_comes AFTER INSERT OR DELETE ON slot
FOR EACH ROW EXECUTE FUNCTION slot_counted();
CREATE TRIGGER slot_changes
AFTER UPDATE OF taken, capacity, regime, state, audience, closes, day, territory_id, sector_id,
                visit_id ON slot
FOR EACH ROW
WHEN ((OLD.bookable_until, OLD.state, OLD.audience, OLD.closes, OLD.day, OLD.territory_id,
       OLD.sector_id, OLD.visit_id)
    IS DISTINCT FROM (NEW.bookable_until, NEW.state, NEW.audience, NEW.closes, NEW.day,
                      NEW.territory_id, NEW.sector_id, NEW.visit_id))
EXECUTE FUNCTION slot_counted();

-- A visit is followed at the commit: whoever waits for its row has every slot they want already.
CREATE CONSTRAINT TRIGGER slot_followed_here AFTER INSERT OR DELETE ON slot
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slot_followed();
CREATE CONSTRAINT TRIGGER slot_followed_on
AFTER UPDATE OF taken, capacity, regime, state, audience, closes, visit_id ON slot
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.bookable_until, OLD.visit_id) IS DISTINCT FROM (NEW.bookable_until, NEW.visit_id))
EXECUTE FUNCTION slot_followed();

CREATE TRIGGER visit_comes AFTER INSERT OR DELETE ON visit
FOR EACH ROW EXECUTE FUNCTION visit_counted();
CREATE TRIGGER visit_changes AFTER UPDATE OF bookable_until, territory_id, sector_id ON visit
FOR EACH ROW
WHEN ((OLD.bookable_until, OLD.territory_id, OLD.sector_id)
    IS DISTINCT FROM (NEW.bookable_until, NEW.territory_id, NEW.sector_id))
EXECUTE FUNCTION visit_counted();
