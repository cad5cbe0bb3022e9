-- What only PostgreSQL says: `slot.taken` follows bookings and holds by itself.

CREATE FUNCTION booking_seats() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_seats INTEGER := 0;
    new_seats INTEGER := 0;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state <> 'cancelled' THEN
        old_seats := OLD.seats;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state <> 'cancelled' THEN
        new_seats := NEW.seats;
    END IF;
    IF TG_OP = 'INSERT' THEN
        UPDATE slot SET taken = taken + new_seats WHERE id = NEW.slot_id;
    ELSIF TG_OP = 'DELETE' THEN
        UPDATE slot SET taken = taken - old_seats WHERE id = OLD.slot_id;
    ELSIF NEW.slot_id = OLD.slot_id THEN
        UPDATE slot SET taken = taken + new_seats - old_seats WHERE id = NEW.slot_id;
    ELSE  -- a moved booking takes its new seats before it gives the old ones back
        UPDATE slot SET taken = taken + new_seats WHERE id = NEW.slot_id;
        UPDATE slot SET taken = taken - old_seats WHERE id = OLD.slot_id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER booking_takes AFTER INSERT OR DELETE OR UPDATE OF seats, state, slot_id ON booking
FOR EACH ROW EXECUTE FUNCTION booking_seats();

CREATE FUNCTION held_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE slot SET taken = taken - OLD.held WHERE id = OLD.slot_id AND OLD.held > 0;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE slot SET taken = taken + NEW.held WHERE id = NEW.slot_id AND NEW.held > 0;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER hold_takes AFTER INSERT OR DELETE OR UPDATE OF held ON waitlist
FOR EACH ROW EXECUTE FUNCTION held_seats();

INSERT INTO fact (name, value)
VALUES ('tombstone_key', replace(CAST(gen_random_uuid() AS text) || gen_random_uuid(), '-', ''));
