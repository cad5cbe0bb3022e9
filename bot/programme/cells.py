"""Numbers, ids and bounded texts out of cells."""

import math
import re

from bot.programme.refusals import CellRefused
from bot.programme.rows import Cell
from bot.programme.text import clean, quoted

_ROUNDED = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")
_WHOLE = re.compile(r"[0-9]+\.0")  # a number that went through a spreadsheet
_EXACT = 2**53  # past it, a spreadsheet's numbers lose their last digits


def written(cell: Cell) -> str:
    """A cell as text: whole floats of spreadsheets lose their `.0`."""
    if cell is None or isinstance(cell, bool):
        return {None: "", True: "oui", False: "non"}[cell]
    if isinstance(cell, float) and math.isfinite(cell) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def read_id(cell: Cell) -> str:
    """A name made of digits or letters; refused when a spreadsheet has rounded it."""
    text = clean(written(cell))
    lost = isinstance(cell, float) and abs(cell) >= _EXACT
    if lost or _ROUNDED.fullmatch(text.replace(" ", "")):
        raise CellRefused("programme.id_rounded", value=quoted(text))
    return text.removesuffix(".0") if _WHOLE.fullmatch(text) else text


def read_number(cell: Cell, least: float, most: float) -> float:
    """A number with a decimal point or comma, spaces between thousands allowed."""
    text = "".join(clean(written(cell)).split())
    if not _NUMBER.fullmatch(text):
        raise CellRefused("programme.number_unreadable", value=quoted(written(cell)))
    number = float(text.replace(",", "."))
    if not least <= number <= most:
        raise CellRefused(
            "programme.number_out_of_range", value=quoted(text), least=int(least), most=int(most)
        )
    return number


def read_count(cell: Cell, least: int, most: int) -> int:
    """A whole number."""
    number = read_number(cell, least, most)
    if not number.is_integer():
        raise CellRefused("programme.number_unreadable", value=quoted(written(cell)))
    return int(number)
