"""What jobs are called, and which job a phrase means: titles by code, families of trades.

The titles are those of the official table where it was imported, and always ours (`jobs.csv`, with
what people say in four languages). `jobs_families.csv` names families of trades by the first signs
of their codes. Of declared vacancies it knows the words, so that those, too, may be mistyped.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.domain.text import fold
from bot.domain.vacancies import Term
from bot.understanding.jobs_declared import Declared
from bot.understanding.jobs_index import GUESS, JobIndex, JobTitle, Ranked, Token
from bot.understanding.jobs_vague import VAGUE, names_no_trade, open_ended, vague
from bot.understanding.jobs_words import words_of

SPOKEN = ("fr", "en", "de", "nl")
SURE = 0.72  # of a code's score: below, it isn't what was meant
AS_GOOD = 0.09  # below the best score: that may be meant, too
MOST_MEANT, MOST_NEAR = 6, 24
TELLING = 0.74  # of a vacancy's title: sure enough to keep the code for it
LIKELY, LEAD = 0.66, 0.12  # sure enough, too, where the next code is so much behind
NOTHING = Ranked("", 0.0, "")


@dataclass(frozen=True, slots=True)
class MeantJob:
    """The job that a phrase means: codes, the codes of its neighbours, its words."""

    romes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()  # words that nothing has


@dataclass(frozen=True, slots=True)
class Family:
    """A family of trades: its name in our files, the first signs of its codes."""

    name: str
    codes: tuple[str, ...]

    def holds(self, rome: str) -> bool:
        """Tell whether a code is one of the family."""
        return rome.startswith(self.codes)


class Jobs:
    """The titles of jobs, ours and those of an imported table."""

    def __init__(self, official: Iterable[JobTitle] = ()) -> None:
        """Index the titles; `official` ones are those of the imported table."""
        self.index = JobIndex([*_own_titles(), *official])
        self._near = _neighbours(self.index.parents)
        self._same = {row["rome"]: row["same"].split() for row in _rows("jobs.csv")}
        self._names = {row["rome"]: row["fr"].split("|") for row in _rows("jobs.csv")}
        self._families = _said_families()
        self._said_whole = {" ".join(words_of(one.text)): one.rome for one in _own_titles()}

    def rank(self, phrase: str, language: str = "fr", most: int = 10) -> list[str]:
        """Return the codes that a phrase names, the likeliest first."""
        return [one.rome for one in self.index.rank(self._tokens(phrase, language), most)]

    def code_of(self, title: str) -> str:
        """Return the code of a vacancy's title; empty where none is sure enough."""
        tokens, missing = self._read_title(title)
        if all(one.stem in vague() or (missing and one.stem in open_ended()) for one in tokens):
            return self._whole(title)
        first, second, *_ = (*self.index.rank(tokens, 2, missing=missing), NOTHING, NOTHING)
        alone = not missing and first.score >= LIKELY and first.score - second.score >= LEAD
        return first.rome if alone or first.score >= TELLING else ""

    def _read_title(self, title: str) -> tuple[list[Token], int]:
        """Return the known words of a title, and how many that nobody knows say what it is."""
        tokens: list[Token] = []
        missing = 0
        for word in words_of(title):
            if names_no_trade(word):
                continue
            token = self.index.token(word)
            if token is not None and token.sure > GUESS:
                tokens.append(token)
            elif all(one.stem in vague() or one.stem in open_ended() for one in tokens):
                missing += 1
        return tokens, missing

    def _whole(self, title: str) -> str:
        """Return the code of a title of ours that is said in full: ouvrier."""
        telling = (word for word in words_of(title) if not names_no_trade(word))
        return self._said_whole.get(" ".join(telling), "")

    def family(self, phrase: str) -> Family | None:
        """Return the family that a whole phrase names."""
        return self._families.get(" ".join(word for word in fold(phrase).split()))

    def title_of(self, rome: str) -> str:
        """Return what we call a code in French; empty where we have no name for it."""
        return next(
            (row["fr"].split("|")[0] for row in _rows("jobs.csv") if row["rome"] == rome), ""
        )

    def knows(self, word: str) -> bool:
        """Tell whether titles have a word, in this form or another."""
        token = self.index.token(word)
        return token is not None and token.sure == 1.0

    def meant(self, words: Sequence[str], language: str, declared: Declared) -> MeantJob:
        """Return the job that words mean; no codes where no title is near enough."""
        seen = {word: self._token(word, language, declared) for word in words}
        terms = tuple(self._term(one, declared) for one in dict.fromkeys(seen.values()) if one)
        in_families = self._in_families(words, declared)
        if in_families is not None:
            return MeantJob(romes=in_families, terms=terms)
        return self._of_words(seen, terms, language, declared)

    def _of_words(
        self,
        seen: dict[str, Token | None],
        terms: tuple[Term, ...],
        language: str,
        declared: Declared,
    ) -> MeantJob:
        tokens = [one for one in seen.values() if one]
        unknown = tuple(word for word, one in seen.items() if one is None)
        if unknown and not any(map(_is_telling, tokens)):
            return MeantJob(unknown=unknown)  # nothing but guesses, or a driver of what?
        romes = self._with_same(self._meant_codes(tokens))
        if language != "fr" and not any(one.stem in declared for one in tokens):
            terms = self._in_french(romes, declared) or terms
        return MeantJob(romes=romes, near=self._neighbours_of(romes), terms=terms, unknown=unknown)

    def _meant_codes(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the likeliest codes; none where the words are shared by many jobs."""
        if all(one.stem in vague() for one in tokens):
            return ()
        ranked = self.index.rank(tokens)
        least = max(SURE, ranked[0].score - AS_GOOD) if ranked else SURE
        meant = tuple(one.rome for one in ranked if one.score >= least)
        return meant if len(meant) <= MOST_MEANT else ()

    def _in_french(self, romes: Sequence[str], declared: Declared) -> tuple[Term, ...]:
        """Return the words of a job as titles of vacancies here say them, if any does."""
        for name in self._names.get(romes[0], ()) if romes else ():
            tokens = [one for one in map(self.index.token, words_of(name)) if one]
            if all(one.stem in declared for one in tokens):
                return tuple(self._term(one, declared) for one in tokens)
        return ()

    def _with_same(self, romes: Sequence[str]) -> tuple[str, ...]:
        """Return codes with those that the official table tells apart and people don't."""
        more = (code for rome in romes for code in self._same.get(rome, ()))
        return tuple(dict.fromkeys((*romes, *more)))

    def _in_families(self, words: Sequence[str], declared: Declared) -> tuple[str, ...] | None:
        """Return the declared codes of the families that words name; None if one names none."""
        whole = self.family(" ".join(words))
        named = [whole] if whole else [self.family(word) for word in words]
        families_ = [one for one in named if one is not None]
        if not families_ or len(families_) < len(named):
            return None
        each = [{code for code in declared.codes if one.holds(code)} for one in families_]
        return tuple(sorted(set.intersection(*each) or set.union(*each)))

    def _neighbours_of(self, romes: Sequence[str]) -> tuple[str, ...]:
        near = (code for rome in romes[:2] for code in self._near.get(rome, ()))
        return tuple(dict.fromkeys(code for code in near if code not in romes))[:MOST_NEAR]

    def _tokens(self, phrase: str, language: str) -> list[Token]:
        found = (self.index.token(word, language) for word in words_of(phrase))
        return [one for one in found if one]

    def _token(self, word: str, language: str, declared: Declared) -> Token | None:
        """Return a word as titles have it; one that is no word of theirs as vacancies have it."""
        token = self.index.token(word, language)
        if token is not None and token.sure == 1.0:
            return token
        return declared.token(word) or token

    def _term(self, token: Token, declared: Declared) -> Term:
        """Return a word with its kin; what half of all jobs have counts less."""
        weight = self.index.weight(token.stem) * (VAGUE if token.stem in vague() else 1)
        alike = dict.fromkeys((*self.index.kin(token.word), *declared.kin(token.word)))
        kin = tuple(one for one in alike if one != token.stem)
        return Term(token.stem, kin, round(weight, 3))


def _is_telling(token: Token) -> bool:
    return token.sure == 1.0 and token.stem not in open_ended()


@cache
def families() -> tuple[Family, ...]:
    """Return the families of trades in the order in which they are shown."""
    return tuple(
        Family(row["family"], tuple(row["codes"].split())) for row in _rows("jobs_families.csv")
    )


def family_of(rome: str) -> Family | None:
    """Return the first family that a code belongs to."""
    return next((one for one in families() if rome and one.holds(rome)), None)


def _said_families() -> dict[str, Family]:
    known = {one.name: one for one in families()}
    said: dict[str, Family] = {}
    for row in _rows("jobs_families.csv"):
        for language in SPOKEN:
            for phrase in row[language].split("|"):
                said.setdefault(fold(phrase), known[row["family"]])
    return said


def own_jobs() -> list[tuple[str, str]]:
    """Return the French title and the code of each of our jobs."""
    return [(row["fr"].split("|")[0], row["rome"]) for row in _rows("jobs.csv")]


def _own_titles() -> Iterable[JobTitle]:
    for row in _rows("jobs.csv"):
        for language in SPOKEN:
            for number, phrase in enumerate(row[language].split("|")):
                first = not number and language == "fr"
                yield JobTitle(phrase, row["rome"], principal=first, own=True, language=language)


def _neighbours(parents: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the neighbours of each code: those we name, then those of its group."""
    groups: dict[str, list[str]] = {}
    for rome in sorted(parents):
        groups.setdefault(parents[rome], []).append(rome)
    near: dict[str, tuple[str, ...]] = {
        rome: tuple(code for code in groups[parent] if code != rome)
        for rome, parent in parents.items()
    }
    for row in _rows("jobs.csv"):
        near[row["rome"]] = (*row["near"].split(), *near.get(row["rome"], ()))
    return near


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = files("bot.understanding").joinpath(name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter=";"))
