-- The views that others may read (DESIGN §5). Made anew at each start.

CREATE VIEW pub_slot AS
SELECT slot.id, visit.title AS visit, host.name AS host, territory.name AS territory,
       sector.name AS sector, slot.starts, slot.ends, slot.tz, slot.capacity, slot.state,
       slot.version
FROM slot
JOIN visit ON visit.id = slot.visit_id
JOIN host ON host.id = visit.host_id
JOIN territory ON territory.id = slot.territory_id
JOIN sector ON sector.id = slot.sector_id;

CREATE VIEW pub_booking AS
SELECT code, slot_id, chat_id, seats, state, created FROM booking;

CREATE VIEW pub_waitlist AS
SELECT slot_id, NULLIF(chat_id, 0) AS chat_id, seats,
       CASE WHEN state = 'waiting'
            THEN rank() OVER (PARTITION BY slot_id, state ORDER BY joined, id) END AS rank,
       state
FROM waitlist;

CREATE VIEW pub_delivery AS
SELECT id, kind, chat_id, slot_id, due, state, attempts FROM delivery;
