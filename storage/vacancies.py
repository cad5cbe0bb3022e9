"""Vacancies: found by what was asked, kept as they were declared."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import product
from string import ascii_lowercase

from bot.domain.text import fold_town
from bot.domain.times import from_text, to_text
from bot.domain.vacancies import Contract, JobQuestion, Vacancy
from bot.domain.vacancy_fit import Box
from storage import facts
from storage.database import Row, Transaction
from storage.row_numbers import listed

VERSION = "vacancies_version"
VACANCY = """
SELECT vacancy.*, host.name AS host, COALESCE(territory.name, '') AS territory,
       COALESCE(sector.name, '') AS sector
FROM vacancy JOIN host ON host.id = vacancy.host_id
LEFT JOIN territory ON territory.id = vacancy.territory_id
LEFT JOIN sector ON sector.id = vacancy.sector_id
"""
LIVE = "vacancy.closed = 0 AND vacancy.closes > :now"
FOUND_BY = "id, host_id, trade, lat, lon, folded_city, territory_id, declared, stems"
MOST_WORDS = 24
LAST_ID = 2**62  # beyond every row
TELLING = 2.5  # weight of a word that says which job it is


def version(tx: Transaction) -> str:
    """Return what changes whenever a vacancy may have changed."""
    return facts.get(tx, VERSION) or ""


def raise_version(tx: Transaction) -> None:
    """Tell running programs that vacancies have changed."""
    facts.put(tx, VERSION, str(int(version(tx) or 0) + 1))


def of_code(tx: Transaction, code: str) -> Vacancy | None:
    """Return a vacancy by its code, whatever its state."""
    row = tx.fetch_one(f"{VACANCY} WHERE vacancy.code = :code", {"code": code})
    return to_vacancy(row) if row else None


def of_ids(tx: Transaction, ids: Iterable[int]) -> dict[int, Vacancy]:
    """Return vacancies by their ids."""
    rows = tx.fetch_all(f"{VACANCY} WHERE vacancy.id IN ({listed(ids)})")
    return {row["id"]: to_vacancy(row) for row in rows}


def of_host(tx: Transaction, host_id: int) -> list[Vacancy]:
    """Return everything that a host declared, what ends last first."""
    rows = tx.fetch_all(
        f"{VACANCY} WHERE vacancy.host_id = :host ORDER BY vacancy.closes DESC, vacancy.id",
        {"host": host_id},
    )
    return [to_vacancy(row) for row in rows]


def added_since(tx: Transaction, since: datetime, now: datetime) -> list[Vacancy]:
    """Return the live vacancies that were first stored after an instant, in that order."""
    rows = tx.fetch_all(
        f"{VACANCY} WHERE {LIVE} AND vacancy.added > :since ORDER BY vacancy.added, vacancy.id",
        {"now": to_text(now), "since": to_text(since)},
    )
    return [to_vacancy(row) for row in rows]


def ended(
    tx: Transaction, since: datetime, now: datetime, *, after: int | None, limit: int
) -> list[Vacancy]:
    """Return the first vacancies whose last day ended between two instants and nobody closed.

    Of those that ended at the first instant itself, only ids beyond `after`; None: none of them.
    """
    rows = tx.fetch_all(
        f"""{VACANCY} WHERE vacancy.closed = 0 AND vacancy.closes <= :now
            AND (vacancy.closes > :since OR (vacancy.closes = :since AND vacancy.id > :after))
            ORDER BY vacancy.closes, vacancy.id LIMIT :limit""",
        {
            "now": to_text(now),
            "since": to_text(since),
            "after": LAST_ID if after is None else after,
            "limit": limit,
        },
    )
    return [to_vacancy(row) for row in rows]


def matching(
    tx: Transaction, question: JobQuestion, now: datetime, *, box: Box | None = None
) -> list[Row]:
    """Return `FOUND_BY` of what may answer: by code, by a word of the title; the rest must fit."""
    clauses, values = _fitting(question, now)
    if question.has_job:
        codes = _listed("code", (*question.romes, *question.related), values)
        words = _listed("word", _stems(question), values)
        clauses.append(
            f"""vacancy.id IN (
                SELECT id FROM vacancy WHERE trade IN ({codes}) AND closed = 0
                UNION SELECT vacancy_id FROM vacancy_word WHERE word IN ({words}))"""  # noqa: S608
        )
    if box is not None:
        clauses.append(
            "vacancy.lat BETWEEN :south AND :north AND vacancy.lon BETWEEN :west AND :east"
        )
        values |= dict(zip(("south", "north", "west", "east"), box, strict=True))
    return tx.fetch_all(
        f"SELECT {FOUND_BY} FROM vacancy WHERE {' AND '.join(clauses)}",  # noqa: S608
        values,
    )


def tally(tx: Transaction, question: JobQuestion, now: datetime) -> Row:
    """Return vacancies, hosts, first and last day declared of all that fits, its place included."""
    clauses, values = _fitting(question, now, placed=True)
    row = tx.fetch_one(
        f"""SELECT COUNT(*) AS vacancies, COUNT(DISTINCT host_id) AS hosts,
                   MIN(declared) AS first, MAX(declared) AS last
            FROM vacancy WHERE {" AND ".join(clauses)}""",  # noqa: S608
        values,
    )
    if row is None:
        raise LookupError("a count gave no row")
    return row


def latest(tx: Transaction, question: JobQuestion, now: datetime, *, limit: int) -> list[int]:
    """Return the ids of what fits, its place included, the freshest first."""
    clauses, values = _fitting(question, now, placed=True)
    rows = tx.fetch_all(
        f"""SELECT id FROM vacancy WHERE {" AND ".join(clauses)}
            ORDER BY declared DESC, id DESC LIMIT :limit""",  # noqa: S608
        {**values, "limit": limit},
    )
    return [row["id"] for row in rows]


def to_vacancy(row: Row) -> Vacancy:
    """Build a vacancy from a row of `VACANCY`."""
    return Vacancy(
        id=row["id"],
        code=row["code"],
        host_id=row["host_id"],
        host=row["host"],
        visit_id=row["visit_id"],
        title=row["title"],
        contract=Contract(row["contract"]),
        count=row["openings"],
        city=row["city"],
        territory=row["territory"],
        sector=row["sector"],
        rome=row["rome"],
        trade=row["trade"],
        description=row["description"],
        url=row["url"],
        experience=row["experience"],
        beginners=_told(row["beginners"]),
        accessible=_told(row["accessible"]),
        declared=date.fromisoformat(row["declared"]),
        declared_by=row["declared_by"] or row["host"],
        expires=date.fromisoformat(row["expires"]),
        closes=from_text(row["closes"]),
        closed=bool(row["closed"]),
        lat=row["lat"],
        lon=row["lon"],
    )


def _told(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _stems(question: JobQuestion) -> tuple[str, ...]:
    """Return the stems asked for; the telling ones only, unless nothing else was said."""
    telling = [one for one in question.terms if one.weight >= TELLING]
    terms = telling or question.terms
    stems = (stem for one in terms for stem in (one.stem, *one.kin))
    return tuple(dict.fromkeys(stems))[:MOST_WORDS]


def _fitting(
    question: JobQuestion, now: datetime, *, placed: bool = False
) -> tuple[list[str], dict[str, object]]:
    clauses, values = [LIVE], {"now": to_text(now)}
    bound: dict[str, object] = dict(values)
    if question.contracts:
        names = _listed("contract", sorted(question.contracts), bound)
        clauses.append(f"vacancy.contract IN ({names})")
    for column in ("sector_id", "host_id"):
        if (value := getattr(question, column)) is not None:
            clauses.append(f"vacancy.{column} = :{column}")
            bound[column] = value
    told = [column for column in ("beginners", "accessible") if getattr(question, column)]
    clauses += [f"vacancy.{column} = 1" for column in told]
    if placed and question.spot is not None:
        clauses.append("(vacancy.territory_id = :territory OR vacancy.folded_city = :town)")
        bound |= {"territory": question.spot.territory_id, "town": fold_town(question.spot.name)}
    return clauses, bound


def _listed(name: str, wanted: Iterable[str], values: dict[str, object]) -> str:
    """Bind values one by one; return their marks, or a list of nothing."""
    letters = map("".join, product(ascii_lowercase, repeat=3))  # marks have no figures
    marks = {
        f"{name}_{mark}": one for mark, one in zip(letters, dict.fromkeys(wanted), strict=False)
    }
    values |= marks
    return ", ".join(f":{mark}" for mark in marks) or "NULL"
