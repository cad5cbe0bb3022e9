"""Phrases as a table writes them: `je/on ne? viens pas`, compiled once to patterns over words.

A phrase is slots with spaces between; a slot is alternatives, `a/b`, of words; `_` joins the words
of one alternative. `x*` is any word that begins so, `x?` may be absent, `{x}` is the class of that
name in the phrase's language, `.` any word, `..` up to three, `...` up to six; `!x` is not
followed by x, `-x` not preceded by it, `^` and `$` are the ends of the message; `9` is a number,
`<n>` one that is wanted (`<nn>` from 10 on). `a|b` are two phrases of one line.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from itertools import count

END = r"(?: |$)"
FIXED = {
    ".": rf"\S+{END}",
    ".?": rf"(?:\S+{END})?",
    "..": r"(?:\S+ ){0,3}",
    "...": r"(?:\S+ ){0,6}",
    "^": "^",
    "$": "$",
}
Classes = Mapping[tuple[str, str], str]
"""The alternatives of a class by its name and language."""


def table(name: str) -> Iterator[tuple[str, str]]:
    """Yield what each phrase of a table beside this file means and its pattern, in their order.

    The language `*` is every language. A wanted number's group is named `n_1`, `n_2`…, so that
    the patterns of a table can be joined.
    """
    rows = _rows(name)
    classes = {(key, language): line for key, language, line in rows if key.startswith("{")}
    languages = list(dict.fromkeys(language for _, language in classes))
    groups = count(1)
    for key, spoken, line in rows:
        if not key.startswith("{"):
            for language in languages if spoken == "*" else [spoken]:
                pattern = compiled(line, language, classes)
                yield key, re.sub(r"(?<=\?P<)(\w+)", _numbered(groups), pattern)


def class_words(name: str, key: str) -> frozenset[str]:
    """Return the words of a class of a table in all languages."""
    lines = (line for one, _, line in _rows(name) if one == key)
    return frozenset(word.replace("_", " ") for line in lines for word in line.split("/"))


def _rows(name: str) -> list[tuple[str, ...]]:
    text = files("bot.understanding").joinpath(name).read_text(encoding="utf-8")
    return [tuple(row) for row in csv.reader(text.splitlines()[1:], delimiter=";")]


def _numbered(groups: Iterator[int]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}_{next(groups)}"


def compiled(line: str, language: str, classes: Classes) -> str:
    """Return the pattern of a line of a table; it matches whole words."""
    phrases = (
        "".join(_slot(slot, language, classes) for slot in phrase.split())
        for phrase in line.split("|")
    )
    return rf"(?<!\S)(?:{'|'.join(phrases)})"


def _slot(slot: str, language: str, classes: Classes) -> str:
    if slot in FIXED:
        return FIXED[slot]
    if slot[0] == "-":
        return rf"(?<!(?<!\S){slot[1:].replace('_', ' ')} )"
    if slot[0] == "!":
        return rf"(?!(?:{_words(slot[1:], language, classes)}){END})"
    optional = "?" if slot.endswith("?") else ""
    return rf"(?:(?:{_words(slot.rstrip('?'), language, classes)}){END}){optional}"


def _words(slot: str, language: str, classes: Classes) -> str:
    return "|".join(_word(word, language, classes) for word in slot.split("/"))


def _word(word: str, language: str, classes: Classes) -> str:
    if word[0] == "{":
        return _words(classes[word, language], language, classes)
    if word == "<nn>":
        return r"(?P<n>\d{2,3})"
    if word[0] == "<":
        return rf"(?P<{word[1:-1]}>\d{{1,3}})"
    if word == "9":
        return r"\d{1,3}"
    return re.escape(word.rstrip("*").replace("_", " ")) + (r"\S*" if word[-1] == "*" else "")
