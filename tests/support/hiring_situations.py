"""Every situation among vacancies: asked, found, not found, written to, declared."""

from collections.abc import Callable
from datetime import timedelta

from bot.conversation import Draft, Place, Step
from bot.domain.staff import Grant, Role
from bot.domain.vacancies import Contract, JobQuestion, Spot
from bot.drafts.hiring import HiringDraft
from bot.services.answer_interest import answer_interest
from bot.services.show_interest import Letter, show_interest
from bot.understanding.jobs_question import understand_jobs
from storage import staff
from tests.support.day import admin
from tests.support.hiring import a_vacancy, bring, known, settle
from tests.support.story import Story

INES, PAUL = 1, 3
NASTY = "Soudeur <b>{n} & Fils</b> _*[x]({y})"
WORDS = "Je soude <b>{x}</b> & vite\nAppelez-moi"
Situation = Callable[[Story], Place]


def at(step: Step, jobs: JobQuestion | None = None, **draft: object) -> Place:
    """Return a place among vacancies."""
    return Place(step=step, draft=Draft(jobs=jobs, hiring=HiringDraft.model_validate(draft)))


def code_of(story: Story, ref: str = "nasty") -> str:
    """Return the code of a vacancy that a file calls so."""
    return str(story.value(f"SELECT code FROM vacancy WHERE ref = '{ref}'"))


def host_of(story: Story) -> int:
    """Return the foundry."""
    return int(story.value("SELECT id FROM host WHERE name = 'Fonderie Brasdefer'"))


def reader(story: Story, user_id: int = PAUL) -> None:
    """Let somebody read for the foundry."""
    grant = Grant(role=Role.HOST, host_id=host_of(story))
    staff.add(story.tx, user_id, grant, granted_by=None, now=story.now, name="Paul")


def declared(story: Story, **more: object) -> str:
    """Bring everything that is declared, and one that breaks careless programs."""
    settle(story)
    nasty = {
        "ref": "nasty",
        "title": NASTY,
        "description": "{x} & <i>" * 300,
        "url": "https://nasty.example",
    }
    bring(
        story,
        a_vacancy(**nasty | {"experience": "{y}", "beginners": True, "accessible": True} | more),
    )
    reader(story)
    return code_of(story)


def asked(text: str, page: int = 0) -> Situation:
    """Stand at the answer to a question."""

    def live(story: Story) -> Place:
        declared(story)
        question = understand_jobs(text, language="fr", known=known(story), asked=True)
        return Place(step=Step.JOBS, draft=Draft(jobs=question, page=page))

    return live


def about(step: Step, **draft: object) -> Situation:
    """Stand at a place about the vacancy that breaks careless programs."""

    def live(story: Story) -> Place:
        code = declared(story)
        typed = {"words": WORDS, "first_name": "Léa <b>", "intent": "Kw3_-xY81abc"}
        chosen = {"title": NASTY, "contract": Contract.CDI, "count": 2, "host": host_of(story)}
        told = {"vacancy": code, **typed, **chosen, **draft}
        return Place(
            step=step,
            draft=Draft(jobs=JobQuestion(words="x"), hiring=HiringDraft.model_validate(told)),
        )

    return live


def _closed(step: Step) -> Situation:
    def live(story: Story) -> Place:
        code = declared(story)
        story.tx.execute("UPDATE vacancy SET closed = 1 WHERE ref = 'nasty'")
        return at(step, vacancy=code)

    return live


def _over(story: Story) -> Place:
    code = declared(story)
    story.now += timedelta(days=60)
    return at(Step.VACANCY_OWN, vacancy=code)


def _unread(**more: object) -> Situation:
    def live(story: Story) -> Place:
        code = declared(story, **more)
        story.tx.execute("DELETE FROM staff_grant")
        return at(Step.VACANCY, vacancy=code)

    return live


def _alone(story: Story) -> Place:
    story.now += timedelta(days=20)  # every visit is over
    return _unread(url="")(story)


def _hosts(story: Story) -> Place:
    declared(story)
    return at(Step.VACANCIES)


def _of_host(story: Story) -> Place:
    declared(story)
    return at(Step.VACANCIES, host=host_of(story))


def write(story: Story, chat_id: int = INES, intent: str = "Kw3_-xY81abc") -> str:
    """Let somebody write to the foundry; return the code of the exchange."""
    letter = Letter(
        vacancy=code_of(story),
        chat_id=chat_id,
        first_name="Léa <b>",
        words=WORDS,
        intent=intent,
    )
    show_interest(story.tx, letter, now=story.now, ids=story.ids)
    return str(story.value("SELECT code FROM interest ORDER BY id DESC LIMIT 1"))


def _exchange(step: Step) -> Situation:
    def live(story: Story) -> Place:
        declared(story)
        code = write(story)
        answer_interest(story.tx, admin(), code, WORDS, now=story.now)
        return at(step, interest=code)

    return live


def _overview(story: Story) -> Place:
    declared(story)
    return Place(step=Step.HIRING)


def _families(story: Story, territory: str = "Moselle") -> Place:
    declared(story)
    found = story.value(f"SELECT id FROM territory WHERE name = '{territory}'")
    return at(Step.JOB_FAMILIES, territory=found)


def _family(story: Story) -> Place:
    declared(story)
    return at(Step.JOBS, JobQuestion(romes=("H2913",), spot=Spot(name="Épinal")), family="metal")


HIRING_SITUATIONS: dict[str, Situation] = {
    "who declares what": _overview,
    "families of trades": _families,
    "families of trades anywhere": lambda story: (declared(story), at(Step.JOB_FAMILIES))[1],
    "a family of trades": _family,
    "meetings only": lambda _story: Place(step=Step.MEETINGS),
    "an answer": asked("soudeur à 40 km de Metz en CDI"),
    "an answer's last page": asked("soudeur", page=9),
    "an answer about everything": asked("qui recrute ?"),
    "an answer around a town with a vowel": asked("soudeur vers Épinal"),
    "nobody declares that": asked("soudeur en stage sans diplôme accessible à Metz"),
    "nobody knows that job": asked("licorne"),
    "a trade that nobody declares": asked("horloger"),
    "a vacancy": about(Step.VACANCY),
    "a vacancy that is closed": _closed(Step.VACANCY),
    "a vacancy whose host reads nothing": _unread(),
    "a vacancy without link whose host reads nothing": _unread(url=""),
    "a vacancy without anything to do": _alone,
    "what to say to a host": about(Step.INTEREST),
    "what to be called": about(Step.INTEREST_NAME),
    "what a host will read": about(Step.INTEREST_PREVIEW),
    "sent to a host": about(Step.INTEREST_SENT),
    "answering a host": _exchange(Step.INTEREST_BACK),
    "answering who is interested": _exchange(Step.INTEREST_ANSWER),
    "whose vacancies": _hosts,
    "a host's vacancies": _of_host,
    "a new vacancy's title": about(Step.VACANCY_NEW),
    "a new vacancy's contract": about(Step.VACANCY_CONTRACT),
    "a new vacancy's posts": about(Step.VACANCY_COUNT),
    "a new vacancy's end": about(Step.VACANCY_UNTIL),
    "a host's vacancy": about(Step.VACANCY_OWN),
    "a host's vacancy that is closed": _closed(Step.VACANCY_OWN),
    "a host's vacancy that has ended": _over,
}
