-- Whoever sets a new capacity, other than at the gate, opens all of it.
CREATE FUNCTION reopened_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.capacity <> OLD.capacity AND NEW.gate_closed = OLD.gate_closed THEN
        NEW.gate_closed := 0;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER capacity_reopens BEFORE UPDATE OF capacity ON slot
FOR EACH ROW EXECUTE FUNCTION reopened_gate();
