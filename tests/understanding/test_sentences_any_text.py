"""Whatever is typed: no crash, the same without accents, only stored names, and quickly."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.names import Names
from bot.understanding.sentence import understand
from bot.understanding.world import Named, Site, Town, World
from tests.understanding.catalogue import written_world
from tests.understanding.sentences import WEDNESDAY, table

WORLD = written_world()
NAMES = Names(WORLD)
SAID = [sentence for language in ("fr", "en", "de", "nl") for _, sentence, _ in table(language)]
WORDS = sorted({word for sentence in SAID for word in sentence.split()})
TEXTS = st.one_of(
    st.text(max_size=250),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.text(alphabet="aàâäéèêëîïôöùûüçñ 0123456789hmrdintv'-/.", max_size=60),
)
SPOKEN = st.sampled_from(["fr", "en", "de", "nl", "xx"])
SOON, USUALLY = 0.05, 0.004


@given(text=TEXTS, language=SPOKEN)
@settings(deadline=None)  # the first call indexes what is known
def test_whatever_is_named_is_stored_and_no_party_is_empty(text: str, language: str) -> None:
    meant = understand(text, language=language, now=WEDNESDAY, names=NAMES)
    assert meant.sector is None or meant.sector in WORLD.sectors
    assert meant.host is None or meant.host in WORLD.hosts
    assert meant.visit is None or meant.visit.id in {site.id for site in WORLD.sites}
    if meant.where is not None and meant.where.territory is not None:
        assert meant.where.territory in WORLD.territories
    if meant.party is not None:
        assert 1 <= meant.party.seats < 1000
        assert meant.party.pupils + meant.party.adults in (0, meant.party.seats)


@given(text=TEXTS, language=SPOKEN)
@settings(deadline=None)  # the first call indexes what is known
def test_accents_and_case_change_nothing(text: str, language: str) -> None:
    spread = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    meant = understand(text, language=language, now=WEDNESDAY, names=NAMES)
    assert understand(bare, language=language, now=WEDNESDAY, names=NAMES) == meant
    assert understand(text.casefold(), language=language, now=WEDNESDAY, names=NAMES) == meant


@settings(deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=25), language=SPOKEN)
def test_capitals_change_nothing(words: list[str], language: str) -> None:
    text = " ".join(words)
    meant = understand(text, language=language, now=WEDNESDAY, names=NAMES)
    assert understand(text.upper(), language=language, now=WEDNESDAY, names=NAMES) == meant


@given(
    text=st.one_of(
        st.text(min_size=150, max_size=200),
        st.lists(st.sampled_from(WORDS), min_size=30, max_size=60).map(" ".join),
    )
)
@settings(max_examples=40, deadline=None)
def test_no_two_hundred_characters_take_long(text: str) -> None:
    assert seconds(text) < SOON


def large_world() -> World:
    """Return a catalogue of 500 hosts, and 6,000 towns."""
    letters = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "eau", "an")]
    made = [first + second + "ville" for first in letters for second in letters]
    towns = tuple(
        Town(name=name.title(), typed=name, lat=48 + at % 97 / 50, lon=5 + at % 89 / 40)
        for at, name in enumerate(made[:6000])
    )
    hosts = tuple(Named(at, f"Ateliers {made[-at][:-5]}tec") for at in range(1, 501))
    sites = tuple(
        Site(id=host.id, title=f"Visite {host.id}", host=host.id, territory=1, city="Metz")
        for host in hosts
    )
    return World(
        territories=WORLD.territories, sectors=WORLD.sectors, hosts=hosts, sites=sites, towns=towns
    )


LARGE = Names(large_world())


def seconds(text: str) -> float:
    """Return the shortest of some takes, on the processor: other tests may keep it busy."""
    spent = []
    for _ in range(5):
        begun = time.process_time()
        understand(text, language="fr", now=WEDNESDAY, names=LARGE)
        spent.append(time.process_time() - begun)
    return min(spent)


def test_most_sentences_take_a_few_milliseconds_over_a_large_catalogue() -> None:
    spent = sorted(seconds(sentence) for sentence in SAID[::5])
    assert spent[len(spent) // 2] < USUALLY


@pytest.mark.parametrize(
    "text",
    [
        "pour 2 " * 600,
        "1 " * 2000,
        "et 2 eleves " * 400,
        "moi et ma soeur " * 300,
        "pres de " * 500,
        "à 20 km de " * 400,
        "bavillx mavillx " * 300,
        "changer la " * 400,
        "je voudrais " * 400,
        "on sera " * 500,
        "xxxxxxxxxxx " * 400,
        "a" * 4096,
        "é" * 4096,
        "0" + " 12" * 1300,
        "mon mes ma mon " * 300,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    assert seconds(text) < SOON
