"""Tables as people save them: encodings, separators, headings, spreadsheets."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter

from bot.domain.programme import Audience, Format, Reading, Regime
from bot.programme.refusals import EncodingMixed, MissingColumns, NoLines

HEADINGS = "host;title;sector;territory;city;starts;ends;capacity"
GOOD = "Aciérie Lorre;Visite du laminoir;Métal;Moselle;Metz;24/11/2026 14:00;24/11/2026 16:00;20"
TABLE = f"{HEADINGS}\n{GOOD}\n"


def ids(remarks):
    return [remark.message_id for remark in remarks]


def workbook(*sheets):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        formats = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            time: book.add_format({"num_format": "hh:mm"}),
        }
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(number, column, cell, formats.get(type(cell)))
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TABLE.encode(), id="UTF-8"),
        pytest.param(TABLE.encode("utf-8-sig"), id="UTF-8 with BOM"),
        pytest.param(TABLE.encode("utf-16"), id="UTF-16 with BOM"),
        pytest.param(TABLE.encode("utf-16-le"), id="UTF-16 without BOM"),
        pytest.param(TABLE.encode("cp1252"), id="Windows code page"),
        pytest.param(TABLE.replace(";", ",").encode(), id="commas"),
        pytest.param(TABLE.replace(";", "\t").encode(), id="tabs"),
        pytest.param(TABLE.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(TABLE.replace("\n", "\r").encode(), id="old Mac line ends"),
        pytest.param(("sep=;\n" + TABLE).encode(), id="Excel's sep line"),
        pytest.param(("Programme 2026;;;\n;;;\n" + TABLE).encode(), id="a title above"),
        pytest.param((TABLE + ";;;;;;;\n\n").encode(), id="blank lines below"),
    ],
)
def test_a_table_reads_the_same_however_it_was_saved(read, content):
    reading: Reading = read(content)
    (slot,) = reading.lines
    assert (slot.host, slot.title, slot.capacity) == ("Aciérie Lorre", "Visite du laminoir", 20)
    assert slot.starts.isoformat() == "2026-11-24T14:00:00+01:00"
    assert slot.ends.isoformat() == "2026-11-24T16:00:00+01:00"
    assert (reading.refused, reading.warnings) == ((), ())


def test_french_headings_in_any_case_are_understood(read):
    headings = (
        "HÔTE;Intitulé;Secteur d'activité;Département;Commune;Début (date et heure);FIN;Places"
    )
    assert read(f"{headings}\n{GOOD}\n").lines[0].title == "Visite du laminoir"


def test_a_date_column_completes_hours_alone(read):
    headings = HEADINGS.replace("starts", "date;heure de début")
    cells = GOOD.replace("24/11/2026 14:00;24/11/2026 16:00", "24/11/2026;10h15;12h")
    (slot,) = read(f"{headings}\n{cells}\n").lines
    assert (slot.starts.isoformat(), slot.ends.hour) == ("2026-11-24T10:15:00+01:00", 12)


def test_missing_columns_are_named_with_those_found(read):
    with pytest.raises(MissingColumns) as refused:
        read("Hôte;Titre;Couleur\nA;B;C\n")
    assert refused.value.fields == {
        "count": 6,
        "columns": "sector, territory, city, starts, ends, capacity",
        "found": "Hôte, Titre, Couleur",
    }


def test_headings_without_lines_are_refused(read):
    with pytest.raises(NoLines):
        read(HEADINGS + "\n")


def test_unknown_and_repeated_headings_are_told(read):
    reading = read(f"{HEADINGS};couleur;ville\n{GOOD};bleu;Thionville\n")
    assert ids(reading.warnings) == ["programme.columns_ignored", "programme.column_repeated"]
    assert reading.lines[0].city == "Metz"


def test_a_line_is_counted_where_it_begins_even_after_a_cell_of_three_lines(read):
    reading = read(f'{HEADINGS};description\n{GOOD};"un\ndeux\ntrois"\n;;;;;;;9\n')
    assert reading.lines[0].description == "un\ndeux\ntrois"
    assert {remark.line for remark in reading.refused} == {5}


def test_accents_in_two_encodings_name_the_line(read):
    content = (TABLE + GOOD.replace("Visite", "Autre") + "\n").encode() + b"Caf\xe9;x\n"
    with pytest.raises(EncodingMixed) as refused:
        read(content)
    assert refused.value.fields == {"line": 4}


def test_a_workbook_with_true_dates_and_numbers_reads_as_a_table(read):
    cells = ["Aciérie Lorre", "Visite du laminoir", "Métal", "Moselle", "Metz"]
    when = [datetime(2026, 11, 24, 9, 35), time(11, 15), 20]  # noqa: DTZ001
    more = ["lat", "postcode", "host_id"]
    rows = [["Programme"], [], HEADINGS.split(";") + more, [*cells, *when, 49.12, 57000, 775672272]]
    reading = read(workbook([["Lisez-moi"]], rows), name="p.xlsx")
    (slot,) = reading.lines
    assert slot.starts.isoformat() == "2026-11-24T09:35:00+01:00"
    assert slot.ends.isoformat() == "2026-11-24T11:15:00+01:00"
    assert (slot.capacity, slot.lat, slot.postcode) == (20, 49.12, "57000")
    assert (slot.host_id, slot.line) == ("775672272", 4)


def test_a_date_cell_without_hour_is_to_be_announced(read):
    cells = ["A", "Visite", "Métal", "Moselle", "Metz", date(2026, 11, 24), "", 20]
    reading = read(workbook([HEADINGS.split(";"), cells]))
    assert reading.lines[0].time_tba
    assert "programme.no_hour" in ids(reading.warnings)


def test_numbers_that_a_workbook_rounded_are_refused(read):
    cells = [*GOOD.split(";"), 34912345678901234567]
    reading = read(workbook([[*HEADINGS.split(";"), "SIRET"], cells]))
    assert (reading.lines, ids(reading.refused)) == ((), ["programme.id_rounded"])


def test_words_for_format_audience_and_regime_become_ours(line):
    (slot,) = line(
        format="Job dating", public="Lycéens, étudiants / demandeurs d'emploi", inscription="libre"
    ).lines
    assert slot.format is Format.JOB_DATING
    assert slot.audience == {Audience.PUPILS, Audience.STUDENTS, Audience.JOBSEEKERS}
    assert slot.regime is Regime.NONE
