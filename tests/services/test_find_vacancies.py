"""Who is hiring: what is declared, group by group, and nothing else."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.programme import Audience, Format
from bot.domain.vacancies import Answer, Contract, GroupKind, Spot
from bot.services.browse_vacancies import (
    family_question,
    hiring_families,
    hiring_territories,
)
from bot.services.close_vacancy import close_vacancy
from bot.services.find_vacancies import find_vacancies
from bot.services.loosen_question import loosened
from bot.understanding.jobs_question import JobNames, understand_jobs
from storage import vacancies
from tests.support.hiring import a_vacancy, bring, known, settle
from tests.support.programme import at, slot
from tests.support.story import Story, open_story

HERE = Path(__file__).parent


class Office:
    """A story in which everybody hires, and what can be asked of it."""

    def __init__(self, story: Story) -> None:
        settle(story)
        self.story = story
        self.known: JobNames = known(story)
        self.refs = dict(story.rows("SELECT id, ref FROM vacancy"))

    def ask(self, text: str, language: str = "fr", **more: bool) -> Answer | None:
        """Return the answer; None where the question is about something else."""
        question = understand_jobs(text, language=language, known=self.known, **more)
        if question is None:
            return None
        return find_vacancies(self.story.tx, question, self.story.now)

    def answer(self, text: str, language: str = "fr") -> Answer:
        """Return the answer to what is a question about jobs."""
        found = self.ask(text, language)
        assert found is not None, text
        return found

    def groups(self, text: str) -> dict[str, list[str]]:
        """Return the refs of what is answered, by group."""
        return {
            group.kind.value: [self.refs[hit.vacancy.id] for hit in group.hits]
            for group in self.answer(text).groups
        }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return an office that no test changes."""
    story = open_story(tmp_path_factory.mktemp("hiring") / "office.sqlite")
    yield Office(story)
    story.connection.close()


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_hundred_and_twenty_questions_find_the_vacancies_they_mean(office: Office) -> None:
    asked = rows("hiring_questions.csv")
    first, among_three = [], []
    for row in asked:
        answer = office.ask(row["question"], row["lang"])
        hits = [hit for group in answer.groups for hit in group.hits] if answer else []
        found = [office.refs[hit.vacancy.id] for hit in hits[:3]]
        wanted = set(row["refs"].split())
        if not wanted & set(found[:1]):
            first.append((row["question"], found))
        if not wanted & set(found):
            among_three.append((row["question"], found))
    assert len(asked) >= 120
    assert {row["lang"] for row in asked} == {"fr", "en", "de", "nl"}
    assert len(first) <= 0.1 * len(asked), first
    assert len(among_three) <= 0.03 * len(asked), among_three


def test_a_hundred_questions_about_nothing_find_nothing(office: Office) -> None:
    asked = rows("questions_about_nothing.csv")
    answered = []
    for row in asked:
        answer = office.ask(row["question"], row["lang"])
        if answer is not None and answer.found:
            answered.append(row["question"])
    assert len(asked) >= 100
    assert len(answered) <= 0.01 * len(asked), answered


def test_answers_name_only_what_was_declared(office: Office) -> None:
    titles = dict(office.story.rows("SELECT vacancy.id, title FROM vacancy"))
    hosts = {name for (name,) in office.story.rows("SELECT name FROM host")}
    for row in rows("hiring_questions.csv"):
        answer = office.answer(row["question"], row["lang"])
        for group in answer.groups:
            assert group.count >= len(group.hits) >= group.hosts * bool(group.count <= 24)
            for hit in group.hits:
                assert titles[hit.vacancy.id] == hit.vacancy.title
                assert hit.vacancy.is_live(office.story.now)
        named = {hit.vacancy.host for group in answer.groups for hit in group.hits}
        assert named | {trader.host for trader in answer.traders} <= hosts


def test_the_job_there_comes_before_related_ones_and_those_further_away(office: Office) -> None:
    groups = office.groups("soudeur à 30 km de Metz")
    assert list(groups) == ["exact", "related", "further"]
    assert groups["exact"] == ["soudeur-florange", "soudeur-metz"]
    assert groups["related"] == ["chaudronnier-thionville"]
    assert groups["further"] == ["soudeur-toul"]  # Namur is out of reach


