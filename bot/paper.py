"""Paper lists: who comes, slot by slot, with a box to tick for each party."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A party on paper, each cell as it is printed."""

    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A slot on paper."""

    title: str
    note: str  # how many are expected, what is needed
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A whole document: its sheets follow one another."""

    title: str
    foot: str  # at the foot of each page; the page's number follows
    headings: tuple[str, ...]
    widths: tuple[float, ...]  # shares of the page, one for each heading
    sheets: tuple[Sheet, ...]
    made: datetime  # UTC


def print_paper(paper: Paper) -> bytes:
    """Return a PDF of A4 pages. It takes some tenths of a second: not for the event loop."""
    from bot.paper_pages import LARGE, Pages  # with 60 MB of libraries: not before it is needed

    pdf = Pages(paper)
    pdf.add_page()
    pdf.write_line(paper.title, LARGE, bold=True)
    for sheet in paper.sheets:
        pdf.write_sheet(sheet)
    return bytes(pdf.output())
