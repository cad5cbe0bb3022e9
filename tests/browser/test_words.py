"""The page's own sentences, read from its files."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "simulator" / "page"
TABLES = re.compile(r"^  (\w\w): \{\n(.*?)^  \},$", re.MULTILINE | re.DOTALL)
KEYS = re.compile(r'^    (\w+): "(.*)",$', re.MULTILINE)
FIELDS = re.compile(r"\{\w+\}")


def tables() -> dict[str, dict[str, str]]:
    text = (PAGE / "words.js").read_text(encoding="utf-8")
    return {language: dict(KEYS.findall(table)) for language, table in TABLES.findall(text)}


def test_both_languages_say_everything_with_the_same_fields() -> None:
    french, english = tables()["fr"], tables()["en"]
    assert len(french) > 50
    assert french.keys() == english.keys()
    for key, sentence in french.items():
        assert set(FIELDS.findall(sentence)) == set(FIELDS.findall(english[key])), key


def test_no_sentence_is_left_that_nobody_says() -> None:
    scripts = [path for path in PAGE.glob("*.js") if path.name != "words.js"]
    code = "".join(path.read_text(encoding="utf-8") for path in scripts)
    assert [key for key in tables()["fr"] if f'"{key}"' not in code] == []


def test_the_page_asks_nothing_of_any_other_machine() -> None:
    for path in PAGE.iterdir():
        addresses = re.findall(r"(?:src|href|url\(|from|import)\W{1,3}https?:", path.read_text())
        assert addresses == [], path.name
