"""The pages of a paper list, as the PDF library writes them."""

from importlib.util import find_spec
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.paper import Paper, Sheet

SIZE, SMALL, LARGE = 10, 8, 13  # points
ROW, MARGIN = 7.0, 12.0  # millimetres
MISSING = "□"  # for a character that the font lacks


def font_folder() -> Path:
    """Return where the DejaVu fonts are that the charts' library brings: they have most scripts.

    The library itself, which is slow to load, is not imported for it.
    """
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("matplotlib")  # a requirement: it can't be missing
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


class Pages(FPDF):
    """A document under way, page by page."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(format="A4")
        self._paper = paper
        self.set_creation_date(paper.made)
        self.set_title(paper.title)
        self.add_font("DejaVu", "", font_folder() / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", font_folder() / "DejaVuSans-Bold.ttf")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, MARGIN + ROW)

    def footer(self) -> None:
        """Write what stands at the foot of each page."""
        self.set_y(-MARGIN - ROW / 2)
        self.set_font("DejaVu", size=SMALL)
        self.cell(0, ROW, self._printable(f"{self._paper.foot} · {self.page_no()}"), align="R")

    def write_sheet(self, sheet: Sheet) -> None:
        """Write a slot: its heading stays with its first lines."""
        if self.will_page_break(5 * ROW):
            self.add_page()
        self.ln(ROW / 2)
        self.write_line(sheet.title, SIZE, bold=True)
        self.write_line(sheet.note, SMALL)
        if sheet.lines:
            self._write_row(self._paper.headings, box=False)
        for line in sheet.lines:
            if self.will_page_break(ROW):
                self.add_page()
                self.write_line(sheet.title, SMALL, bold=True)
                self._write_row(self._paper.headings, box=False)
            self._write_row(line.cells, box=True)

    def write_line(self, text: str, size: int, *, bold: bool = False) -> None:
        """Write a line of its own, on more than one where it is long."""
        self.set_font("DejaVu", "B" if bold else "", size)
        self.multi_cell(
            0, ROW * 0.8, self._printable(text), new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L"
        )

    def _write_row(self, cells: tuple[str, ...], *, box: bool) -> None:
        self.set_font("DejaVu", size=SIZE if box else SMALL)
        if box:
            self.rect(self.l_margin + 1, self.get_y() + 1.5, ROW - 3, ROW - 3)
        self.set_x(self.l_margin + ROW)
        space = self.epw - ROW
        for text, share in zip(cells, self._paper.widths, strict=True):
            width = space * share
            self.cell(width, ROW, self._fitting(self._printable(text), width), border="B")
        self.ln(ROW)

    def _printable(self, text: str) -> str:
        """Return a text whose every character the font has: the library would log the others."""
        known = self.fonts["dejavu"].cmap  # type: ignore[union-attr]
        return "".join(one if one == "\n" or ord(one) in known else MISSING for one in text)

    def _fitting(self, text: str, width: float) -> str:
        """Return a text cut to a cell's width."""
        if self.get_string_width(text) <= width - 2:
            return text
        while text and self.get_string_width(f"{text}…") > width - 2:
            text = text[:-1]
        return f"{text}…"
