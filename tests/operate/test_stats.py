"""`toctoc stats`: the same figures as a table, CSV, JSON and a picture."""

import json
from pathlib import Path

from tests.operate.terminal import toctoc
from tests.support.story import Story


async def test_the_forms_say_the_same(story: Story, file: Path) -> None:
    story.book(1, story.slot(capacity=6), 4)
    table = await toctoc("stats", database=file)
    assert table.status == 0, table.said
    assert "Moselle" in table.out
    written = await toctoc("stats", "--format", "csv", database=file)
    assert "Moselle;1;1;1;6;1;4;0;0;0;0;0" in written.out
    told = json.loads((await toctoc("stats", "--format", "json", database=file)).out)
    assert told["parts"][0]["booked"] == told["whole"]["booked"] == 4
    assert set(told["definitions"]) <= set(told["whole"])


async def test_a_chart_is_a_picture(story: Story, file: Path) -> None:
    story.slot()
    picture = file.with_name("chart.png")
    done = await toctoc("stats", "--by", "day", "--chart", picture, database=file)
    assert done.status == 0, done.said
    assert picture.read_bytes().startswith(b"\x89PNG")


async def test_what_there_is_not_is_refused(story: Story, file: Path) -> None:
    story.slot()
    assert (await toctoc("stats", "--edition", "1999", database=file)).status == 1
    assert (await toctoc("stats", "--format", "pdf", database=file)).status == 2
