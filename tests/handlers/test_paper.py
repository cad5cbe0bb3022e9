"""Paper lists: what is printed, read back from the PDF."""

import json
import logging
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.domain.deliveries import Delivery, DeliveryState, Kind
from bot.domain.staff import Grant, Role, Staff
from bot.i18n import translator
from bot.paper import Line, Paper, Sheet, print_paper
from bot.paper_pages import MISSING, font_folder
from bot.services.owe_paper import owe_paper
from handlers.screens.paper import letter as draw
from handlers.staff.paper import letter as fetch
from storage import staff
from tests.support.day import THE_DAY, admin, busy, call, host_of
from tests.support.story import Story
from tests.support.values import NOW

INES = 1


def read(data: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def printed(story: Story, who: Staff, **asked: object) -> str:
    """Ask for a list as somebody with a role, and read it."""
    for grant in who.grants:
        staff.add(story.tx, who.user_id, grant, granted_by=None, now=story.now)
    owe_paper(story.tx, who, now=story.now, ids=story.ids, **asked)  # type: ignore[arg-type]
    (fields,) = story.rows("SELECT fields FROM delivery WHERE kind = 'paper'")
    facts = fetch(story.tx, delivery(fields[0]), story.now)
    assert not isinstance(facts, DeliveryState)
    document = draw(facts, translator("fr")).document
    assert document is not None
    assert document.name == "listes-2026-11-24.pdf"
    return "\n".join(read(document.data))


def delivery(fields: str) -> Delivery:
    return Delivery(
        kind=Kind.PAPER,
        chat_id=INES,
        dedup_key="paper:1",
        due=NOW,
        urgency=NOW,
        fields=json.loads(fields),
    )


def test_a_days_list_has_every_party_with_its_code_seats_class_and_needs(story: Story) -> None:
    busy(story)
    text = printed(story, admin(), day=THE_DAY.date())
    codes = [code for (code,) in story.rows("SELECT code FROM booking")]
    assert len(codes) == 3
    assert all(code in text for code in codes)
    assert "Listes du mardi 24 novembre" in text
    assert "35 personnes attendues (groupes : 3, places : 50)" in text.replace("\u00a0", " ")
    assert "classe 28 + 3" in text
    assert "Fauteuil roulant" in text
    assert "Zoé Dürand, 06 12 34 56 78" in text


def test_a_hosts_list_names_no_caller(story: Story) -> None:
    visit = busy(story)
    text = printed(story, host_of(story, visit), slot_id=visit)
    assert "classe 28 + 3" in text
    assert "rand" not in text
    assert "06 12" not in text


def test_a_host_gets_nothing_of_others_nor_after_the_role_ended(story: Story) -> None:
    mine, other = story.slot("Fonderie"), busy(story)
    host = host_of(story, mine)
    staff.add(story.tx, INES, host.grants[0], granted_by=None, now=story.now)
    of_other = delivery(f'{{"slot": {other}}}')
    assert fetch(story.tx, of_other, story.now) is DeliveryState.CANCELLED
    of_mine = delivery(f'{{"slot": {mine}}}')
    assert not isinstance(fetch(story.tx, of_mine, story.now), DeliveryState)
    story.tx.execute("UPDATE staff_grant SET revoked = '2026-11-16T08:00:00Z'")
    assert fetch(story.tx, of_mine, story.now) is DeliveryState.CANCELLED


def a_paper(*names: str) -> Paper:
    """Return a document with one party for each name."""
    lines = tuple(Line(cells=(f"K7M-{number:03}", name)) for number, name in enumerate(names))
    sheet = Sheet(title="14:00 · Fête à l’œuvre", note="…", lines=lines)
    return Paper(
        title="Listes",
        foot="Imprimé",
        headings=("Code", "Groupe"),
        widths=(0.3, 0.7),
        sheets=(sheet,),
        made=NOW,
    )


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Élodie Lefèvre-Noël, Cœur d’Orléans", id="French"),
        pytest.param("Łukasz Żółć Šárka Öztürk", id="Latin of elsewhere"),
        pytest.param("Δήμητρα Παππά", id="Greek"),
        pytest.param("Владимир Їжак", id="Cyrillic"),
        pytest.param("Հայկ", id="Armenian"),
    ],
)
def test_names_of_many_scripts_are_printed(name: str) -> None:
    assert name in "\n".join(read(print_paper(a_paper(name))))


def test_a_letter_that_the_font_lacks_is_a_box_and_no_name_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        text = "\n".join(read(print_paper(a_paper("李小龍 Lee"))))
    assert f"{MISSING * 3} Lee" in text
    assert "李" not in caplog.text


def test_a_long_list_goes_on_under_its_heading_on_every_page() -> None:
    pages = read(print_paper(a_paper(*(f"Personne {number}" for number in range(100)))))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Fête à l’œuvre" in page
        assert f"Imprimé · {number}" in page
    assert all(f"Personne {number}" in "\n".join(pages) for number in range(100))


def test_a_long_name_is_cut_to_its_cell() -> None:
    text = "\n".join(read(print_paper(a_paper("Très long " * 30))))
    assert "…" in text.replace("\n…", "")


def test_the_same_list_is_printed_alike() -> None:
    assert print_paper(a_paper("Inès")) == print_paper(a_paper("Inès"))


def test_the_fonts_are_where_the_charts_library_has_them() -> None:
    names = {path.name for path in Path(font_folder()).glob("DejaVuSans*.ttf")}
    assert names >= {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"}


def test_the_desk_sees_names_everywhere_and_hosts_nowhere(story: Story) -> None:
    visit = story.slot()
    call(story, visit)
    desk = Staff(user_id=INES, grants=(Grant(role=Role.DESK),))
    assert "Zoé Dürand" in printed(story, desk, day=THE_DAY.date())
