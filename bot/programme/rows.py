"""What the readers of each kind hand over: one row a slot, its cells still as written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.programme import Remark
from bot.programme.refusals import TooManyLines

MOST_ROWS = 200_000

Cell = str | int | float | bool | None  # instants are ISO text


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One slot, by the column names of the programme format; absent cells are left out."""

    line: int
    cells: Mapping[str, Cell]
    headings: Mapping[str, str] = field(default_factory=dict)  # column → as the file calls it

    def heading(self, column: str) -> str:
        """What the file calls a column, else our own name for it."""
        return self.headings.get(column, column)


@dataclass(kw_only=True, slots=True)
class Source:
    """A file opened: its rows, and what was noticed on the way."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Take one more row; raises TooManyLines past the most a programme has."""
        if len(self.rows) >= MOST_ROWS:
            raise TooManyLines(most=MOST_ROWS)
        self.rows.append(row)

    def refuse(self, line: int, message_id: str, **fields: str | int) -> None:
        """Note why a line cannot be taken."""
        self.refused.append(Remark(line=line, message_id=message_id, fields=fields))

    def warn(self, line: int, message_id: str, **fields: str | int) -> None:
        """Note what was assumed or left out on a line."""
        self.warnings.append(Remark(line=line, message_id=message_id, fields=fields))
