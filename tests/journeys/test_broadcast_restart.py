"""A broadcast under way survives a restart, and so does the message that shows how far it is."""

from pathlib import Path

from tests.faults.guests import town
from tests.journeys.test_broadcast import chief_of, composes, presses, wants_news
from tests.support.programme import PROGRAMME
from tests.support.steps import becomes

SENT = "SELECT COUNT(*) >= {} FROM delivery WHERE kind = 'news' AND state = 'sent'"


async def test_after_a_restart_it_goes_on_in_the_same_message(tmp_path: Path) -> None:
    async with town(tmp_path, PROGRAMME, send_rate=4) as place:
        async with place.bot() as stage:
            chief = await chief_of(stage)
            for number in range(16):
                await wants_news(stage.person(f"P{number}"))
            await composes(chief, "Actualité", whom="Ceux qui veulent les actualités")
            await presses(chief, "Envoyer à 16 personnes")
            card = await chief.sees("Envoi en cours", within=15)
            await becomes(stage, SENT.format(3), 1, within=20)
        async with place.bot() as stage:
            await becomes(stage, SENT.format(16), 1, within=30)
            await becomes(stage, "SELECT state FROM broadcast", "done", within=15)
            ended = await chief.chat.until(lambda: "terminé" in str(card.content) or None, 10)
            assert ended
            assert "envoyés" in str(card.content)
            sent = [
                call for call in stage.telegram.accepted if call.params.get("text") == "Actualité"
            ]
            assert len(sent) == len({call.chat_id for call in sent}) == 16
