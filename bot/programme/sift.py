"""All slots of a file together: one spelling a name, no slot twice, assumptions summed up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.domain.programme import Remark, SlotLine
from bot.programme.text import quoted, same

# Told once for the whole file, with how many lines and which.
_SUMMED = (
    "programme.no_end",
    "programme.no_capacity",
    "programme.no_hour",
    "programme.sector_assumed",
    "programme.in_past",
)
_MOST_RANGES = 12


class Sieve:
    """Lets each slot through once, under one spelling of its host, title, sector and territory."""

    def __init__(self, today: date) -> None:
        self.kept: list[SlotLine] = []
        self.refused: list[Remark] = []
        self.warnings: list[Remark] = []
        self._today = today
        self._spellings: dict[tuple[str, str], str] = {}
        self._times: dict[tuple[str | None, str, str, datetime], int] = {}
        self._refs: dict[tuple[str | None, str], int] = {}

    def add(self, slot: SlotLine) -> None:
        """Keep a slot, drop it as a duplicate with a warning, or refuse a ref used before."""
        slot = replace(
            slot,
            host=self._one("host", slot.host),
            title=self._one("title", slot.title),
            sector=self._one("sector", slot.sector),
            territory=self._one("territory", slot.territory),
        )
        time = (slot.edition, slot.host, slot.title, slot.starts)
        if time in self._times:
            first = self._times[time]
            self._warn(slot, "programme.duplicate", first=first, title=quoted(slot.title))
        elif slot.ref and (slot.edition, slot.ref) in self._refs:
            first = self._refs[slot.edition, slot.ref]
            fields: dict[str, str | int] = {"ref": quoted(slot.ref), "first": first}
            remark = Remark(line=slot.line, message_id="programme.ref_repeated", fields=fields)
            self.refused.append(remark)
        else:
            self._times[time] = slot.line
            if slot.ref:
                self._refs[slot.edition, slot.ref] = slot.line
            self._keep(slot)

    def _keep(self, slot: SlotLine) -> None:
        if slot.starts.date() < self._today:
            self._warn(slot, "programme.in_past")
        self.kept.append(slot)

    def _one(self, kind: str, name: str) -> str:
        return self._spellings.setdefault((kind, same(name)), name)

    def _warn(self, slot: SlotLine, message_id: str, **fields: str | int) -> None:
        self.warnings.append(Remark(line=slot.line, message_id=message_id, fields=fields))


def summed(remarks: Iterable[Remark]) -> list[Remark]:
    """Remarks in the order of lines; one for all lines of those that would repeat endlessly."""
    alone: list[Remark] = []
    grouped: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.message_id in _SUMMED:
            grouped[remark.message_id].append(remark)
        else:
            alone.append(remark)
    for message_id, group in grouped.items():
        lines = sorted(remark.line for remark in group)
        fields = {**group[0].fields, "count": len(group), "lines": ranges(lines)}
        alone.append(Remark(line=lines[0], message_id=message_id, fields=fields))
    return sorted(alone, key=lambda remark: remark.line)


def ranges(lines: Iterable[int]) -> str:
    """Line numbers in few signs: "2–15, 17, 20–21", cut after some with "…"."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    told = [f"{first}–{last}" if last > first else str(first) for first, last in runs]
    return ", ".join(told[:_MOST_RANGES] + (["…"] if len(told) > _MOST_RANGES else []))
