"""Files of vacancies: tables, spreadsheets, France Travail's offers; tables of job titles."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from bot.domain.vacancies import Contract, VacancyLine, VacancyReading
from bot.programme.jobs_table import read_jobs_table
from bot.programme.refusals import (
    KindUnknown,
    MissingColumns,
    NestedTooDeep,
    NoLines,
    Unreadable,
)
from bot.programme.vacancies import read_vacancies
from bot.programme.vacancies_words import read_beginners, read_contract, read_yes

HEADINGS = "host;title;contract;count;city;declared;expires"
GOOD = "Fonderie Brasdefer;Soudeur TIG;CDI;2;Metz;12/11/2026;15/12/2026"
TABLE = f"{HEADINGS}\n{GOOD}\n"
TODAY = date(2026, 11, 16)
Read = Callable[..., VacancyReading]

OFFER = {
    "id": "189ABCD",
    "intitule": "Soudeur / Soudeuse (H/F)",
    "description": "Soudage TIG.\nÉquipe de jour.",
    "dateCreation": "2026-11-02T09:12:00.000Z",
    "dateActualisation": "2026-11-10T08:00:00.000Z",
    "lieuTravail": {
        "libelle": "57 - METZ (Dept.)",
        "latitude": 49.119,
        "longitude": 6.175,
        "codePostal": "57000",
    },
    "romeCode": "H2913",
    "romeLibelle": "Soudage manuel",
    "entreprise": {"nom": "FONDERIE BRASDEFER"},
    "typeContrat": "MIS",
    "typeContratLibelle": "Mission intérimaire - 3 Mois",
    "natureContrat": "Contrat travail",
    "experienceExige": "D",
    "experienceLibelle": "Débutant accepté",
    "nombrePostes": 4,
    "accessibleTH": True,
    "alternance": False,
    "origineOffre": {"origine": "1", "urlOrigine": "https://offres.example/189ABCD"},
}


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write content to a file and read it, on Monday 16 November 2026, in Paris."""

    def reading(content: str | bytes, name: str = "file") -> VacancyReading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_vacancies(path, timezone=ZoneInfo("Europe/Paris"), today=TODAY)

    return reading


def with_cells(**cells: str) -> str:
    named = dict(zip(HEADINGS.split(";"), GOOD.split(";"), strict=True)) | cells
    return f"{';'.join(named)}\n{';'.join(named.values())}\n"


def only(reading: VacancyReading) -> VacancyLine:
    assert reading.refused == ()
    (line,) = reading.lines
    return line


def refused(reading: VacancyReading) -> list[tuple[int, str]]:
    return [(remark.line, remark.message_id) for remark in reading.refused]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TABLE, id="UTF-8"),
        pytest.param(TABLE.encode("cp1252"), id="Windows code page"),
        pytest.param(TABLE.replace(";", ","), id="commas"),
        pytest.param("Nos offres;;;\n;;;\n" + TABLE, id="a title above"),
        pytest.param(
            TABLE.replace(
                HEADINGS,
                "Employeur;Intitulé du poste;Type de contrat;Nombre de postes;Lieu de travail;"
                "Publié le;Expire le",
            ),
            id="French headings",
        ),
    ],
)
def test_a_table_is_read_however_it_was_saved(read: Read, content: str | bytes) -> None:
    line = only(read(content))
    assert (line.host, line.title, line.contract) == (
        "Fonderie Brasdefer",
        "Soudeur TIG",
        Contract.CDI,
    )
    assert (line.count, line.city) == (2, "Metz")
    assert (line.declared, line.expires) == (date(2026, 11, 12), date(2026, 12, 15))


def test_a_spreadsheet_is_read_with_its_dates(read: Read) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS.split(";"))
        sheet.write_row(1, 0, ["Fonderie", "Soudeur", "CDD", 3, "Metz"])
        sheet.write_datetime(1, 5, date(2026, 11, 12), day)
        sheet.write_datetime(1, 6, date(2026, 12, 15), day)
    line = only(read(content.getvalue()))
    assert (line.count, line.declared, line.contract) == (3, date(2026, 11, 12), Contract.CDD)


