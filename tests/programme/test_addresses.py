"""Addresses that say the town twice."""

import pytest

from bot.programme.places import without_town


@pytest.mark.parametrize(
    ("address", "city", "street"),
    [
        ("830 rue Roland Moréno, 26300 ALIXAN", "Alixan", "830 rue Roland Moréno"),
        ("52 rue Barthélémy de Laffemas 26000 Valence", "Valence", "52 rue Barthélémy de Laffemas"),
        ("1 place de la Gare, Namur", "Namur", "1 place de la Gare"),
        ("12 rue de Metz", "Metz", "12 rue de Metz"),
        ("Rue de Valence à Romans", "Valence", "Rue de Valence à Romans"),
        ("26200 Montélimar", "Montélimar", ""),
        ("ZI Sud", "", "ZI Sud"),
    ],
)
def test_the_street_is_left_where_the_town_stands_elsewhere(
    address: str, city: str, street: str
) -> None:
    assert without_town(address, city) == street
