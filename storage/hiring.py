"""Vacancies as people look around them, and as staff within reach speak for their hosts."""

from datetime import datetime

from bot.domain.catalogue import Choice
from bot.domain.staff import Reach
from bot.domain.times import to_text
from bot.domain.vacancies import Vacancy
from storage.database import Transaction
from storage.reach import within
from storage.row_numbers import listed
from storage.vacancies import LIVE, VACANCY, to_vacancy


def anybody_hires(tx: Transaction, now: datetime) -> bool:
    """Tell whether there is a live vacancy."""
    sql = f"SELECT 1 FROM vacancy WHERE {LIVE} LIMIT 1"  # noqa: S608
    return tx.fetch_one(sql, {"now": to_text(now)}) is not None


def territory_of(tx: Transaction, vacancy_id: int) -> int | None:
    """Return the territory of a vacancy, as far as known."""
    row = tx.fetch_one("SELECT territory_id FROM vacancy WHERE id = :id", {"id": vacancy_id})
    return row["territory_id"] if row else None


def hosts_within(tx: Transaction, reach: Reach) -> list[Choice]:
    """Return the hosts for whom a right lets one speak, by name, with their vacancies not closed.

    Within a territory: those that have a visit or a vacancy there.
    """
    rows = tx.fetch_all(
        f"""SELECT host.id, host.name,
                   (SELECT COUNT(*) FROM vacancy
                    WHERE vacancy.host_id = host.id AND vacancy.closed = 0) AS visits
            FROM host WHERE {_speaks_for(reach)} ORDER BY host.name, host.id"""  # noqa: S608
    )
    return [Choice(id=row["id"], name=row["name"], visits=row["visits"]) for row in rows]


def of_host_within(tx: Transaction, host_id: int, reach: Reach) -> list[Vacancy]:
    """Return what a host declares within reach: what ends last first, closed ones last."""
    there = within(reach, "vacancy")
    rows = tx.fetch_all(
        f"""{VACANCY} WHERE vacancy.host_id = :host AND {there}
            ORDER BY vacancy.closed, vacancy.closes DESC, vacancy.id""",
        {"host": host_id},
    )
    return [to_vacancy(row) for row in rows]


def readers(tx: Transaction, host_id: int, territory_id: int | None) -> list[int]:
    """Return who is told about a host's vacancies: its own people, else its organisers."""
    rows = tx.fetch_all(
        """SELECT DISTINCT chat_id, role FROM staff_grant WHERE revoked IS NULL
           AND ((role = 'host' AND host_id = :host)
                OR (role = 'organiser' AND territory_id = :territory))
           ORDER BY chat_id""",
        {"host": host_id, "territory": -1 if territory_id is None else territory_id},
    )
    of_host = [row["chat_id"] for row in rows if row["role"] == "host"]
    return of_host or [row["chat_id"] for row in rows]


def _speaks_for(reach: Reach) -> str:
    if reach.everywhere:
        return "true"
    return f"""(host.id IN ({listed(sorted(reach.hosts))})
        OR EXISTS (SELECT 1 FROM visit WHERE visit.host_id = host.id AND {within(reach)})
        OR EXISTS (SELECT 1 FROM vacancy
                   WHERE vacancy.host_id = host.id AND {within(reach, "vacancy")}))"""  # noqa: S608
