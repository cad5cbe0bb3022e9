"""Booking, from the first command to the ticket."""

from pathlib import Path

from tests.support.programme import PROGRAMME
from tests.support.scene import scene


async def test_a_student_books_from_start_to_ticket(tmp_path: Path) -> None:
    async with scene(tmp_path, PROGRAMME) as stage:
        ines = stage.person("Inès")
        await ines.says("/start")
        await ines.sees("Bonjour")
        await ines.taps("Réserver une visite")
        await ines.sees("Où souhaitez-vous")
        await ines.taps("Moselle")
        await ines.sees("Quel secteur")
        await ines.taps("Agroalimentaire")
        await ines.sees("Quel jour")
        await ines.taps("mar. 24 nov.")
        await ines.sees("Chaussures fermées")
        await ines.taps("+")
        await ines.sees("Confirmer 2 places")
        await ines.taps("Confirmer")
        await ines.sees("C’est réservé")
        await ines.sees("Votre billet")
        await ines.sees(".ics")
        assert await stage.value("SELECT seats FROM pub_booking") == 2
