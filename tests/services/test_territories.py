"""Four territories' own files and questions, written before anybody looked at the rules."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.domain.vacancies import Answer, GroupKind
from bot.programme.towns import read_towns
from bot.programme.vacancies import read_vacancies
from bot.services.find_vacancies import find_vacancies
from bot.services.import_places import import_places
from bot.services.import_vacancies import import_vacancies
from bot.understanding.jobs import Jobs
from bot.understanding.jobs_question import JobNames, understand_jobs
from tests.support.hiring import known
from tests.support.story import Story, open_story
from tests.support.values import PARIS

FILES = Path(__file__).parent / "territories"
TERRITORIES = ("alsace", "moselle", "vosges", "wallonie")
TODAY = date(2026, 11, 16)


@dataclass
class Territory:
    """One territory's vacancies, imported as it sent them, and what is asked there."""

    name: str
    story: Story
    names: JobNames
    keys: dict[int, str]

    def ask(self, text: str, language: str) -> Answer | None:
        """Return the answer; None where the question is about something else."""
        question = understand_jobs(text, language=language, known=self.names)
        if question is None:
            return None
        return find_vacancies(self.story.tx, question, self.story.now)

    def found(self, text: str, language: str) -> list[str]:
        """Return what is answered, the first first."""
        answer = self.ask(text, language)
        groups = answer.groups if answer else ()
        return [self.keys[hit.vacancy.id] for group in groups for hit in group.hits]

    def questions(self) -> list[tuple[str, str, set[str]]]:
        """Return each question, its language, and what may come first; nothing at all if empty."""
        rows = table(f"{self.name}_questions.csv")[1:]
        return [(text, language, set(wanted.split())) for text, language, wanted in rows]


def table(name: str) -> list[list[str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def sent(name: str, folder: Path) -> Path:
    """Write a territory's file as an office's spreadsheet does, without our own names for rows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(row[1:] for row in table(f"{name}_vacancies.csv"))
    path = folder / f"{name}.csv"
    path.write_bytes(text.getvalue().encode("cp1252"))
    return path


def settled(name: str, folder: Path, jobs: Jobs) -> Territory:
    story = open_story(folder / f"{name}.sqlite")
    import_places(story.tx, read_towns(FILES / "towns.csv").lines)
    reading = read_vacancies(sent(name, folder), timezone=PARIS, today=TODAY)
    assert reading.refused == ()
    import_vacancies(
        story.tx, reading.lines, tz=PARIS, code_of=jobs.code_of, ids=story.ids, now=story.now
    )
    called = {(host, title): key for key, host, title, *_ in table(f"{name}_vacancies.csv")}
    rows = story.rows("SELECT vacancy.id, name, title FROM vacancy JOIN host ON host.id = host_id")
    keys = {number: called[host, title] for number, host, title in rows}
    return Territory(name, story, known(story), keys)


@pytest.fixture(scope="module")
def territories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Territory]]:
    """Return the four territories, which no test changes."""
    folder, jobs = tmp_path_factory.mktemp("territories"), Jobs()
    settled_ones = [settled(name, folder, jobs) for name in TERRITORIES]
    yield settled_ones
    for one in settled_ones:
        one.story.connection.close()


def test_questions_find_what_the_territory_declares(territories: list[Territory]) -> None:
    for territory in territories:
        asked = [one for one in territory.questions() if one[2]]
        found = [(*one, territory.found(*one[:2])[:3]) for one in asked]
        first = [one for one in found if not one[2] & set(one[3][:1])]
        among_three = [one for one in found if not one[2] & set(one[3])]
        assert len(asked) >= 50
        assert len(first) <= 0.1 * len(asked), first
        assert len(among_three) <= 0.035 * len(asked), among_three


def test_questions_about_nothing_find_at_most_what_is_called_related(
    territories: list[Territory],
) -> None:
    answered = []
    for territory in territories:
        for text, language, wanted in territory.questions():
            answer = None if wanted else territory.ask(text, language)
            kinds = {group.kind for group in answer.groups} if answer else set()
            if kinds - {GroupKind.RELATED}:
                answered.append((text, kinds))
    assert answered == []
