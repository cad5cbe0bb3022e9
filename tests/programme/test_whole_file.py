"""Files as a whole: what is turned away before parsing, what never harms, what is told."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.programme import Reading
from bot.programme import refusals
from bot.programme.read import read_programme
from bot.programme.rows import MOST_ROWS
from bot.programme.sift import ranges

ROOT = Path(__file__).parents[2]
HEADINGS = b"host;title;sector;territory;city;starts;ends;capacity\n"
GOOD = b"Lorre;Visite;Metal;Moselle;Metz;24/11/2026 14:00;24/11/2026 16:00;20\n"


def archive(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "/").replace("_x", ".x"), text)
    return content.getvalue()


def far_cell():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "host")
        sheet.write(1_048_575, 16_383, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(b"", refusals.FileEmpty, id="empty"),
        pytest.param(b" \n\r\n", refusals.FileEmpty, id="blank"),
        pytest.param(b"a" * 20_000_001, refusals.FileTooLarge, id="21 MB"),
        pytest.param(b"a\n" * (2 * MOST_ROWS + 2), refusals.TooManyLines, id="lines"),
        pytest.param(HEADINGS + b"a;b\n" * (MOST_ROWS + 1), refusals.TooManyLines, id="rows"),
        pytest.param(b"%PDF-1.7 ...", refusals.KindUnknown, id="PDF"),
        pytest.param(b"<html><table>", refusals.KindUnknown, id="HTML named .xls"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", refusals.KindUnknown, id="image"),
        pytest.param(HEADINGS + b"a\x00b\n", refusals.KindUnknown, id="NUL in a table"),
        pytest.param(b"PK\x03\x04rubbish", refusals.Unreadable, id="broken archive"),
        pytest.param(archive(word__document_xml="x"), refusals.KindUnknown, id="a .docx"),
        pytest.param(
            archive(xl__workbook_xml="0" * 30_000_000), refusals.ArchiveUnsafe, id="zip bomb"
        ),
        pytest.param(
            archive(**{f"m{n}": "" for n in range(2001)}), refusals.ArchiveUnsafe, id="members"
        ),
        pytest.param(archive(xl__workbook_xml="<x"), refusals.Unreadable, id="broken workbook"),
        pytest.param(far_cell(), refusals.Unreadable, id="a cell at the end of the world"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, refusals.Unreadable, id="xls"
        ),
        pytest.param(b"[" * 5000 + b"]" * 5000, refusals.NestedTooDeep, id="deep JSON"),
        pytest.param(b'{"events": [', refusals.Unreadable, id="cut JSON"),
        pytest.param(b'{"events": []}', refusals.NoLines, id="no event"),
        pytest.param(b"BEGIN:VCALENDAR\n" * 50, refusals.NestedTooDeep, id="deep calendar"),
        pytest.param(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", refusals.NoLines, id="empty calendar"),
    ],
)
def test_a_file_that_cannot_be_a_programme_is_refused_for_its_reason(read, content, refusal):
    with pytest.raises(refusal) as refused:
        read(content)
    assert refused.value.message_id.startswith("programme.")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(refusals.FileMissing):
        read_programme(tmp_path / "none", timezone=ZoneInfo("Europe/Paris"), today=date(2026, 9, 1))


def test_progress_ends_at_the_number_of_slots(tmp_path):
    told = []
    path = tmp_path / "programme"
    path.write_bytes(HEADINGS + GOOD * 450)
    read_programme(
        path,
        timezone=ZoneInfo("Europe/Paris"),
        today=date(2026, 9, 1),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(200, 450), (400, 450), (450, 450)]


def outcome(read, content):
    try:
        return read(content)
    except refusals.ProgrammeRefused as no:
        return no


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(
        [b"", HEADINGS, HEADINGS + GOOD, b"{", b'[{"uid":1,"title":', b"\xff\xfe", b"\xef\xbb\xbf",
         b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:"]
    ),
    rest=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode()),
)  # fmt: skip
@example(start=b"PK\x03\x04", rest=b"\x00" * 40)
@example(start=b'[{"uid":1,"title":', rest=b'"\\ud800"}]')
@example(start=b'[{"uid":1,"title":', rest=b"[" * 900 + b"]" * 900 + b"}]")
def test_any_bytes_give_a_reading_or_a_refusal(read, start, rest):
    assert isinstance(outcome(read, start + rest), Reading | refusals.ProgrammeRefused)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
event_keys = st.from_regex(
    r"uid|title(_fr)?|timings|location(_name|_city|_address|_coordinates)?|keywords|first_date"
    r"|last_date|registration|latlon|age|accessibility|status|attendanceMode|canonicalUrl"
    r"|contributor|timetable|description|latitude",
    fullmatch=True,
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.dictionaries(event_keys, json_values, min_size=2), min_size=1, max_size=4))
def test_any_values_under_an_agendas_keys_give_a_reading_or_a_refusal(read, records):
    assert isinstance(outcome(read, json.dumps(records)), Reading | refusals.ProgrammeRefused)


properties = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "GEO", "CATEGORIES", "ORGANIZER",
     "RECURRENCE-ID", "STATUS", "LOCATION", "DTSTART;TZID=Nowhere", "RDATE;VALUE=PERIOD"]
)  # fmt: skip
said = st.sampled_from(
    ["20261124T140000Z", "20261124", "99991231T235959Z", "00010101T000000", "PT90M", "-P1D",
     "P99999999999D", "FREQ=DAILY", "FREQ=X", "FREQ=MONTHLY;BYDAY=9XX", "FREQ=DAILY;COUNT=-1",
     "FREQ=DAILY;UNTIL=99991231", "FREQ=YEARLY;BYMONTH=99", "nan;inf", "1;2", "a,b", ""]
)  # fmt: skip


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(properties, said), min_size=1, max_size=6))
@example([("RECURRENCE-ID", "a,b")])
def test_any_calendar_properties_give_a_reading_or_a_refusal(read, pairs):
    good = ["SUMMARY:Visite", "LOCATION:Forges\\, 57000 Metz", "DTSTART:20261124T140000Z"]
    body = [*good, *(f"{name}:{value}" for name, value in pairs)]
    entry = ["BEGIN:VEVENT", *body, "END:VEVENT"]
    content = "\r\n".join(["BEGIN:VCALENDAR", *entry, *entry, "END:VCALENDAR", ""])
    assert isinstance(outcome(read, content), Reading | refusals.ProgrammeRefused)


def test_reading_twice_gives_the_same(read):
    assert read(HEADINGS + GOOD) == read(HEADINGS + GOOD)


def test_a_slot_given_twice_is_dropped_and_a_reference_used_twice_refused(read):
    other = GOOD.replace(b"Visite", b"Atelier")
    table = (
        HEADINGS[:-1] + b";ref\n" + b"".join(line[:-1] + b";R1\n" for line in (GOOD, GOOD, other))
    )
    reading = read(table)
    assert [remark.fields["first"] for remark in reading.warnings] == [2]
    assert [(remark.line, remark.message_id) for remark in reading.refused] == [
        (4, "programme.ref_repeated")
    ]


def test_one_spelling_is_kept_for_each_name(read):
    other = b"LORRE ;visite;M\xc3\xa9tal;moselle;Metz;25/11/2026 14:00;;20\n"
    first, second = read(HEADINGS + GOOD + other).lines
    assert (second.host, second.title, second.sector) == (first.host, first.title, first.sector)
    assert second.territory == first.territory


def test_line_numbers_are_told_in_few_signs():
    assert ranges([2, 3, 4, 9, 11, 12]) == "2–4, 9, 11–12"
    assert ranges(range(1, 100, 2)).endswith(", 23, …")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_message_has_its_sentence_with_the_same_fields_in_each_language(language):
    path = "LC_MESSAGES/programme.po"
    with (ROOT / "locales" / language / path).open("rb") as file:
        told = {message.id if isinstance(message.id, str) else message.id[0]: message
                for message in read_po(file) if message.id}  # fmt: skip
    with (ROOT / "locales" / "fr" / path).open("rb") as file:
        reference = {str(message.id): message for message in read_po(file) if message.id}
    code = "".join(each.read_text() for each in (ROOT / "bot/programme").glob("*.py"))
    assert set(told) == set(re.findall(r'"(programme\.[a-z_]+)"', code))

    def fields(message):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts)
        return set(re.findall(r"{(\w+)}", " ".join(texts)))

    assert [fields(each) for each in told.values()] == [fields(each) for each in reference.values()]
