"""What staff write of a slot: of which, and what it shall be."""

from datetime import datetime

import pytest

from bot.understanding.staff_change import Moment, change_in, moment_in
from bot.understanding.staff_change_words import Part
from tests.support.values import PARIS

NOW = datetime(2026, 11, 16, 9, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("text", "part", "slot", "to", "number"),
    [
        (
            "la visite Biscuiterie de mardi passe à 15h30",
            Part.TIME,
            "la visite biscuiterie de mardi",
            "15h30",
            0,
        ),
        ("Biscuiterie passe de 14h à 15h30 jeudi", Part.TIME, "biscuiterie", "15h30 jeudi", 0),
        (
            "déplace Biscuiterie de mardi 14h à mercredi 10h",
            Part.TIME,
            "biscuiterie de mardi 14h",
            "mercredi 10h",
            0,
        ),
        (
            "the Biscuiterie visit on Tuesday moves to 15:30.",
            Part.TIME,
            "the biscuiterie visit on tuesday",
            "15:30",
            0,
        ),
        ("move Biscuiterie to Wednesday 10:00", Part.TIME, "biscuiterie", "wednesday 10:00", 0),
        ("Annulez la Biscuiterie de mardi !", Part.OFF, "la biscuiterie de mardi", "", 0),
        ("Biscuiterie de mardi n'aura pas lieu", Part.OFF, "biscuiterie de mardi", "", 0),
        ("cancel Biscuiterie on Tuesday", Part.OFF, "biscuiterie on tuesday", "", 0),
        ("rouvre Biscuiterie de mardi", Part.OPEN, "biscuiterie de mardi", "", 0),
        ("reopen Biscuiterie", Part.OPEN, "biscuiterie", "", 0),
        ("Biscuiterie en retard de 20 min", Part.LATE, "biscuiterie", "", 20),
        ("la Biscuiterie a 20 minutes de retard", Part.LATE, "la biscuiterie", "", 20),
        ("Biscuiterie is 20 min late", Part.LATE, "biscuiterie", "", 20),
        ("capacité Biscuiterie 25", Part.SEATS, "biscuiterie", "", 25),
        ("capacité de la Biscuiterie de mardi à 25", Part.SEATS, "biscuiterie de mardi", "", 25),
        ("capacity of Biscuiterie to 25", Part.SEATS, "biscuiterie", "", 25),
        (
            "la Biscuiterie de mardi passe à 20 places",
            Part.SEATS,
            "la biscuiterie de mardi",
            "",
            20,
        ),
        ("mets 20 places à la Biscuiterie", Part.SEATS, "la biscuiterie", "", 20),
        ("la Biscuiterie de mardi rouvre", Part.OPEN, "la biscuiterie de mardi", "", 0),
        ("la Biscuiterie a un quart d'heure de retard", Part.LATE, "la biscuiterie", "", 15),
        ("Biscuiterie est décalée d'une heure", Part.LATER, "biscuiterie", "", 60),
        ("avance la Biscuiterie de 30 min", Part.EARLIER, "la biscuiterie", "", 30),
        ("décale Biscuiterie de 14h à 15h", Part.TIME, "biscuiterie de 14h", "15h", 0),
        ("move Biscuiterie 30 min later", Part.LATER, "biscuiterie", "", 30),
        ("Biscuiterie wird auf 15:30 verlegt", Part.TIME, "biscuiterie", "15:30", 0),
        ("Biscuiterie beginnt um 15:30 Uhr", Part.TIME, "biscuiterie", "um 15:30 uhr", 0),
        ("sage die Biscuiterie am Dienstag ab", Part.OFF, "die biscuiterie am dienstag", "", 0),
        ("Biscuiterie am Dienstag absagen", Part.OFF, "biscuiterie am dienstag", "", 0),
        ("Biscuiterie findet doch statt", Part.OPEN, "biscuiterie", "", 0),
        ("Platzzahl Biscuiterie 25", Part.SEATS, "biscuiterie", "", 25),
        ("Biscuiterie hat 15 Minuten Verspätung", Part.LATE, "biscuiterie", "", 15),
        ("Biscuiterie beginnt 15 Minuten später", Part.LATE, "biscuiterie", "", 15),
        (
            "Biscuiterie van dinsdag gaat naar 15u30",
            Part.TIME,
            "biscuiterie van dinsdag",
            "15u30",
            0,
        ),
        ("verplaats Biscuiterie naar woensdag", Part.TIME, "biscuiterie", "woensdag", 0),
        ("annuleer Biscuiterie", Part.OFF, "biscuiterie", "", 0),
        ("Biscuiterie gaat niet door", Part.OFF, "biscuiterie", "", 0),
        ("Biscuiterie gaat toch door", Part.OPEN, "biscuiterie", "", 0),
        ("Biscuiterie krijgt 20 plaatsen", Part.SEATS, "biscuiterie", "", 20),
        ("Biscuiterie is een kwartier te laat", Part.LATE, "biscuiterie", "", 15),
    ],
)
def test_a_sentence_says_what_changes(
    text: str, part: Part, slot: str, to: str, number: int
) -> None:
    said = change_in(text)
    assert said is not None
    assert (said.part, said.slot, said.to, said.number) == (part, slot, to, number)


@pytest.mark.parametrize("text", ["Biscuiterie", "", "bonjour", "mardi", "qui recrute ?"])
def test_other_texts_change_nothing(text: str) -> None:
    assert change_in(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("15h30", (None, (15, 30), None), id="only an hour"),
        pytest.param("jeudi", (19, None, None), id="only a day"),
        pytest.param("jeudi 10h", (19, (10, 0), None), id="a day and an hour"),
        pytest.param("mercredi 25/11 de 14h à 16h", (25, (14, 0), (16, 0)), id="with its end"),
        pytest.param("de 14h à 15h", (None, (14, 0), (15, 0)), id="one hour, said in full"),
    ],
)
def test_a_new_time_has_a_day_an_hour_or_both(
    text: str, expected: tuple[int | None, tuple[int, int] | None, tuple[int, int] | None]
) -> None:
    moment = moment_in(text, language="fr", now=NOW)
    assert moment is not None
    assert parts(moment) == expected


def parts(moment: Moment) -> tuple[object, object, object]:
    assert moment.starts is not None
    return (
        moment.starts.day if moment.day_said else None,
        (moment.starts.hour, moment.starts.minute) if moment.hour_said else None,
        (moment.ends.hour, moment.ends.minute) if moment.ends else None,
    )


def test_what_names_no_time_is_none() -> None:
    assert moment_in("Biscuiterie", language="fr", now=NOW) is None
