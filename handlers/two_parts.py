"""Tables of which only the first part is loaded at the start: the first answer needs no more."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class TwoParts(Mapping[Key, Value]):
    """A table whose other part is loaded when a key is not in the first, or all are looked at."""

    def __init__(
        self, first: Mapping[Key, Value], others: Callable[[], Mapping[Key, Value]]
    ) -> None:
        self._first = first
        self._others = others

    def __getitem__(self, key: Key) -> Value:
        found = self._first.get(key)
        return self._others()[key] if found is None else found

    def __iter__(self) -> Iterator[Key]:
        yield from self._first
        yield from self._others()

    def __len__(self) -> int:
        return len(self._first) + len(self._others())
