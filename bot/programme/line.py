"""A row being read: its cells by type, its faults and assumptions collected."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.programme import Remark
from bot.programme.cells import read_count, read_id, read_number, written
from bot.programme.instants import Moment, read_moment
from bot.programme.refusals import CellRefused
from bot.programme.rows import Cell, Row
from bot.programme.text import clean, clean_paragraphs, fold

_Value = TypeVar("_Value")

_FRANCE = {"fr", "france", "fra", "france metropole"}
_FRENCH_ZONE = "Europe/Paris"
_FRENCH_CODE = re.compile(r"(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}")


class Line:
    """One row: ask for its cells; `refused` and `warnings` hold what there is to tell."""

    def __init__(self, row: Row, zone: ZoneInfo) -> None:
        self.row = row
        self.zone = zone
        self.refused: list[Remark] = []
        self.warnings: list[Remark] = []

    def refuse(self, message_id: str, **fields: str | int) -> None:
        """Note why this line cannot be taken."""
        self.refused.append(Remark(line=self.row.line, message_id=message_id, fields=fields))

    def warn(self, message_id: str, **fields: str | int) -> None:
        """Note what was assumed."""
        self.warnings.append(Remark(line=self.row.line, message_id=message_id, fields=fields))

    def text(self, column: str, most: int, *, required: bool = False) -> str:
        """One line of text, cut at `most` characters with a warning."""
        return self._cut(column, self._cell(column), most, required)

    def paragraphs(self, column: str, most: int) -> str:
        """Text with its line breaks, without HTML, cut at `most` characters with a warning."""
        return self._cut(column, clean_paragraphs(written(self.row.cells.get(column))), most, False)

    def id(self, column: str) -> str:
        """A name that must not have been rounded by a spreadsheet; empty when absent."""
        return self._read(column, read_id) or ""

    def count(self, column: str, least: int, most: int) -> int | None:
        """A whole number between bounds."""
        return self._read(column, lambda cell: read_count(cell, least, most))

    def number(self, column: str, least: float, most: float) -> float | None:
        """A number between bounds."""
        return self._read(column, lambda cell: read_number(cell, least, most))

    def moment(
        self, column: str, *, day: date | None = None, required: bool = False
    ) -> Moment | None:
        """A date with or without its hour; an hour alone counts on `day`."""
        if required and not self._cell(column):
            self.refuse("programme.required_missing", column=self.row.heading(column))
        return self._read(column, lambda cell: read_moment(cell, self.zone, day))

    def postcode(self) -> str:
        """A postcode; in France, the zero that a spreadsheet took away is put back."""
        code = self.id("postcode")[:12].upper()
        country = fold(written(self.row.cells.get("country")))
        in_france = country in _FRANCE if country else self.zone.key == _FRENCH_ZONE
        if in_france and re.fullmatch(r"[1-9][0-9]{3}", code):
            self.warn("programme.postcode_restored", before=code, after=f"0{code}")
            return f"0{code}"
        looks_french = bool(_FRENCH_CODE.fullmatch(code))
        if code and looks_french != in_france and (in_france or not country):
            self.warn("programme.postcode_foreign", postcode=code)
        return code

    def _cell(self, column: str) -> str:
        cell = self.row.cells.get(column)
        return "" if cell is None else clean(written(cell))

    def _cut(self, column: str, text: str, most: int, required: bool) -> str:
        if required and not text:
            self.refuse("programme.required_missing", column=self.row.heading(column))
        if len(text) <= most:
            return text
        self.warn("programme.text_shortened", column=self.row.heading(column), most=most)
        return text[: most - 1].rstrip() + "…"

    def _read(self, column: str, reader: Callable[[Cell], _Value]) -> _Value | None:
        cell = self.row.cells.get(column)
        if cell is None or (isinstance(cell, str) and not clean(cell)):
            return None
        try:
            return reader(cell)
        except CellRefused as no:
            self.refuse(no.message_id, **{"column": self.row.heading(column), **no.fields})
            return None
