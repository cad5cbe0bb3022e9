"""`toctoc import` shows whose booked visits it changes; only `--notify` tells them."""

from pathlib import Path

import pytest

from storage import invariants
from tests.operate.terminal import toctoc
from tests.support.story import Story
from tests.support.values import paris

HEAD = "host;title;sector;territory;city;starts;ends;capacity;ref"
LINE = "Maison Four;Biscuiterie;Agroalimentaire;Moselle;Metz;24/11/2099 {};24/11/2099 {};6;b1"
SHOWN = "Biscuiterie · Maison Four: Change: 14:00 → 15:30 (same day). (2 bookings, seats: 3)"


@pytest.fixture
def moved(story: Story, file: Path) -> Path:
    """Import a slot, let two parties book it, and return the file that moves it."""
    story.slot(
        "Biscuiterie",
        host="Maison Four",
        starts=paris(2099, 11, 24, 14),
        ref="b1",
        address="",
        postcode="",
        description="",
    )
    story.book(1, 1)
    story.book(2, 1, 2)
    path = file.with_name("moved.csv")
    path.write_text(f"{HEAD}\n{LINE.format('15:30', '16:30')}\n")
    return path


async def test_a_dry_run_shows_who_is_hit_and_changes_nothing(
    story: Story, file: Path, moved: Path
) -> None:
    shown = await toctoc("import", moved, "--dry-run", database=file)
    assert SHOWN in shown.out
    assert story.value("SELECT COUNT(*) FROM notice") == 0
    assert story.value("SELECT version FROM slot") == 1


async def test_an_import_tells_nobody_until_it_is_confirmed(
    story: Story, file: Path, moved: Path
) -> None:
    done = await toctoc("import", moved, database=file)
    assert done.status == 0
    assert SHOWN in done.out
    assert "Nobody was told" in done.out
    assert story.rows("SELECT state FROM notice") == [("draft",), ("draft",)]
    assert story.value("SELECT COUNT(*) FROM delivery WHERE kind = 'notice'") == 0
    assert invariants.breaches(story.tx) == []


async def test_with_notify_everybody_is_told_at_once(story: Story, file: Path, moved: Path) -> None:
    done = await toctoc("import", moved, "--notify", database=file)
    assert "The bot is telling these people" in done.out
    owed = "SELECT COUNT(*) FROM delivery WHERE kind = 'notice' AND state = 'queued'"
    assert story.value(owed) == 2
    again = await toctoc("import", moved, "--notify", database=file)
    assert "1 unchanged" in again.out
    assert story.value(owed) == 2


async def test_notify_is_for_visits_only(file: Path, moved: Path) -> None:
    refused = await toctoc("import", moved, "--kind", "places", "--notify", database=file)
    assert refused.status == 2


async def test_whoever_no_longer_meets_the_conditions_is_told_to_who_imports(
    story: Story, file: Path
) -> None:
    story.slot("Biscuiterie", host="Maison Four", starts=paris(2099, 11, 24, 14), ref="b1")
    story.book(1, 1)
    story.book(2, 1, 3)
    head = f"{HEAD};audience;group_max;age_min"
    line = f"{LINE.format('14:00', '15:00')};pupils;2;16"
    path = file.with_name("stricter.csv")
    path.write_text(f"{head}\n{line}\n")
    shown = await toctoc("import", path, "--dry-run", database=file)
    assert "line 2: “Biscuiterie” is for others now (2 bookings)." in shown.err
    assert "“Biscuiterie”: the group is too large (1 booking)." in shown.err
    assert "“Biscuiterie”: minimum age 16, to be checked with people (2 bookings)." in shown.err
    assert story.rows("SELECT audience FROM slot") != [("pupils",)]


async def test_a_refused_file_leaves_a_database_and_counts_lines_not_faults(file: Path) -> None:
    path = file.with_name("bad.csv")
    twice_wrong = LINE.format("15:30", "14:30").replace(";6;", ";-6;")
    path.write_text(f"{HEAD}\n{twice_wrong}\n")
    whole = await toctoc("import", path, database=file)
    assert (whole.status, "1 line refused" in whole.err) == (1, True), whole.said
    assert (await toctoc("check", database=file)).status == 0
    part = await toctoc("import", path, "--partial", database=file)
    assert "1 refused." in part.out


async def test_a_booked_slot_that_the_file_no_longer_names_is_named_and_stays(
    story: Story, file: Path
) -> None:
    for day, ref in ((24, "b1"), (25, "b2")):
        story.slot("Biscuiterie", host="Maison Four", starts=paris(2099, 11, day, 14), ref=ref)
    story.slot("Laiterie", starts=paris(2099, 11, 24, 14), ref="of another host")
    for slot in (1, 2, 3):
        story.book(slot, slot)
    path = file.with_name("shorter.csv")
    path.write_text(f"{HEAD}\n{LINE.format('14:00', '15:00')}\n")
    done = await toctoc("import", path, database=file)
    assert "1 booked slot is not in this file. It stays open; call it off in /staff" in done.err
    assert "Biscuiterie · Maison Four, Wednesday 25 November at 14:00" in done.err
    assert "Laiterie" not in done.err
    assert story.rows("SELECT state FROM slot") == [("open",)] * 3
