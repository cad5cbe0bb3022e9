"""`toctoc import --kind vacancies|jobs` and `toctoc export vacancies`, as one types them."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.operate.terminal import toctoc

HEADINGS = "host;title;contract;count;city;declared;expires"
TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()
DAYS = f"{TODAY - timedelta(days=3):%d/%m/%Y};{TODAY + timedelta(days=20):%d/%m/%Y}"
GOOD = f"Fonderie;Soudeur;CDI;2;Metz;{DAYS}"
BAD = f"Fonderie;Fondeur;zinzin;2;Metz;{DAYS}"
NASTY = f'"=HYPERLINK(""x"")";"@Soudeur; ""TIG""";stage;1;-Metz;{DAYS}'


def written(file: Path, *lines: str) -> Path:
    path = file.with_name("vacancies.csv")
    path.write_text("\n".join((HEADINGS, *lines)) + "\n")
    return path


async def test_vacancies_import_once_and_then_change_nothing(file: Path) -> None:
    path = written(file, GOOD)
    dry = await toctoc("import", path, "--kind", "vacancies", "--dry-run", database=file)
    assert (dry.status, dry.err) == (0, "")
    assert "nothing is written: 1 vacancies would be added" in dry.out
    first = await toctoc("import", path, "--kind", "vacancies", database=file)
    assert "Vacancies imported: 1 added, 0 changed, 0 unchanged, 0 refused." in first.out
    again = await toctoc("import", path, "--kind", "vacancies", database=file)
    assert "0 added, 0 changed, 1 unchanged, 0 refused." in again.out


async def test_a_bad_line_stops_the_file_unless_the_good_ones_are_wanted(file: Path) -> None:
    path = written(file, GOOD, BAD)
    whole = await toctoc("import", path, "--kind", "vacancies", database=file)
    assert whole.status == 1
    assert "zinzin" in whole.err
    part = await toctoc("import", path, "--kind", "vacancies", "--partial", database=file)
    assert "1 added, 0 changed, 0 unchanged, 1 refused." in part.out


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
async def test_exported_vacancies_import_back_unchanged_and_no_cell_is_a_formula(
    file: Path, ending: str
) -> None:
    await toctoc("import", written(file, GOOD, NASTY), "--kind", "vacancies", database=file)
    target = file.with_name(f"out.{ending}")
    done = await toctoc("export", "vacancies", target, database=file)
    assert (done.status, done.err) == (0, "")
    if ending == "csv":
        cells = target.read_text(encoding="utf-8-sig").replace('"', "").split(";")
        assert not [cell for cell in cells if cell.startswith(("=", "@", "-M"))]
    again = await toctoc("import", target, "--kind", "vacancies", database=file)
    assert "0 added, 0 changed, 2 unchanged, 0 refused." in again.out, again.said


async def test_titles_of_jobs_import_once(file: Path) -> None:
    table = file.with_name("rome.csv")
    table.write_text("code_ogr;libelle_appellation_long;code_rome\n1;Zythologue;A1413\n")
    first = await toctoc("import", table, "--kind", "jobs", database=file)
    assert "Jobs imported: 1 titles added" in first.out
    again = await toctoc("import", table, "--kind", "jobs", "--dry-run", database=file)
    assert "nothing is written: 0 titles would be added, 0 changed, 1 unchanged" in again.out
