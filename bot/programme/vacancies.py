"""A file of vacancies to a reading: CSV, XLSX, ODS, or France Travail's offers in JSON."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.programme import Remark
from bot.domain.vacancies import LONGEST_SHOWN, Contract, VacancyLine, VacancyReading
from bot.programme.csv_text import csv_rows
from bot.programme.decoding import decode
from bot.programme.kinds import Kind, kind_of, load
from bot.programme.line import Line
from bot.programme.refusals import KindUnknown, NoLines
from bot.programme.rows import Source
from bot.programme.sheets import sheet_rows
from bot.programme.sift import ranges
from bot.programme.text import quoted
from bot.programme.vacancies_columns import read_vacancy_table
from bot.programme.vacancies_json import SOURCE, read_offers
from bot.programme.vacancies_words import (
    ROME,
    lets_beginners_in,
    read_beginners,
    read_contract,
    read_yes,
)

OFFERS_SHOWN = timedelta(days=30)  # France Travail's offers say no last day
MOST_OPENINGS = 1_000
SUMMED = ("vacancies.over", "vacancies.expiry_assumed", "vacancies.expiry_shortened")


def read_vacancies(path: Path, *, timezone: ZoneInfo, today: date) -> VacancyReading:
    """Return what a file of vacancies says; days are local to `timezone`.

    Raises a `ProgrammeRefused` when nothing of the file can be taken; a bad line is a remark.
    """
    source = _open(load(path), path.name)
    if not source.rows and not source.refused:
        raise NoLines(name=path.name)
    refused, warnings = list(source.refused), list(source.warnings)
    kept: dict[str, VacancyLine] = {}
    for row in source.rows:
        line = Line(row, timezone)
        vacancy = _vacancy(line, today)
        if vacancy is not None and not line.refused:
            _keep(vacancy, kept, line)
        refused += line.refused
        warnings += line.warnings
    return VacancyReading(
        lines=tuple(kept.values()),
        refused=tuple(sorted(refused, key=lambda remark: remark.line)),
        warnings=_summed(warnings),
    )


def _open(content: bytes, name: str) -> Source:
    match kind_of(content, name):
        case Kind.SHEET:
            return read_vacancy_table(sheet_rows(content, name))
        case Kind.TABLE:
            return read_vacancy_table(csv_rows(decode(content, name), name))
        case Kind.JSON:
            return read_offers(decode(content, name), name)
        case Kind.CALENDAR:
            raise KindUnknown(name=name)


def _keep(vacancy: VacancyLine, kept: dict[str, VacancyLine], line: Line) -> None:
    """Keep a vacancy unless another one of the file has its name."""
    first = kept.get(vacancy.ref) if vacancy.ref else None
    if first is not None:
        line.refuse("programme.ref_repeated", ref=quoted(vacancy.ref), first=first.line)
    else:
        kept[vacancy.ref or f"line {vacancy.line}"] = vacancy


def _vacancy(line: Line, today: date) -> VacancyLine | None:
    contract, declared = _contract(line), _day(line, "declared")
    count = line.count("count", 1, MOST_OPENINGS)
    if count is None and "count" not in line.row.cells:
        line.refuse("programme.required_missing", column=line.row.heading("count"))
    expires = _expires(line, declared)
    host, title = line.text("host", 120, required=True), line.text("title", 160, required=True)
    if contract is None or declared is None or expires is None or count is None:
        return None
    if declared > today:
        line.refuse("vacancies.declared_later", day=f"{declared:%d/%m/%Y}")
    if expires < today:
        line.warn("vacancies.over")
    description = line.paragraphs("description", 2_000)
    return VacancyLine(
        line=line.row.line,
        host=host,
        title=title,
        contract=contract,
        count=count,
        city=line.text("city", 80),
        declared=declared,
        expires=expires,
        rome=_rome(line),
        description=description,
        url=_url(line),
        territory=line.text("territory", 80),
        sector=line.text("sector", 80),
        experience=_experience(line),
        beginners=_beginners(line, description),
        accessible=_accessible(line),
        visit_ref=line.id("visit_ref"),
        ref=line.id("ref"),
        declared_by=line.text("declared_by", 80),
        lat=line.number("lat", -90, 90),
        lon=line.number("lon", -180, 180),
    )


def _contract(line: Line) -> Contract | None:
    said = line.text("contract", 80, required=True)
    found = read_contract(said)
    if said and found is None:
        line.refuse("vacancies.contract_unknown", value=quoted(said))
    return found


def _day(line: Line, column: str) -> date | None:
    moment = line.moment(column, required=True)
    return moment.when.date() if moment else None


def _expires(line: Line, declared: date | None) -> date | None:
    """Return the last day; an offer without one is shown for a month."""
    if "expires" not in line.row.cells and line.row.cells.get("declared_by") == SOURCE:
        line.warn("vacancies.expiry_assumed", days=OFFERS_SHOWN.days)
        return declared + OFFERS_SHOWN if declared else None
    expires = _day(line, "expires")
    if expires is None or declared is None:
        return expires
    if expires < declared:
        line.refuse("vacancies.ends_before", day=f"{expires:%d/%m/%Y}")
    if expires > declared + LONGEST_SHOWN:
        line.warn("vacancies.expiry_shortened", days=LONGEST_SHOWN.days)
    return min(expires, declared + LONGEST_SHOWN)


def _rome(line: Line) -> str:
    code = line.text("rome", 40).upper()
    if code and not ROME.fullmatch(code):
        line.warn("vacancies.rome_unknown", value=quoted(code))
        return ""
    return code


def _url(line: Line) -> str:
    url = line.text("url", 500)
    if url and (not url.startswith(("https://", "http://")) or " " in url):
        line.warn("vacancies.url_unusable", value=quoted(url))
        return ""
    return url


def _experience(line: Line) -> str:
    """Return what is asked for in words; a code alone says nothing to people."""
    said = line.text("experience", 120)
    return said if len(said) > 1 else ""


def _beginners(line: Line, description: str) -> bool | None:
    own = line.text("beginners", 40)
    told = read_yes(own)
    if told is None:
        told = read_beginners(own or line.text("experience", 120))
    if told is None:
        told = lets_beginners_in(description)
    return told


def _accessible(line: Line) -> bool | None:
    said = line.text("accessible", 40)
    found = read_yes(said)
    if said and found is None:
        line.warn("vacancies.yes_or_no", value=quoted(said))
    return found


def _summed(warnings: list[Remark]) -> tuple[Remark, ...]:
    """Return the warnings; those that would repeat endlessly once, with all their lines."""
    alone = [remark for remark in warnings if remark.message_id not in SUMMED]
    for message_id in SUMMED:
        group = [remark for remark in warnings if remark.message_id == message_id]
        if group:
            lines = [remark.line for remark in group]
            fields = {**group[0].fields, "count": len(lines), "lines": ranges(lines)}
            alone.append(Remark(line=min(lines), message_id=message_id, fields=fields))
    return tuple(sorted(alone, key=lambda remark: remark.line))