def test_a_placement_for_pupils_is_the_one_that_says_so_where_any_does(story: Story) -> None:
    plain = a_vacancy(contract=Contract.WORK_PLACEMENT, title="Stage en métallerie", ref="any")
    settle(story, plain)
    for text, refs in (("cherche stage 3e", ["any"]), ("stage de troisième à Metz", ["any"])):
        assert _asked(story, text) == refs
    bring(story, replace(plain, title="Stage de 3ème (observation)", ref="pupils"))
    for text in ("cherche stage 3e", "stage de troisième à Metz"):
        assert _asked(story, text) == ["pupils"]
    assert set(_asked(story, "cherche stage")) == {"any", "pupils"}


def _asked(story: Story, text: str) -> list[str]:
    question = understand_jobs(text, language="fr", known=known(story))
    assert question is not None
    refs = dict(story.rows("SELECT id, ref FROM vacancy"))
    groups = find_vacancies(story.tx, question, story.now).groups
    return [refs[hit.vacancy.id] for group in groups for hit in group.hits]


def test_an_answer_says_how_many_whose_and_of_which_days(office: Office) -> None:
    group = office.answer("soudeur à 30 km de Metz").groups[0]
    assert group.kind is GroupKind.EXACT
    assert (group.count, group.hosts) == (2, 2)
    assert (group.first_declared.day, group.last_declared.day) == (14, 17)
    hit = group.hits[0]
    assert (hit.vacancy.title, hit.vacancy.contract) == (
        "Soudeur semi-automatique H/F",
        Contract.INTERIM,
    )
    assert (hit.vacancy.count, hit.vacancy.city, hit.km) == (2, "Florange", 23)
    assert (hit.vacancy.declared_by, hit.vacancy.declared.day) == ("Laminoirs du Val Rouge", 17)


def test_each_vacancy_comes_with_the_next_slot_at_its_host(office: Office) -> None:
    for group in office.answer("qui recrute à Metz ?").groups:
        for hit in group.hits:
            assert hit.slot is not None
            assert hit.slot.visit.host == hit.vacancy.host
            assert hit.slot.starts > office.story.now


def test_a_job_dating_of_the_host_comes_before_its_other_visits(story: Story) -> None:
    settle(story)
    fair = frozenset({Audience.JOBSEEKERS})
    dating = slot(
        "Rencontres", at(27, 9), host="Fonderie Brasdefer", format=Format.JOB_DATING, audience=fair
    )
    school = slot("Classes", at(23, 9), host="Fonderie Brasdefer")
    story.bring(dating, school)
    question = understand_jobs("soudeur metz", language="fr", known=known(story))
    assert question is not None
    hit = find_vacancies(story.tx, question, story.now).groups[0].hits[0]
    assert hit.slot is not None
    assert hit.slot.visit.title == "Rencontres"


def test_a_slot_for_others_or_not_open_yet_is_not_offered(story: Story) -> None:
    host = {"host": "Tôlerie Neuve", "city": "Metz"}
    pupils = frozenset({Audience.PUPILS})
    story.bring(
        slot("Pour les classes", at(24, 9), audience=pupils, **host),
        slot("Plus tard", at(25, 9), opens=at(20, 9), **host),
    )
    bring(story, a_vacancy(**host))
    question = understand_jobs("soudeur", language="fr", known=known(story))
    assert question is not None
    assert find_vacancies(story.tx, question, story.now).groups[0].hits[0].slot is None
    story.advance(days=5)
    assert find_vacancies(story.tx, question, story.now).groups[0].hits[0].slot is not None


def test_hosts_that_only_have_the_trade_stand_apart(office: Office) -> None:
    answer = office.answer("qui recrute des horlogers à Metz ?")
    assert not answer.found
    assert [trader.host for trader in answer.traders] == ["Atelier Sonneuse"]
    assert answer.traders[0].slot is not None
    assert office.answer("watchmaker jobs", "en").traders[0].host == "Atelier Sonneuse"


def test_a_vacancy_past_its_last_day_or_taken_back_is_shown_to_nobody(story: Story) -> None:
    settle(story, a_vacancy(ref="a"), a_vacancy(ref="b", city="Woippy"))
    question = understand_jobs("soudeur", language="fr", known=known(story))
    assert question is not None

    def count() -> int:
        return sum(group.count for group in find_vacancies(story.tx, question, story.now).groups)

    assert count() == 2
    close_vacancy(story.tx, story.value("SELECT code FROM vacancy WHERE ref = 'a'"))
    assert count() == 1
    before = story.now
    story.now = before.replace(month=12, day=15, hour=22, minute=59)  # in Paris it is 23:59
    assert count() == 1
    story.advance(minutes=1)
    assert count() == 0
    ended = vacancies.ended(story.tx, before, story.now, after=None, limit=9)
    assert [one.city for one in ended] == ["Woippy"]


