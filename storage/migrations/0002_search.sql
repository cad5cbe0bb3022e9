-- What choosing among visits asks for, by index: a visit's seats are looked for, never counted up.

CREATE INDEX slot_with_seats_of_visit ON slot (visit_id, closes)
    WHERE state = 'open' AND audience <> 'press' AND (taken < capacity OR regime = 'none');
CREATE INDEX slot_with_seats_by_day ON slot (territory_id, sector_id, day, closes)
    WHERE state = 'open' AND audience <> 'press' AND (taken < capacity OR regime = 'none');
CREATE INDEX slot_listed ON slot (territory_id, day, starts, sector_id)
    WHERE state = 'open' AND audience <> 'press';
DROP INDEX slot_bookable;