def test_optional_columns_are_read(read: Read) -> None:
    line = only(
        read(
            with_cells(
                rome="h2913",
                description="Deux équipes",
                url="https://fonderie.example/1",
                experience="débutant accepté",
                accessible="oui",
                visit_ref="f1",
                ref="007",
                territory="Moselle",
                sector="Métal",
            )
        )
    )
    assert (line.rome, line.url, line.ref) == ("H2913", "https://fonderie.example/1", "007")
    assert (line.beginners, line.accessible, line.visit_ref) == (True, True, "f1")


@pytest.mark.parametrize(
    ("cells", "message_id"),
    [
        ({"contract": "bénévole ou presque"}, None),
        ({"contract": "zinzin"}, "vacancies.contract_unknown"),
        ({"contract": ""}, "programme.required_missing"),
        ({"count": ""}, "programme.required_missing"),
        ({"count": "0"}, "programme.number_out_of_range"),
        ({"count": "beaucoup"}, "programme.number_unreadable"),
        ({"host": ""}, "programme.required_missing"),
        ({"title": ""}, "programme.required_missing"),
        ({"city": ""}, None),
        ({"declared": ""}, "programme.required_missing"),
        ({"declared": "31/02/2026"}, "programme.date_unreadable"),
        ({"declared": "20/11/2026"}, "vacancies.declared_later"),
        ({"expires": "01/11/2026"}, "vacancies.ends_before"),
        ({"ref": "1,2E+13"}, "programme.id_rounded"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(
    read: Read, cells: dict[str, str], message_id: str | None
) -> None:
    assert refused(read(with_cells(**cells))) == ([(2, message_id)] if message_id else [])


@pytest.mark.parametrize(
    ("cells", "message_id"),
    [
        ({"rome": "soudage"}, "vacancies.rome_unknown"),
        ({"url": "javascript:alert(1)"}, "vacancies.url_unusable"),
        ({"accessible": "peut-être"}, "vacancies.yes_or_no"),
        ({"expires": "15/11/2026"}, "vacancies.over"),
        ({"expires": "15/12/2027"}, "vacancies.expiry_shortened"),
        ({"couleur": "bleu"}, "programme.columns_ignored"),
    ],
)
def test_what_is_left_out_or_assumed_is_told(
    read: Read, cells: dict[str, str], message_id: str
) -> None:
    reading = read(with_cells(**cells))
    assert [remark.message_id for remark in reading.warnings] == [message_id]
    line = only(reading)
    assert (line.rome, line.url, line.accessible) == ("", "", None)


def test_one_remark_tells_of_a_long_description_that_lets_beginners_in(read: Read) -> None:
    reading = read(with_cells(description="Débutants acceptés. " + "a" * 2_000, experience=""))
    assert [remark.message_id for remark in reading.warnings] == ["programme.text_shortened"]
    assert reading.lines[0].beginners is True
    hard = read(with_cells(description="Débutants s'abstenir.", experience=""))
    assert hard.lines[0].beginners is None


def test_two_lines_with_one_ref_are_one_too_many(read: Read) -> None:
    text = with_cells(ref="a") + GOOD.replace("TIG", "MIG") + ";a\n"
    assert refused(read(text)) == [(3, "programme.ref_repeated")]


def test_columns_that_are_missing_are_named(read: Read) -> None:
    with pytest.raises(MissingColumns) as caught:
        read("host;title;city\nA;B;C\n")
    assert caught.value.fields["columns"] == "contract, count, declared, expires"


def test_an_offer_of_france_travail_is_read(read: Read) -> None:
    line = only(read(json.dumps({"resultats": [OFFER], "filtresPossibles": []})))
    assert (line.ref, line.host, line.title) == (
        "189ABCD",
        "FONDERIE BRASDEFER",
        "Soudeur / Soudeuse (H/F)",
    )
    assert (line.contract, line.count, line.city) == (Contract.INTERIM, 4, "Metz")
    assert (line.lat, line.lon, line.rome) == (49.119, 6.175, "H2913")
    assert (line.declared, line.expires) == (date(2026, 11, 10), date(2026, 12, 10))
    assert (line.beginners, line.accessible) == (True, True)
    assert (line.url, line.declared_by) == ("https://offres.example/189ABCD", "France Travail")


@pytest.mark.parametrize(
    ("more", "contract"),
    [
        ({"typeContrat": "CDD", "alternance": True}, Contract.APPRENTICESHIP),
        ({"typeContrat": "CDD", "natureContrat": "E2"}, Contract.APPRENTICESHIP),
        ({"typeContrat": "SAI"}, Contract.SEASONAL),
        ({"typeContrat": "DIN"}, Contract.INTERIM),
        ({"typeContrat": "FRA"}, Contract.OTHER),
    ],
)
def test_the_contract_of_an_offer_is_its_nature_then_its_type(
    read: Read, more: dict[str, object], contract: Contract
) -> None:
    assert only(read(json.dumps([{**OFFER, **more}]))).contract is contract


def test_an_offer_without_a_company_is_refused_and_json_lines_are_read(read: Read) -> None:
    nameless = {**OFFER, "id": "2", "entreprise": {"description": "Agence"}}
    reading = read("\n".join(json.dumps(one) for one in (OFFER, nameless, {"a": 1})))
    assert len(reading.lines) == 1
    assert refused(reading) == [
        (2, "programme.required_missing"),
        (3, "programme.record_unreadable"),
    ]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ('[{"a": 1}]', MissingColumns),
        ('{"resultats": [', Unreadable),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", KindUnknown),
        (HEADINGS + "\n", NoLines),
        ("[" * 5000 + "]" * 5000, NestedTooDeep),
    ],
)
def test_what_holds_no_vacancy_is_turned_away(
    read: Read, content: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        read(content)


@pytest.mark.parametrize(
    ("said", "contract"),
    [
        ("CDI", Contract.CDI),
        ("Contrat à durée indéterminée", Contract.CDI),
        ("Contrat à durée déterminée", Contract.CDD),
        ("Remplacement", Contract.CDD),
        ("Intérimaire avec option sur durée indéterminée", Contract.INTERIM),
        ("Contrat d'alternance", Contract.APPRENTICESHIP),
        ("Contrat de professionnalisation", Contract.APPRENTICESHIP),
        ("Etudiant", Contract.SEASONAL),
        ("Convention de stage", Contract.WORK_PLACEMENT),
        ("work_placement", Contract.WORK_PLACEMENT),
        ("Franchise", Contract.OTHER),
        ("other", Contract.OTHER),
        ("onbepaalde duur", Contract.CDI),
        ("bepaalde duur", Contract.CDD),
        ("unbefristet", Contract.CDI),
        ("", None),
    ],
)
def test_contracts_in_the_words_of_each_employment_service(
    said: str, contract: Contract | None
) -> None:
    assert read_contract(said) is contract
    for one in Contract:
        assert read_contract(one.value) is one


def test_beginners_and_yes_or_no() -> None:
    said = {"D": True, "Débutant accepté": True, "2 ans exigés": False, "sans diplôme": True}
    assert {text: read_beginners(text) for text in said} == said
    assert read_beginners("") is None
    assert [read_yes(text) for text in ("Oui", "NON", "?")] == [True, False, None]


TITLES = (
    '"code_ogr","libelle_appellation_long","code_rome","classification","code_rome_parent",'
    '"peu_usite"\n'
    '"1","Soudeur / Soudeuse","H2913","PRINCIPALE","H2913","N"\n'
    '"2","Braseur / Braseuse","H2913","SYNONYME","H2913","O"\n'
    '"3","","H2913","SYNONYME","H2913","N"\n'
)


def zipped(**members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TITLES.encode(), id="CSV"),
        pytest.param(TITLES.replace(",", ";").encode("cp1252"), id="semicolons, Windows"),
        pytest.param(zipped(lisezmoi="x", unix_appellation_v460=TITLES), id="zip"),
    ],
)
def test_a_table_of_titles_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rome"
    path.write_bytes(content)
    reading = read_jobs_table(path)
    assert [(one.ogr, one.rome, one.principal, one.rare) for one in reading.lines] == [
        ("1", "H2913", True, False),
        ("2", "H2913", False, True),
    ]
    assert [(one.line, one.message_id) for one in reading.refused] == [
        (4, "vacancies.title_incomplete")
    ]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"a;b\n1;2\n", MissingColumns),
        (zipped(lisezmoi="x"), KindUnknown),
        (b"code_ogr;libelle;code_rome\n", NoLines),
    ],
)
def test_what_holds_no_titles_is_turned_away(
    tmp_path: Path, content: bytes, refusal: type[Exception]
) -> None:
    path = tmp_path / "rome"
    path.write_bytes(content)
    with pytest.raises(refusal):
        read_jobs_table(path)
