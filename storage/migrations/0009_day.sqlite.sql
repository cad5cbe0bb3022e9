-- Whoever sets a new capacity, other than at the gate, opens all of it.
CREATE TRIGGER capacity_reopens AFTER UPDATE OF capacity ON slot
WHEN NEW.capacity <> OLD.capacity AND NEW.gate_closed = OLD.gate_closed AND NEW.gate_closed > 0
BEGIN
    UPDATE slot SET gate_closed = 0 WHERE id = NEW.id;
END;
