"""What sentences can name follows the catalogue; towns come in by import."""

from bot.conversation import Draft
from bot.domain.towns import TownLine
from bot.services.fill_draft import fill_draft
from bot.services.import_places import import_places
from bot.services.know_names import NamesKept
from bot.services.relax import relaxations, relaxed
from bot.understanding.names import Names
from bot.understanding.sentence import Meant, understand
from tests.support.programme import METZ, at, slot
from tests.support.story import Story
from tests.support.values import PARIS

BISCUITS = slot("Biscuiterie", at(24, 14), **METZ)
FOUNDRY = slot("Fonderie", at(25, 9), sector="Métallurgie", city="Toul", lat=48.68, lon=5.89)
BRIEY = TownLine(
    name="Briey", folded="briey", country="FR", postcode="", lat=49.25, lon=5.94, population=5000
)


def meant(story: Story, text: str, names: Names) -> Meant:
    now = story.now.astimezone(PARIS)
    return understand(text, language="fr", now=now, names=names)


def test_names_are_read_once_and_again_when_the_catalogue_changes(story: Story) -> None:
    kept = NamesKept()
    story.bring(BISCUITS)
    first = kept.names(story.tx)
    assert kept.names(story.tx) is first
    assert meant(story, "métallurgie", first).sector is None
    story.bring(FOUNDRY)
    sector = meant(story, "métallurgie", kept.names(story.tx)).sector
    assert sector is not None
    assert sector.name == "Métallurgie"


def test_towns_are_added_once_changed_in_place_and_known_at_once(story: Story) -> None:
    story.bring(BISCUITS)
    kept = NamesKept()
    assert meant(story, "vers Briey", kept.names(story.tx)).where is None
    first, again = (import_places(story.tx, (BRIEY,)) for _ in range(2))
    assert (first.added, again.added, again.unchanged) == (1, 0, 1)
    where = meant(story, "vers Briey", kept.names(story.tx)).where
    assert where is not None
    assert (where.name, where.km) == ("Briey", 20)


def test_a_draft_takes_what_was_said_and_keeps_the_rest(story: Story) -> None:
    story.bring(BISCUITS, FOUNDRY)
    names = NamesKept().names(story.tx)
    said = meant(story, "mardi 24 entre 14h et 16h près de Metz", names)
    draft = fill_draft(story.tx, Draft(seats=3), said, "Europe/Paris")
    assert draft.seats == 3
    assert (draft.day, draft.since) == (at(24, 14).date(), at(24, 14))
    assert len(draft.around or ()) == 1
    later = fill_draft(story.tx, draft, meant(story, "à Toul", names), "Europe/Paris")
    assert later.around != draft.around
    assert later.day == draft.day


def test_only_what_gives_something_is_offered_with_its_count(story: Story) -> None:
    story.bring(BISCUITS, FOUNDRY)
    names = NamesKept().names(story.tx)
    said = meant(story, "mercredi 25 agroalimentaire près de Metz", names)
    draft = fill_draft(story.tx, Draft(), said, "Europe/Paris")
    offered = relaxations(story.tx, draft, story.now)
    assert [(one.part, one.visits) for one in offered] == [("day", 1)]
    assert relaxed(story.tx, draft, "day").day is None
    assert relaxed(story.tx, draft, "unheard of") == draft
