"""Vacancies brought by a file, added, renewed and closed in chat."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.refusals import NothingFound
from bot.domain.vacancies import JobLine, Vacancy, VacancyLine
from bot.services.add_vacancy import add_vacancy
from bot.services.close_vacancy import close_vacancy
from bot.services.import_jobs import import_jobs
from bot.services.import_programme import ImportReport
from bot.services.import_vacancies import import_vacancies
from bot.services.know_jobs import JobsKept, read_jobs
from bot.services.know_names import NamesKept
from bot.services.renew_vacancy import renew_vacancy
from bot.understanding.jobs import Jobs
from storage import vacancies
from tests.support.hiring import a_vacancy, known, settle
from tests.support.programme import METZ, at, slot
from tests.support.story import Story
from tests.support.values import PARIS

CODES = Jobs()
WELDER = a_vacancy(ref="w1")
PACKER = a_vacancy(line=2, ref="p1", host="Biscuiterie", title="Agent de conditionnement")


def bring(story: Story, *lines: VacancyLine) -> ImportReport:
    return import_vacancies(
        story.tx, lines, tz=PARIS, code_of=CODES.code_of, ids=story.ids, now=story.now
    )


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, len(report.refused)


def stored(story: Story) -> list[Vacancy]:
    ids = [number for (number,) in story.rows("SELECT id FROM vacancy ORDER BY id")]
    return list(vacancies.of_ids(story.tx, ids).values())


def test_the_same_file_twice_changes_nothing_the_second_time(story: Story) -> None:
    assert counts(bring(story, WELDER, PACKER)) == (2, 0, 0, 0)
    before, version = story.rows("SELECT * FROM vacancy"), vacancies.version(story.tx)
    assert counts(bring(story, PACKER, WELDER)) == (0, 0, 2, 0)
    assert story.rows("SELECT * FROM vacancy") == before
    assert vacancies.version(story.tx) == version


def test_without_a_ref_host_title_town_and_contract_name_it(story: Story) -> None:
    plain = replace(WELDER, ref="")
    assert counts(bring(story, plain)) == (1, 0, 0, 0)
    shouted = replace(plain, host="FONDERIE  BRASDEFER", count=5)
    assert counts(bring(story, shouted)) == (0, 1, 0, 0)
    assert story.rows("SELECT openings, COUNT(*) FROM vacancy") == [(5, 1)]
    assert story.value("SELECT COUNT(*) FROM host") == 1


def test_lines_that_share_all_four_are_told_apart_by_their_order(story: Story) -> None:
    plain = replace(WELDER, ref="")
    file = (plain, replace(plain, line=2, count=7), replace(plain, line=3))  # the third is a copy
    assert counts(bring(story, *file)) == (2, 0, 1, 0)
    assert counts(bring(story, *file)) == (0, 0, 3, 0)
    assert story.rows("SELECT openings FROM vacancy ORDER BY id") == [(2,), (7,)]


def test_a_new_title_is_found_by_its_new_words_and_code(story: Story) -> None:
    bring(story, WELDER)
    bring(story, replace(WELDER, title="Cariste"))
    assert story.rows("SELECT word FROM vacancy_word") == [("carist",)]
    assert story.value("SELECT trade FROM vacancy") == "N1101"


def test_a_declared_code_is_kept_and_a_found_one_is_never_shown(story: Story) -> None:
    bring(story, WELDER, replace(PACKER, rome="H3301"))
    assert [(one.rome, one.trade) for one in stored(story)] == [("", "H2913"), ("H3301", "H3301")]


def test_its_place_is_as_told_else_its_hosts_visit_else_its_town(story: Story) -> None:
    settle(story, WELDER)
    story.bring(slot("Biscuiterie", at(24, 9), host="Biscuiterie", city="Metz", **METZ))
    bring(
        story,
        replace(WELDER, ref="told", lat=1.5, lon=2.5),
        replace(PACKER, ref="home", city="METZ"),
        replace(PACKER, ref="town", city="Verdun"),
        replace(PACKER, ref="unsaid", city=""),
        replace(PACKER, ref="nowhere", city="Atlantide"),
    )
    places = story.rows("SELECT ref, city, lat, lon FROM vacancy WHERE ref <> 'w1' ORDER BY id")
    assert places == [
        ("told", "Metz", 1.5, 2.5),
        ("home", "METZ", 49.12, 6.18),
        ("town", "Verdun", 49.16, 5.38),
        ("unsaid", "Metz", 49.12, 6.18),
        ("nowhere", "Atlantide", None, None),
    ]


def test_territory_and_sector_are_those_of_its_hosts_visit_unless_told(story: Story) -> None:
    story.bring(slot("Biscuiterie", at(24, 9), host="Biscuiterie"))
    bring(story, PACKER, replace(PACKER, ref="p2", territory="Lot", sector="Chimie"))
    assert [(one.territory, one.sector) for one in stored(story)] == [
        ("Moselle", "Agroalimentaire"),
        ("Lot", "Chimie"),
    ]


def test_a_line_whose_visit_nobody_knows_is_refused_and_the_others_go_on(story: Story) -> None:
    story.bring(slot("Fonderie", at(24, 9), ref="f1"))
    report = bring(story, replace(WELDER, visit_ref="f9"), replace(PACKER, visit_ref="f1"))
    assert counts(report) == (1, 0, 0, 1)
    assert report.refused[0].fields == {"ref": "f9"}
    assert [one.visit_id for one in stored(story)] == [1]


def test_a_file_does_not_bring_back_what_its_host_took_away_unless_declared_anew(
    story: Story,
) -> None:
    bring(story, WELDER)
    close_vacancy(story.tx, stored(story)[0].code)
    bring(story, replace(WELDER, count=9))
    assert stored(story)[0].closed
    bring(story, replace(WELDER, declared=date(2026, 11, 15)))
    assert not stored(story)[0].closed


def test_in_chat_a_vacancy_is_added_once_however_often_one_taps(story: Story) -> None:
    story.bring(slot("Fonderie", at(24, 9), host="Fonderie Brasdefer", **METZ))
    line = replace(WELDER, ref="intent", city="")

    def add(one: VacancyLine, host_id: int | None) -> Vacancy:
        return add_vacancy(
            story.tx,
            one,
            tz=PARIS,
            code_of=CODES.code_of,
            ids=story.ids,
            now=story.now,
            host_id=host_id,
        )

    first, again = add(line, 1), add(line, 1)
    assert first == again
    assert (first.host, first.city) == ("Fonderie Brasdefer", "Metz")
    assert first.declared_by == "Fonderie Brasdefer"
    with pytest.raises(NothingFound):
        add(replace(line, ref="other", host="Personne"), None)


def test_renewing_shows_it_again_as_declared_today_and_never_for_ever(story: Story) -> None:
    bring(story, replace(WELDER, expires=date(2026, 11, 14), declared=date(2026, 11, 1)))
    (over,) = stored(story)
    assert not over.is_live(story.now)
    again = renew_vacancy(story.tx, over.code, date(2026, 12, 1), tz=PARIS, now=story.now, count=4)
    assert again.is_live(story.now)
    assert (again.declared, again.expires, again.count) == (
        date(2026, 11, 16),
        date(2026, 12, 1),
        4,
    )
    forever = renew_vacancy(story.tx, over.code, date(2099, 1, 1), tz=PARIS, now=story.now)
    assert forever.expires == date(2027, 2, 14)
    with pytest.raises(NothingFound):
        renew_vacancy(story.tx, "none", date(2026, 12, 1), tz=PARIS, now=story.now)
    with pytest.raises(NothingFound):
        close_vacancy(story.tx, "none")


def test_what_was_added_since_is_told_in_order(story: Story) -> None:
    bring(story, WELDER)
    then = story.now
    story.advance(hours=1)
    bring(story, WELDER, PACKER)
    assert [one.title for one in vacancies.added_since(story.tx, then, story.now)] == [PACKER.title]


def test_titles_import_once_and_give_codes_to_vacancies_that_had_none(story: Story) -> None:
    lines = (
        JobLine(ogr="1", title="Zythologue", rome="A1413", parent="A1413", principal=True),
        JobLine(ogr="2", title="Chef zythologue / Cheffe zythologue", rome="A1413"),
    )
    bring(story, replace(WELDER, title="Zythologue"))
    assert story.value("SELECT trade FROM vacancy") == ""
    first, again = (import_jobs(story.tx, lines) for _ in range(2))
    assert (counts(first), counts(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert story.value("SELECT trade FROM vacancy") == "A1413"
    changed = import_jobs(story.tx, (replace(lines[0], rome="H2102"), lines[1]))
    assert counts(changed) == (0, 1, 1, 0)


def test_stored_stems_that_no_longer_hold_are_worked_out_anew(story: Story) -> None:
    import_jobs(story.tx, (JobLine(ogr="1", title="Zythologue", rome="A1413"),))
    story.connection.execute("UPDATE job SET words = 'autre', stems = 'autre'")
    assert read_jobs(story.tx).rank("zythologue") == ["A1413"]


def test_what_questions_can_name_is_read_again_only_when_it_changed(story: Story) -> None:
    settle(story, WELDER)
    kept, names = JobsKept(), NamesKept()
    first = kept.names(story.tx, names.names(story.tx))
    again = kept.names(story.tx, names.names(story.tx))
    assert first.jobs is again.jobs
    assert first.declared is again.declared
    bring(story, PACKER)
    later = kept.names(story.tx, names.names(story.tx))
    assert later.jobs is first.jobs
    assert later.declared.codes == ("H2913", "H3302")
    assert known(story).declared.codes == later.declared.codes
