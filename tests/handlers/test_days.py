"""How a day is said: always with its weekday, as each language writes it."""

from datetime import date

import pytest

from bot.i18n import translator

TUESDAYS = (date(2026, 11, 24), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("fr", ("mardi 24 novembre", "mardi 1er décembre"), ("mar. 24 nov.", "mar. 1er déc.")),
        ("en", ("Tuesday 24 November", "Tuesday 1 December"), ("Tue 24 Nov", "Tue 1 Dec")),
        (
            "de",
            ("Dienstag, 24. November", "Dienstag, 1. Dezember"),
            ("Di., 24. Nov.", "Di., 1. Dez."),
        ),
        ("nl", ("dinsdag 24 november", "dinsdag 1 december"), ("di 24 nov", "di 1 dec")),
    ],
)
def test_a_day_is_said_with_its_weekday(
    language: str, long: tuple[str, str], short: tuple[str, str]
) -> None:
    t = translator(language)
    assert tuple(t.day(day) for day in TUESDAYS) == long
    assert tuple(t.short_day(day) for day in TUESDAYS) == short
