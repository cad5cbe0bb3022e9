"""Settings as operators write them, in more than one way."""

import pytest
from pydantic import ValidationError

from bot.settings import Settings


def settings(**said: str) -> Settings:
    return Settings(_env_file=None, **said)  # type: ignore[call-arg,arg-type]


@pytest.mark.parametrize("said", ["12,13", "12, 13", "12 13", "12;13", "[12, 13]", " 12 ,13, "])
def test_ids_of_admins_are_separated_by_what_comes_to_hand(said: str) -> None:
    assert settings(admins=said).admins == (12, 13)


def test_an_admin_who_is_no_number_is_refused() -> None:
    with pytest.raises(ValidationError):
        settings(admins="12 Claire")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.example", "/telegram"),
        ("https://a.example/", "telegram"),
        ("https://a.example/telegram", "/telegram"),
        ("https://a.example/telegram/", "/telegram"),
    ],
)
def test_the_path_of_the_webhook_stands_once_in_its_address(url: str, path: str) -> None:
    said = settings(webhook_url=url, webhook_path=path)
    assert said.webhook_address == "https://a.example/telegram"
    assert said.webhook_path == "/telegram"
