"""What a next sentence changes of a question about jobs: what it names, and nothing else."""

import pytest

from bot.domain.vacancies import Contract, JobQuestion, Spot
from handlers.hiring_said import refined

METZ = Spot(name="Metz", lat=49.1, lon=6.2, km=20)
WELDERS = JobQuestion(
    words="soudeurs", romes=("H2913",), spot=METZ, contracts=frozenset({Contract.CDI})
)
CDD = JobQuestion(contracts=frozenset({Contract.CDD}))
BAKERS = JobQuestion(words="boulangers", romes=("D1102",))


def test_a_contract_alone_leaves_job_and_place() -> None:
    question = refined(WELDERS, CDD, "en CDD", afresh=True)
    assert question is not None
    assert (question.words, question.spot) == ("soudeurs", METZ)
    assert question.contracts == {Contract.CDD}


def test_another_place_leaves_job_and_contract() -> None:
    question = refined(WELDERS, JobQuestion(spot=Spot(name="Nancy")), "plutôt Nancy", afresh=False)
    assert question is not None
    assert (question.words, question.contracts) == ("soudeurs", WELDERS.contracts)
    assert question.spot == Spot(name="Nancy")


def test_near_me_takes_the_place_away_until_it_is_shared() -> None:
    question = refined(WELDERS, JobQuestion(here=True), "près de moi", afresh=False)
    assert question is not None
    assert (question.here, question.spot, question.words) == (True, None, "soudeurs")


def test_a_job_alone_leaves_place_and_contract() -> None:
    question = refined(WELDERS, BAKERS, "boulangers", afresh=False)
    assert question is not None
    assert (question.romes, question.spot) == (("D1102",), METZ)


def test_a_whole_question_with_a_job_starts_afresh() -> None:
    assert refined(WELDERS, BAKERS, "qui recrute des boulangers ?", afresh=True) == BAKERS


@pytest.mark.parametrize("typed", ["cherche stage 3e", "jobs près de moi", "Qui recrute à Nancy ?"])
def test_a_question_without_a_job_starts_afresh_where_it_asks_anew(typed: str) -> None:
    internships = JobQuestion(contracts=frozenset({Contract.WORK_PLACEMENT}))
    assert refined(WELDERS, internships, typed, afresh=True) == internships


@pytest.mark.parametrize("typed", ["et qui recrute en CDD ?", "plutôt un job en CDD", "en CDD"])
def test_what_goes_on_from_the_last_question_changes_only_what_it_names(typed: str) -> None:
    question = refined(WELDERS, CDD, typed, afresh=True)
    assert question is not None
    assert (question.words, question.contracts) == ("soudeurs", {Contract.CDD})


@pytest.mark.parametrize(
    ("typed", "km"), [("40 km", 40), ("à 60km", 60), ("999 km", 300), ("0 km", 1)]
)
def test_a_radius_alone_keeps_everything_else(typed: str, km: int) -> None:
    question = refined(WELDERS, None, typed, afresh=False)
    assert question is not None
    assert question.spot == Spot(name="Metz", lat=49.1, lon=6.2, km=km)
    assert question.contracts == WELDERS.contracts


@pytest.mark.parametrize("before", [None, JobQuestion(), JobQuestion(spot=Spot(name="Moselle"))])
def test_a_radius_without_a_point_means_nothing(before: JobQuestion | None) -> None:
    assert refined(before, None, "40 km", afresh=False) is None


def test_what_means_nothing_is_no_question() -> None:
    assert refined(WELDERS, None, "bof", afresh=False) is None
