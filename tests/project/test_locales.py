"""Sentences: every one that code names exists in every language, alike in shape; none is spare."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from bot.domain.alerts import Cadence
from bot.domain.audit import Action
from bot.domain.booking import BookingState
from bot.domain.broadcast import BroadcastKind, BroadcastState, Part, People
from bot.domain.deliveries import Kind
from bot.domain.needs import Need
from bot.domain.programme import Audience
from bot.domain.staff import Role
from bot.domain.stats import FIGURES, By
from bot.domain.vacancies import Contract, GroupKind
from bot.i18n import LOCALES, REFERENCE, languages
from bot.services.browse_vacancies import OTHER
from bot.services.loosen_question import LARGER, PARTS
from bot.understanding.jobs import families
from handlers.doors import MENU
from handlers.screens.figures import FORMS
from storage.invariants import INVARIANTS
from tests.project.source import PROGRAM, named, nodes, python_files, strings

Forms = tuple[str, ...]  # one, or one for each plural
OTHERS = [language for language in languages() if language != REFERENCE]
# What an f-string fills in, by what stands before it.
FILLED_IN = {
    "audit.": [action.value for action in Action],
    "bookings.state_": [state.value for state in BookingState],
    "bookings.will_": [Kind.REMINDER_DAY.value, Kind.REMINDER_HOURS.value],
    "broadcast.is_": [state.value for state in BroadcastState],
    "broadcast.part_": [part.value for part in Part],
    "broadcast.people_": [one.value for one in People],
    "broadcast.preview_": [kind.value for kind in BroadcastKind],
    "broadcast.state_": [state.value for state in BroadcastState],
    "broadcast.tally_": ["sent", "blocked", "failed", "unknown", "dropped"],
    "check.": [*INVARIANTS, "erased_but_there"],
    "commands.": list(MENU),
    "desk.need_": [need.value for need in Need],
    "letters.": [Kind.REMINDER_DAY.value, Kind.REMINDER_HOURS.value],
    "settings.language_": ["fr", "en", "de", "nl"],  # named before they are spoken
    "stats.by_": [by.value for by in By if by is not By.EDITION],
    "stats.chart_by_": [by.value for by in By],
    "stats.column_": [by.value for by in By],
    "stats.define_": list(FIGURES),
    "stats.name_": list(FIGURES),
    "stats.send_": list(FORMS),
    "stats.some_": ["waiting", "attended", "no_show", "walk_ins", "pupils"],
    "alerts.make_": [cadence.value for cadence in Cadence],
    "team.role_": [role.value for role in Role],
    "sheet.audience_": [audience.value for audience in Audience],
    "vacancies.contract_": [contract.value for contract in Contract],
    "vacancies.family_": [*(family.name for family in families()), OTHER],
    "vacancies.group_": [kind.value for kind in GroupKind],
    "vacancies.loosen_": [*PARTS, *LARGER],
}
# id → why it may stand there unused; the list must only shrink
SPARE: dict[str, str] = {}  # sentences that no code names, each with its reason


@cache
def messages(language: str) -> dict[str, Forms]:
    found: dict[str, Forms] = {}
    for path in (LOCALES / language / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    told = message.string
                    name = message.id if isinstance(message.id, str) else message.id[0]
                    assert name.startswith(f"{path.stem}."), f"{name} stands in {named(path)}"
                    assert name not in found, f"{name} is there twice"
                    found[name] = (told,) if isinstance(told, str) else tuple(told or ())
    return found


NOUNS = "|".join(sorted({name.partition(".")[0] for name in messages(REFERENCE)}))
IS_ID = re.compile(rf"(?:{NOUNS})\.[a-z0-9_]*[a-z0-9]")


@cache
def named_in_code() -> dict[str, str]:
    """Every message id that code names, and where."""
    found: dict[str, str] = {}
    for path in python_files(*PROGRAM):
        ids = {text for _, text in strings(path) if IS_ID.fullmatch(text)}
        starts = [part for node in nodes(path) if (part := beginning(node))]
        ids |= {start + rest for start in starts for rest in FILLED_IN.get(start, ["?"])}
        found |= dict.fromkeys(ids - FILES, named(path))
    return found


FILES = {"settings.py"}


def beginning(node: ast.AST) -> str | None:
    """What stands before the first field of an f-string that makes a message id."""
    if not isinstance(node, ast.JoinedStr) or not isinstance(node.values[0], ast.Constant):
        return None
    text = str(node.values[0].value)
    whole = all(isinstance(v, ast.FormattedValue) for v in node.values[1:])
    return text if whole and re.fullmatch(rf"(?:{NOUNS})\.[a-z_]*", text) else None


def placeholders(forms: Forms) -> set[str]:
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


@cache
def calls() -> list[tuple[Path, ast.Call, str]]:
    """Every `t("id", …)` and `t.label("id", …)` whose fields can be read off."""
    found = []
    for path in python_files(*PROGRAM):
        for node in nodes(path):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.args[0].value
                if name in messages(REFERENCE) and says(node.func):
                    found.append((path, node, str(name)))
    return found


def says(function: ast.expr) -> bool:
    return ast.unparse(function).rpartition(".")[2] in ("t", "label")


@pytest.mark.parametrize("language", languages())
def test_every_sentence_that_code_names_exists(language: str) -> None:
    missing = {name: at for name, at in named_in_code().items() if name not in messages(language)}
    assert missing == {}


def test_no_sentence_is_spare() -> None:
    assert set(messages(REFERENCE)) - set(named_in_code()) == set(SPARE)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_sentences_with_the_same_fields(language: str) -> None:
    ours, reference = messages(language), messages(REFERENCE)
    assert set(ours) == set(reference)
    unlike = [n for n, forms in ours.items() if placeholders(forms) != placeholders(reference[n])]
    assert unlike == []
    assert [n for n in ours if (len(ours[n]) > 1) != (len(reference[n]) > 1)] == []


@pytest.mark.parametrize("language", languages())
def test_every_form_of_every_sentence_says_something(language: str) -> None:
    assert [n for n, forms in messages(language).items() if not all(f.strip() for f in forms)] == []


def test_every_sentence_is_given_the_fields_it_asks_for() -> None:
    wrong = []
    for path, call, name in calls():
        given = {keyword.arg for keyword in call.keywords}
        asked = placeholders(messages(REFERENCE)[name])
        if None not in given and not asked <= given:
            wrong.append(f"{named(path)}:{call.lineno} {name} lacks {asked - given}")
    assert len(calls()) > 100
    assert wrong == []


def test_what_is_counted_has_a_plural_and_what_has_a_plural_is_counted() -> None:
    wrong = []
    for path, call, name in calls():
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and ("n" in given) != (len(messages(REFERENCE)[name]) > 1):
            wrong.append(f"{named(path)}:{call.lineno} {name}")
    assert wrong == []


def test_french_says_vous() -> None:
    familiar = re.compile(r"\b(?:tu|toi|te|t[’']|ton|ta|tes)\b", re.I)
    found = {
        name: form
        for name, forms in messages("fr").items()
        for form in forms
        if familiar.search(re.sub(r"<[^>]*>|\{[^}]*\}", " ", form))
    }
    assert found == {}


@pytest.mark.parametrize("language", languages())
def test_the_only_html_is_what_telegram_takes(language: str) -> None:
    tags = {
        tag
        for forms in messages(language).values()
        for form in forms
        for tag in re.findall(r"<(/?\w*)", form)
    }
    assert tags <= {"b", "/b", "i", "/i", "code", "/code"}
    unclosed = [
        n
        for n, forms in messages(language).items()
        for form in forms
        if form.count("<b>") != form.count("</b>")
    ]
    assert unclosed == []