@pytest.mark.parametrize(
    ("text", "part", "refs"),
    [
        pytest.param("soudeur à 10 km de Florange en cdi", "contract", {"soudeur-florange"}),
        pytest.param("plasturgiste sans diplôme", "experience", {"plast-forbach"}),
        pytest.param("frigoriste à 10 km de Toul", "further", {"frigo-nancy"}),
        pytest.param("automaticien à Épinal", "place", {"automaticien-metz"}),
        pytest.param("soudeur chez Voltamine", "host", {"soudeur-metz", "soudeur-florange"}),
    ],
)
def test_where_nothing_is_found_what_would_be_is_counted(
    office: Office, text: str, part: str, refs: set[str]
) -> None:
    answer = office.answer(text)
    assert not any(group.kind is GroupKind.EXACT for group in answer.groups)
    loosening = next(one for one in answer.loosenings if one.part == part)
    question = loosened(answer.question, part, loosening.km)
    found = find_vacancies(office.story.tx, question, office.story.now).groups[0]
    assert (found.kind, found.count) == (GroupKind.EXACT, loosening.vacancies)
    assert refs <= {office.refs[hit.vacancy.id] for hit in found.hits}


def test_a_job_is_said_back_as_it_was_typed(office: Office) -> None:
    said = {
        "qui recrute des Infirmières à Metz ?": ("fr", "infirmières"),
        "Wer sucht Schweißer?": ("de", "Schweißer"),
        "chauffeur PL": ("fr", "chauffeur poids lourd"),
    }
    for text, (language, words) in said.items():
        question = understand_jobs(text, language=language, known=office.known)
        assert question is not None
        assert question.words == words


def test_near_me_asks_for_a_location_then_answers_around_it(office: Office) -> None:
    question = understand_jobs("jobs près de moi", language="fr", known=office.known)
    assert question is not None
    assert question.here
    near = find_vacancies(office.story.tx, question.near(48.17, 6.45, 20), office.story.now)
    assert {hit.vacancy.city for group in near.groups for hit in group.hits} == {"Épinal"}


def test_without_words_everything_fits_the_freshest_first(office: Office) -> None:
    answer = office.answer("qui recrute ?")
    (group,) = answer.groups
    assert answer.question.nothing
    assert (group.count, len(group.hits)) == (
        office.story.value("SELECT COUNT(*) FROM vacancy"),
        24,
    )
    days = [hit.vacancy.declared for hit in group.hits]
    assert days == sorted(days, reverse=True)


def test_what_is_no_question_about_jobs_is_none_unless_a_job_was_asked_for(office: Office) -> None:
    assert office.ask("quel temps fait-il ?") is None
    assert office.ask("zorglub") is None
    asked = office.ask("zorglub", asked=True)
    assert asked is not None
    assert (asked.found, asked.question.unknown) == (False, ("zorglub",))


def test_a_territory_is_searched_as_a_whole(office: Office) -> None:
    groups = office.groups("qui recrute en Drôme ?")
    assert len(groups["exact"]) == sum(
        one.territory == "Drôme" for one in vacancies.of_ids(office.story.tx, office.refs).values()
    )
    assert office.groups("soudeur dans la Drôme").get("exact") is None


def test_whom_one_asks_for_decides_which_slots_are_offered(office: Office) -> None:
    question = understand_jobs("stage pour élèves metz", language="fr", known=office.known)
    assert question is not None
    assert question.audience is Audience.PUPILS
    hits = find_vacancies(office.story.tx, question, office.story.now).groups[0].hits
    for slot_ in (hit.slot for hit in hits):
        assert slot_ is not None
        assert slot_.audience & {Audience.PUPILS, Audience.PUBLIC}


def test_looking_around_leads_from_a_territory_to_a_family_to_its_vacancies(
    office: Office,
) -> None:
    tx, now = office.story.tx, office.story.now
    drome = next(one for one in hiring_territories(tx, now) if one.name == "Drôme")
    offered = hiring_families(tx, now, drome.id)
    assert sum(one.vacancies for one in offered) == drome.vacancies
    for family in offered:
        question = family_question(tx, now, family.name, Spot(territory_id=drome.id))
        (group, *_) = find_vacancies(tx, question, now).groups
        assert (group.kind, group.count, group.hosts) == (
            GroupKind.EXACT,
            family.vacancies,
            family.hosts,
        )
    whole = hiring_families(tx, now)
    assert sum(one.vacancies for one in whole) == office.story.value("SELECT COUNT(*) FROM vacancy")
    assert whole[-1].message_id == "vacancies.family_other"
