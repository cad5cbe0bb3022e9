"""Everything of one sort, in the order in which a file lists it."""

from storage.database import Row, Transaction


def slots(tx: Transaction) -> list[Row]:
    """Return every slot with its visit, as the visits file has them: host by host, by time."""
    return tx.fetch_all(
        """SELECT slot.starts, slot.ends, slot.tz, slot.time_tba, slot.audience, slot.regime,
                  slot.opens, slot.closes, slot.capacity, slot.ref, slot.state,
                  edition.code AS edition_code, edition.name AS edition,
                  host.code AS host_code, host.name AS host,
                  territory.name AS territory, sector.name AS sector, visit.*
           FROM slot JOIN visit ON visit.id = slot.visit_id
           JOIN edition ON edition.id = visit.edition_id
           JOIN host ON host.id = visit.host_id
           JOIN territory ON territory.id = slot.territory_id
           JOIN sector ON sector.id = slot.sector_id
           ORDER BY edition.code, host.name, visit.title, slot.starts, slot.id"""
    )


def bookings(tx: Transaction) -> list[Row]:
    """Return every booking with its slot, by time; nobody's chat id."""
    return tx.fetch_all(
        """SELECT booking.code, booking.seats, booking.state, booking.coming, booking.created,
                  booking.changed, slot.starts, slot.ends, slot.tz, slot.ref,
                  visit.title, visit.city, host.name AS host, territory.name AS territory,
                  sector.name AS sector, edition.name AS edition
           FROM booking JOIN slot ON slot.id = booking.slot_id
           JOIN visit ON visit.id = slot.visit_id
           JOIN edition ON edition.id = visit.edition_id
           JOIN host ON host.id = visit.host_id
           JOIN territory ON territory.id = slot.territory_id
           JOIN sector ON sector.id = slot.sector_id
           ORDER BY slot.starts, slot.id, booking.id"""
    )


def vacancies(tx: Transaction) -> list[Row]:
    """Return every vacancy as the vacancies file has it: host by host, by title."""
    return tx.fetch_all(
        """SELECT vacancy.*, host.name AS host, COALESCE(territory.name, '') AS territory,
                  COALESCE(sector.name, '') AS sector,
                  COALESCE((SELECT MIN(slot.ref) FROM slot
                            WHERE slot.visit_id = vacancy.visit_id), '') AS visit_ref
           FROM vacancy JOIN host ON host.id = vacancy.host_id
           LEFT JOIN territory ON territory.id = vacancy.territory_id
           LEFT JOIN sector ON sector.id = vacancy.sector_id
           ORDER BY host.name, vacancy.title, vacancy.id"""
    )
