-- What only SQLite says: `slot.taken` follows bookings and holds by itself.

CREATE TRIGGER booking_takes AFTER INSERT ON booking WHEN NEW.state <> 'cancelled'
BEGIN
    UPDATE slot SET taken = taken + NEW.seats WHERE id = NEW.slot_id;
END;

-- A moved booking takes its new seats before it gives the old ones back.
CREATE TRIGGER booking_changes AFTER UPDATE OF seats, state, slot_id ON booking
BEGIN
    UPDATE slot SET taken = taken
            + CASE WHEN NEW.state <> 'cancelled' THEN NEW.seats ELSE 0 END
            - CASE WHEN OLD.state <> 'cancelled' AND OLD.slot_id = NEW.slot_id
                   THEN OLD.seats ELSE 0 END
        WHERE id = NEW.slot_id;
    UPDATE slot SET taken = taken - OLD.seats
        WHERE id = OLD.slot_id AND OLD.slot_id <> NEW.slot_id AND OLD.state <> 'cancelled';
END;

CREATE TRIGGER booking_goes AFTER DELETE ON booking WHEN OLD.state <> 'cancelled'
BEGIN
    UPDATE slot SET taken = taken - OLD.seats WHERE id = OLD.slot_id;
END;

CREATE TRIGGER hold_takes AFTER INSERT ON waitlist WHEN NEW.held > 0
BEGIN
    UPDATE slot SET taken = taken + NEW.held WHERE id = NEW.slot_id;
END;

CREATE TRIGGER hold_changes AFTER UPDATE OF held ON waitlist
BEGIN
    UPDATE slot SET taken = taken + NEW.held - OLD.held WHERE id = NEW.slot_id;
END;

CREATE TRIGGER hold_goes AFTER DELETE ON waitlist WHEN OLD.held > 0
BEGIN
    UPDATE slot SET taken = taken - OLD.held WHERE id = OLD.slot_id;
END;

INSERT INTO fact (name, value) VALUES ('tombstone_key', lower(hex(randomblob(32))));
