"""Who is hiring: asked, refined, let go, looked around, near me; and the meeting booked."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.vacancies import Contract
from tests.support.hiring import a_vacancy
from tests.support.hiring_stage import declares, hiring
from tests.support.scene import scene
from tests.support.steps import goes, never_sees


async def test_a_question_from_home_is_answered_with_source_day_and_meeting(
    tmp_path: Path,
) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs à 40 km de Metz ?")
        shown = str((await karim.sees("2 entreprises déclarent")).content["text"])
        assert "recruter des soudeurs à moins de 40 km de Metz" in shown
        assert "Déclaré par Fonderie Brasdefer, samedi 14 novembre" in shown
        assert "3 postes" in shown
        await karim.taps("Rencontrer")
        await karim.sees("Laminoirs du Val Rouge · ")
        await goes(karim, "Confirmer")
        await karim.sees("C'est réservé")


async def test_a_job_typed_at_home_is_asked_of_vacancies_with_visits_beside(
    tmp_path: Path,
) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("/start")
        await karim.sees("TocToc")
        await karim.says("soudeuse Metz")
        await karim.sees("1 entreprise déclare")
        await goes(karim, "Fiche 1", "Retour", "Réserver une visite")
        await karim.sees("Où souhaitez-vous")
        await karim.says("/start")
        await karim.sees("TocToc")
        await karim.says("fromager")  # nobody hires one
        await karim.sees("J’ai compris : Agroalimentaire")
        await karim.says("/start")
        await karim.sees("TocToc")
        await karim.says("coiffeuse")  # nor are there any visits
        await karim.sees("Aucune entreprise ne déclare recruter pour « coiffeuse »")


async def test_the_same_in_english(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        ann = stage.person("Ann", "en")
        await ann.says("who hires welders near Namur?")
        shown = str((await ann.sees("1 company declares")).content["text"])
        assert "that it is hiring welders within 20 km of Namur" in shown
        assert "Declared by Namur Constructions on Monday 16 November" in shown
        await goes(ann, "Details 1", "Back")
        await ann.sees("1 company declares")


async def test_back_from_the_sheet_leads_to_the_answer(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs à Namur ?")
        await goes(karim, "1 · Rencontrer")
        await karim.sees("Namur Constructions · ")
        await karim.says("retour")
        await karim.sees("recruter des soudeurs sur le territoire Namur")


async def test_what_is_said_next_changes_only_what_it_names(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs à 40 km de Metz ?")
        await karim.sees("2 entreprises")
        await karim.says("en CDI")
        await karim.sees("recruter des soudeurs en CDI à moins de 40 km de Metz")
        await karim.says("plutôt Namur")
        await karim.sees("recruter des soudeurs en CDI sur le territoire Namur")
        await karim.says("des usineurs")
        await karim.sees("recruter des usineurs en CDI sur le territoire Namur")


async def test_a_radius_alone_widens_the_question(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs à Metz")
        await karim.sees("à moins de 20 km de Metz")
        await karim.says("à 60 km")
        await karim.sees("à moins de 60 km de Metz")


async def test_where_nobody_declares_it_what_is_nearest_is_offered_with_counts(
    tmp_path: Path,
) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs en alternance à Metz ?")
        shown = await karim.sees("Aucune entreprise ne déclare")
        assert "Préviens-moi" in str(shown.buttons)
        await karim.taps("Tous les contrats")
        await karim.sees("recruter des soudeurs à moins de 20 km de Metz")


async def test_a_job_that_nobody_knows_is_said_to_be_unknown_and_watched(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des licornes ?")
        shown = str((await karim.sees("Nous ne connaissons pas")).content["text"])
        assert "Déclaré" not in shown
        await karim.taps("Préviens-moi")
        await karim.sees("Un message par jour")


async def test_an_alert_kept_where_nobody_hires_tells_when_somebody_does(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs en alternance à Metz ?")
        await goes(karim, "Préviens-moi")
        await karim.sees("Un message par jour")
        new = a_vacancy(ref="new", contract=Contract.APPRENTICESHIP)
        await declares(stage, new)
        stage.advance(hours=9, minutes=1)
        await karim.sees("1 nouveauté")
        await goes(karim, "Voir tout ce qui correspond")
        await karim.sees("1 entreprise déclare")


async def test_who_only_has_the_trade_stands_apart(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des horlogers ?")
        shown = str((await karim.sees("Aucune entreprise ne déclare")).content["text"])
        assert "Atelier Sonneuse" in shown.split("Sans déclarer")[1]


async def test_near_me_asks_for_the_location_first(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("des jobs de soudeur près de moi")
        await karim.sees("envoyer votre position")
        await karim.shares_location(49.12, 6.18)
        await karim.sees("à moins de 20 km de vous")


async def test_looking_around_without_words(tmp_path: Path) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("/start")
        await goes(karim, "Qui recrute")
        await karim.sees("entreprises déclarent")
        await goes(karim, "Drôme", "Maintenance", "Fiche 1")
        await karim.sees("Offre valable jusqu'au")
        await karim.says("retour")
        await karim.sees("sur le territoire Drôme")
        await karim.says("/hiring")
        await goes(karim, "Job datings et rencontres")
        await karim.sees("Rencontrer les entreprises")


async def test_a_vacancy_past_its_day_is_shown_to_nobody(tmp_path: Path) -> None:
    async with hiring(tmp_path, a_vacancy(expires=date(2026, 11, 16))) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs ?")
        await karim.sees("1 entreprise déclare")
        stage.advance(hours=16)
        await karim.taps("Fiche 1")
        await karim.sees("n'est plus proposée")
        await karim.says("qui recrute des soudeurs ?")
        await never_sees(karim, "déclare</b>")


@pytest.mark.parametrize("text", ["une visite à Metz", "je veux visiter une fonderie"])
async def test_a_visit_asked_for_among_vacancies_is_still_a_visit(
    tmp_path: Path, text: str
) -> None:
    async with hiring(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs à Namur ?")
        await karim.sees("déclare")
        await karim.says(text)
        await karim.sees("Annuler")


async def test_without_any_vacancy_the_meetings_are_shown_as_before(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        karim = stage.person("Karim")
        await karim.says("qui recrute des soudeurs ?")
        await karim.sees("Aucune rencontre")
