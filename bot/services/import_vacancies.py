"""Bring vacancies up to date with a file; twice the same changes nothing."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.programme import Remark
from bot.domain.text import fold
from bot.domain.times import to_text
from bot.domain.vacancies import VacancyLine
from bot.ids import Ids, bare
from bot.services.import_programme import ImportReport
from bot.services.place_vacancy import placed
from bot.services.write_vacancy import CodeOf, shown_until, stems_of, written
from storage import new_items, programme, vacancies, vacancy_rows
from storage.database import Row, Transaction


@dataclass(kw_only=True, slots=True)
class _Import:
    tx: Transaction
    tz: ZoneInfo
    ids: Ids
    now: datetime
    code_of: CodeOf
    report: ImportReport = field(default_factory=ImportReport)
    hosts: dict[str, int] = field(default_factory=dict)
    named: dict[str, list[VacancyLine]] = field(default_factory=dict)  # those without a ref

    def ref_of(self, line: VacancyLine) -> str:
        """Return a line's name: its ref, else what it is made of; a second one of those is #2."""
        if line.ref:
            return line.ref
        own, bare_line = own_ref(line), replace(line, line=0)
        alike = self.named.setdefault(own, [])
        if bare_line not in alike:
            alike.append(bare_line)
        number = alike.index(bare_line) + 1
        return own if number == 1 else f"{own}#{number}"


def import_vacancies(
    tx: Transaction,
    lines: tuple[VacancyLine, ...],
    *,
    tz: ZoneInfo,
    code_of: CodeOf,
    ids: Ids,
    now: datetime,
) -> ImportReport:
    """Add and change vacancies; nothing is ever removed.

    `tz` says when a last day ends; `code_of` gives the code of a title that comes without one.
    A line whose `visit_ref` names nothing is refused; the others go on.
    """
    new_items.one_at_a_time(tx)
    task = _Import(tx=tx, tz=tz, ids=ids, now=now, code_of=code_of)
    for row in reversed(vacancy_rows.all_hosts(tx)):
        task.hosts[fold(row["name"])] = row["id"]
    for line in lines:
        _import_line(task, line)
    if task.report.added or task.report.changed:
        vacancies.raise_version(tx)
    return task.report


def own_ref(line: VacancyLine) -> str:
    """Return the name of a vacancy to which its file gives none."""
    return "|".join((fold(line.host), fold(line.title), fold(line.city), line.contract.value))


def _import_line(task: _Import, line: VacancyLine) -> None:
    visit = vacancy_rows.visit_of_ref(task.tx, line.visit_ref) if line.visit_ref else None
    if line.visit_ref and visit is None:
        fields: dict[str, str | int] = {"ref": line.visit_ref}
        remark = Remark(line=line.line, message_id="vacancies.visit_unknown", fields=fields)
        task.report.refused.append(remark)
        return
    host = _host(task, line.host)
    ref = task.ref_of(line)
    values = {
        **written(line, task.code_of),
        **placed(task.tx, line, host),
        "host_id": host,
        "visit_id": visit,
        "closes": shown_until(line.expires, task.tz),
    }
    stored = vacancy_rows.stored(task.tx, ref)
    if stored is None:
        names = {"ref": ref, "code": bare(task.ids.key()), "added": to_text(task.now)}
        vacancy_rows.add(task.tx, {**values, **names}, stems_of(line.title))
        task.report.added += 1
    else:
        _change(task, stored, values)


def _change(task: _Import, stored: Row, values: dict[str, object]) -> None:
    changes = {name: value for name, value in values.items() if stored[name] != value}
    stems = stems_of(str(values["title"]))
    reworded = stored["stems"] != " ".join(stems)  # another title, or words are stemmed anew
    if not changes and not reworded:
        task.report.unchanged += 1
        return
    if str(values["declared"]) > stored["declared"]:  # declared anew, after it was taken away
        changes["closed"] = 0
    if changes:
        vacancy_rows.change(task.tx, stored["id"], changes)
    if reworded:
        vacancy_rows.reword(task.tx, stored["id"], stems)
    task.report.changed += 1


def _host(task: _Import, name: str) -> int:
    folded = fold(name)
    if folded not in task.hosts:
        task.hosts[folded] = programme.named(task.tx, "host", folded, name)
    return task.hosts[folded]
