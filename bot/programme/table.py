"""A table, wherever it came from, as rows: find the headings, name the cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from bot.programme.cells import written
from bot.programme.columns import Header, read_header
from bot.programme.quoting import unguarded
from bot.programme.rows import Cell, Row, Source
from bot.programme.text import clean

_LOOKED_AT = 15  # rows among which the headings stand: titles and blank rows may come first

Numbered = tuple[int, Sequence[Cell]]  # 1-based line, its cells


def best_header(rows: Sequence[Numbered]) -> tuple[int, Header]:
    """Index of the row that names the most columns, and what it names."""
    read = [(index, read_header(cells)) for index, (_, cells) in enumerate(rows)]
    return max(read, key=lambda pair: (len(pair[1].positions), -pair[0]))


def read_table(rows: Iterable[Numbered]) -> Source:
    """Rows below the headings; raises MissingColumns, TooManyLines. Blank lines are passed over."""
    stream = (row for row in rows if any(cell not in (None, "") for cell in row[1]))
    top = list(islice(stream, _LOOKED_AT))
    source = Source()
    if not top:
        return source
    index, header = best_header(top)
    header.require()
    _tell_headings(source, top[index][0], header)
    for line, cells in chain(top[index + 1 :], stream):
        source.add(_row(line, cells, header))
    return source


def read_dicts(rows: Iterable[Numbered]) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Each line under the exact names of the first row, for exports that have their own names."""
    stream = iter(rows)
    names = [clean(written(cell)) for cell in next(stream)[1]]
    for line, cells in stream:
        if any(cell not in (None, "") for cell in cells):
            yield line, dict(zip(names, cells, strict=False))


def _row(line: int, cells: Sequence[Cell], header: Header) -> Row:
    named = {
        column: _bare(cells[position])
        for column, position in header.positions.items()
        if position < len(cells) and cells[position] not in (None, "")
    }
    return Row(line=line, cells=named, headings=header.headings)


def _bare(cell: Cell) -> Cell:
    return unguarded(cell) if isinstance(cell, str) and cell.startswith("'") else cell


def _tell_headings(source: Source, line: int, header: Header) -> None:
    if header.unknown:
        listed = ", ".join(header.unknown)[:300]
        source.warn(line, "programme.columns_ignored", count=len(header.unknown), columns=listed)
    for heading in header.repeated:
        source.warn(line, "programme.column_repeated", column=heading)
