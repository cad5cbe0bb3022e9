"""What a phrase means as a job: over our own titles, and over the official table where it is."""

import csv
import os
import time
from functools import cache
from pathlib import Path

import pytest

from bot.programme.jobs_table import read_jobs_table
from bot.understanding.jobs import Jobs, families, family_of
from bot.understanding.jobs_declared import Declared
from bot.understanding.jobs_index import JobTitle
from bot.understanding.jobs_words import masculine, root, stem, words_of, words_of_title

TABLE = Path(os.environ.get("TOCTOC_JOBS_TABLE", ""))
PHRASES = Path(__file__).with_name("job_phrases.csv")
with_the_table = pytest.mark.skipif(
    not TABLE.is_file(),
    reason="the official table isn't part of the project; TOCTOC_JOBS_TABLE names its file",
)


@cache
def ours() -> Jobs:
    return Jobs()


@cache
def official() -> tuple[JobTitle, ...]:
    return tuple(
        JobTitle(one.title, one.rome, one.parent, one.principal, one.rare)
        for one in read_jobs_table(TABLE).lines
    )


@cache
def all_of_them() -> Jobs:
    return Jobs(official())


def phrases() -> list[tuple[str, set[str]]]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return [(row["phrase"], set(row["romes"].split())) for row in rows]


def shares(jobs: Jobs) -> tuple[float, float, list[str]]:
    """Return the shares of phrases that are right at once and among three, and the wrong ones."""
    ranked = [(phrase, romes, jobs.rank(phrase)) for phrase, romes in phrases()]
    wrong = [phrase for phrase, romes, found in ranked if not romes & set(found[:1])]
    lost = [phrase for phrase, romes, found in ranked if not romes & set(found[:3])]
    return 1 - len(wrong) / len(ranked), 1 - len(lost) / len(ranked), wrong


@with_the_table
def test_five_hundred_phrases_name_the_right_code_of_the_official_table() -> None:
    at_once, among_three, wrong = shares(all_of_them())
    assert len(phrases()) >= 480
    assert at_once >= 0.85, wrong
    assert among_three >= 0.93, wrong


def test_the_same_phrases_without_the_table() -> None:
    at_once, among_three, wrong = shares(ours())
    assert at_once >= 0.8, wrong
    assert among_three >= 0.85, wrong


@with_the_table
def test_the_index_of_the_official_table_is_built_in_two_seconds_and_answers_in_milliseconds() -> (
    None
):
    titles = official()
    assert len(titles) > 13_000
    begun = time.process_time()
    jobs = Jobs(titles)
    assert time.process_time() - begun < 2
    taken = []
    for phrase, _ in phrases():
        begun = time.process_time()
        jobs.meant(words_of(phrase), "fr", Declared())
        taken.append(time.process_time() - begun)
    assert sorted(taken)[len(taken) * 99 // 100] < 0.005


@with_the_table
def test_the_order_of_titles_changes_no_answer() -> None:
    backwards = Jobs(reversed(official()))
    for phrase, _ in phrases()[::7]:
        assert backwards.rank(phrase) == all_of_them().rank(phrase)


@pytest.mark.parametrize(
    ("phrase", "language", "rome"),
    [
        pytest.param("soudeuse", "fr", "H2913", id="feminine"),
        pytest.param("chodronnier", "fr", "H2902", id="typing error"),
        pytest.param("tech maint", "fr", "I1304", id="short words"),
        pytest.param("usinage", "fr", "H2903", id="what is done there"),
        pytest.param("welders", "en", "H2913", id="English plural"),
        pytest.param("Schweißerin", "de", "H2913", id="German feminine"),
        pytest.param("heftruckchauffeur", "nl", "N1101", id="Dutch"),
        pytest.param("picker", "fr", "N1103", id="an English word in French"),
    ],
)
def test_a_job_is_known_by_whatever_people_call_it(phrase: str, language: str, rome: str) -> None:
    assert ours().meant(words_of(phrase), language, Declared()).romes[0] == rome


def test_a_word_that_many_jobs_share_names_none() -> None:
    for vague in ("technicien", "opérateur", "responsable"):
        meant = ours().meant(words_of(vague), "fr", Declared())
        assert meant.romes == ()
        assert meant.terms


def test_a_made_up_job_means_nothing_and_is_told_apart() -> None:
    meant = ours().meant(["bidulologue"], "fr", Declared())
    assert (meant.romes, meant.terms, meant.unknown) == ((), (), ("bidulologue",))
    assert ours().meant(["soudeur", "zorglub"], "fr", Declared()).unknown == ("zorglub",)


def test_neighbours_come_apart_and_never_hold_the_job_itself() -> None:
    meant = ours().meant(["soudeur"], "fr", Declared())
    assert meant.romes == ("H2913", "H2916", "H2917")  # tig and mig mag are welders, too
    assert "H2902" in meant.near
    assert not set(meant.romes) & set(meant.near)


def test_a_family_means_the_codes_that_are_declared() -> None:
    declared = Declared(codes=("N1101", "N1103", "H2913"))
    assert ours().meant(["logistique"], "fr", declared).romes == ("N1101", "N1103")
    assert ours().meant(["logistique"], "fr", Declared(codes=("H2913",))).romes == ()


def test_words_of_vacancies_are_known_mistyped_too() -> None:
    declared = Declared(stems=(stem("sertisseur"),))
    meant = ours().meant(["sertiseur"], "fr", declared)
    assert [term.stem for term in meant.terms] == [stem("sertisseur")]


@pytest.mark.parametrize(
    ("title", "rome"),
    [
        ("Soudeur TIG (H/F)", "H2913"),
        ("Cariste CACES 3 et 5", "N1101"),
        ("Opérateur / opératrice de production F/H", "H3302"),
        ("Stage d'observation de troisième", ""),
        ("Profil atypique bienvenu", ""),
    ],
)
def test_a_title_gets_a_code_only_when_it_is_sure(title: str, rome: str) -> None:
    assert ours().code_of(title) == rome


def test_feminine_forms_and_families_of_words() -> None:
    assert [masculine(word) for word in ("soudeuse", "conductrice", "ouvriere", "cheffe")] == [
        "soudeur",
        "conducteur",
        "ouvrier",
        "chef",
    ]
    assert root("soudure") == root("soudeuse") == root("soudage")
    assert words_of_title("Soudeur / Soudeuse à l'arc") == ("soudeur", "arc")
    assert words_of("prépa de cdes H/F") == ("preparateur", "commandes")


def test_every_title_of_ours_names_its_own_code_and_belongs_to_one_family_at_most() -> None:
    assert ours().title_of("H2913") == "soudeur"
    assert ours().title_of("Z0000") == ""
    assert family_of("") is None
    found = family_of("H2913")
    assert found is not None
    assert found.name == "metal"
    assert len({one.name for one in families()}) == len(families())
