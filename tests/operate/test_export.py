"""`toctoc export`: what comes out goes in again unchanged, and no cell is a formula."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.demo.setting_up import set_up_programme
from bot.domain.programme import Audience, Format, Regime
from bot.programme.quoting import guarded, unguarded
from tests.operate.terminal import toctoc
from tests.support.programme import at, slot
from tests.support.story import Story
from tests.support.values import PARIS

NASTY = (
    slot("Fonderie; à chaud", at(24, 14), description="=1+1\n\n\"cité\"; 'deux'", ref="007"),
    slot("=HYPERLINK", at(24, 15), contact="+33 6 12 34 56 78", lon=-1.5, lat=0.000012),
    slot("Relais", at(24, 16), closes=at(20, 23, 59), opens=at(1, 8), age_min=0, group_max=3),
    slot("Ailleurs", at(24, 17), postcode="5000", city="Namur", host_id="0123456789"),
    slot("Jour dit", at(25, 0), time_tba=True, ends=None, format=Format.JOB_DATING),
    slot("Ouvert", at(26, 9), regime=Regime.NONE, capacity=None, ends=at(26, 17)),
    slot("Pour tous", at(27, 9), audience=frozenset({Audience.PUPILS, Audience.PRESS})),
    slot("'-déjà marqué", at(27, 10), conditions="@chaussures", accessibility="-"),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_exported_visits_import_back_unchanged(story: Story, file: Path, ending: str) -> None:
    set_up_programme(story.tx, now=story.now, tz=PARIS, ids=story.ids)
    story.bring(*NASTY)
    slots = story.value("SELECT COUNT(*) FROM slot")
    target = file.with_name(f"visits.{ending}")
    written = await toctoc("export", "visits", target, database=file)
    assert (written.status, written.err) == (0, "")
    again = await toctoc("import", target, database=file)
    expected = f"Imported: 0 slots added, 0 changed, {slots} unchanged, 0 refused."
    assert expected in again.out, again.said
    assert again.status == 0


async def test_what_was_changed_in_the_file_is_what_changes(story: Story, file: Path) -> None:
    story.bring(*NASTY)
    target = file.with_name("visits.csv")
    await toctoc("export", "visits", target, database=file)
    text = target.read_text(encoding="utf-8-sig")
    target.write_text(
        text.replace(";24/11/2026 16:00;24/11/2026 17:00;", ";24/11/2026 16:30;24/11/2026 17:30;"),
        encoding="utf-8-sig",
    )
    again = await toctoc("import", target, database=file)
    assert "1 slots added, 0 changed, 7 unchanged" in again.out, again.said


async def test_a_slot_of_another_zone_keeps_its_zone(story: Story, file: Path) -> None:
    story.bring(*NASTY)
    story.connection.execute("UPDATE slot SET tz = 'Europe/Lisbon' WHERE id = 1")
    target = file.with_name("visits.csv")
    await toctoc("export", "visits", target, database=file)
    again = await toctoc("import", target, database=file)
    assert "0 slots added, 0 changed, 8 unchanged" in again.out, again.said


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_no_cell_is_a_formula(story: Story, file: Path, ending: str) -> None:
    story.bring(*NASTY)
    target = file.with_name(f"visits.{ending}")
    await toctoc("export", "visits", target, database=file)
    if ending == "csv":
        cells = target.read_text(encoding="utf-8-sig").replace("\n", ";").split(";")
        assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "@"))]
    else:
        sheet = CalamineWorkbook.from_path(target).get_sheet_by_index(0)
        assert "=HYPERLINK" in {cell for row in sheet.iter_rows() for cell in row}
        with zipfile.ZipFile(target) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


async def test_bookings_come_without_anybodys_id(story: Story, file: Path) -> None:
    story.bring(*NASTY)
    booking = story.book(1_000_000_001, 1, seats=2)
    target = file.with_name("bookings.csv")
    assert (await toctoc("export", "bookings", target, database=file)).status == 0
    text = target.read_text(encoding="utf-8-sig")
    assert f"{booking.code};confirmed;2;0;" in text
    assert "2026-11-24 14:00" in text
    assert "1000000001" not in text
    assert target.stat().st_mode & 0o777 == 0o600


async def test_unknown_kinds_endings_and_folders_are_refused(story: Story, file: Path) -> None:
    story.bring(*NASTY)
    folder = file.parent
    assert (await toctoc("export", "people", folder / "x.csv", database=file)).status == 2
    assert (await toctoc("export", "visits", folder / "x.pdf", database=file)).status == 1
    assert (await toctoc("export", "visits", folder / "no" / "x.csv", database=file)).status == 1
    assert not list(folder.glob("*x.*"))


@given(st.text(alphabet="'=+-@\ta", max_size=6), st.booleans())
def test_reading_takes_away_exactly_what_writing_added(text: str, typed: bool) -> None:
    assert unguarded(guarded(text, typed=typed)) == text
    assert typed or not guarded(text).startswith(("=", "+", "-", "@", "\t"))
