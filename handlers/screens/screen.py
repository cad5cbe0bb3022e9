"""What a person sees: a value, comparable with `==`."""

from dataclasses import dataclass

from bot.i18n import Html
from handlers.callbacks import Button


@dataclass(frozen=True, slots=True)
class Key:
    """A button as it is drawn: its label and what a tap means."""

    label: str
    button: Button | None = None
    url: str | None = None
    copies: str | None = None
    words: tuple[str, ...] = ()  # what one may type instead, besides label and number
    numbered: bool = False  # one of the options that a number picks, in order


@dataclass(frozen=True, slots=True)
class File:
    """A file to send."""

    name: str
    data: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map."""

    title: str
    address: str
    lat: float
    lon: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """One message: text in Telegram's HTML, and rows of keys below it."""

    text: Html
    rows: tuple[tuple[Key, ...], ...] = ()
    photo: File | None = None
    photo_id: str | None = None  # of a picture that Telegram has already
    document: File | None = None
    venue: Venue | None = None
    location_request: str | None = None  # the label of a key that sends the phone's location

    def all_keys(self) -> list[Key]:
        """Return every key, in reading order."""
        return [key for row in self.rows for key in row]
