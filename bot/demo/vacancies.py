"""What the hosts of the demo declare: written in a CSV file, dated from the day it is started."""

import csv
from datetime import date, timedelta
from pathlib import Path

from bot.domain.vacancies import Contract, VacancyLine

HERE = Path(__file__).parent


def demo_vacancies(today: date) -> tuple[VacancyLine, ...]:
    """Every vacancy of the demo, declared some days before `today`; refs don't depend on it."""
    hosts = {host["id"]: host for host in _rows("hosts.csv")}
    return tuple(
        _line(number, row, hosts[row["host"]], today)
        for number, row in enumerate(_rows("declared.csv"), 1)
    )


def _line(number: int, row: dict[str, str], host: dict[str, str], today: date) -> VacancyLine:
    declared = today - timedelta(days=int(row["ago"]))
    return VacancyLine(
        line=number,
        ref=f"{row['host']}/{row['ref']}",
        host=host["host"],
        title=row["title"],
        contract=Contract(row["contract"]),
        count=int(row["count"]),
        city=host["city"],
        territory=host["territory"],
        sector=host["sector"],
        lat=float(host["lat"]),
        lon=float(host["lon"]),
        declared=declared,
        expires=today + timedelta(days=int(row["lasts"])),
        rome=row["rome"],
        experience=row["experience"],
        beginners={"oui": True, "non": False, "": None}[row["beginners"]],
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
