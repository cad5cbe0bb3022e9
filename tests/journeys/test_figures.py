"""Figures in the chat: on the screen, as a chart, as a table."""

from pathlib import Path

from bot.domain.staff import Grant, Role
from tests.support.programme import FOUNDRY, PROGRAMME
from tests.support.scene import scene
from tests.support.steps import Words, books, in_both_languages
from tests.support.team import ADMIN, admin, with_role


async def test_an_admin_reads_the_figures_and_what_they_mean(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        await books(stage, stage.person("Inès"), FOUNDRY)
        nadia = admin(stage)
        await nadia.says("/staff")
        await nadia.sees("Espace équipe")
        await nadia.taps("Chiffres")
        shown = str((await nadia.sees("Moselle")).content["text"])
        assert "5 entreprises · 5 visites · 6 créneaux" in shown
        assert "1 place réservée" in shown
        await nadia.taps("Par jour")
        await nadia.sees("mardi 24 novembre")
        await nadia.taps("Que compte chaque chiffre")
        await nadia.sees("ne s'additionnent jamais")


@in_both_languages
async def test_figures_come_as_a_chart_and_as_a_table(tmp_path: Path, words: Words) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        nadia = admin(stage, words.language)
        french = words.language == "fr"
        await nadia.says("/staff stats")
        await nadia.sees("Moselle")
        await nadia.taps("Fichier CSV" if french else "CSV file")
        await nadia.taps_again()
        table = (await nadia.sees("toctoc.csv")).content
        await nadia.taps("Graphique" if french else "Chart")
        await nadia.chat.until(
            lambda: any("photo" in one.content for one in nadia.chat.messages.values()) or None, 30
        )
        assert table["document"]
        sql = "SELECT COUNT(*) FROM pub_delivery WHERE kind = 'figures'"
        assert await stage.value(sql) == 2  # what was tapped twice came once


async def test_a_host_reads_only_their_own(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME, admins=(ADMIN,)) as stage:
        host = await stage.value("SELECT id FROM host WHERE name LIKE '%Horlogerie%'")
        grant = Grant(role=Role.HOST, host_id=int(str(host)))
        paul = await with_role(stage, "Paul", grant)
        await paul.says("/staff stats")
        shown = str((await paul.sees("1 entreprise")).content["text"])
        assert "Lot" not in shown
