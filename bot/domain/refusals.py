"""Every "no" of TocToc, as a class with a message id and fields.

Refusal
├── SlotUnavailable        nothing can be booked there
│   ├── SlotFull               fewer seats left than asked for
│   ├── SlotCancelled          the host called it off
│   ├── SlotBegun              it has begun, or booking has closed
│   ├── SlotNotOpen            booking opens later
│   └── SlotWalkIn             no booking there: one just comes
├── PartyRefused           the number of seats is not possible
│   ├── PartyTooLarge          more than one booking may take
│   └── PartyTooSmall          fewer than one
├── AlreadyBooked          this person already has this slot
├── Overlap                this person has another visit at that time
├── BookingGone            no such booking of this person, or it is over
├── OfferOver              the seats kept for this person went to the next
├── NotUnderstood          a text that means nothing here
├── OnlyWords              a sticker, a voice, a photo: we read words and locations
├── OnlyNewMessages        an edited message is not read again
├── NothingNamed           no name like that among the answers
├── NoVisitThen            no visit with seats on that day
├── NotYours               staff only, or not this staff: the same answer for everything
└── NothingFound           what was asked for does not exist (any more)

Commands and files add their own beside what they refuse, as subclasses.
Sentences live in `locales/<lang>/LC_MESSAGES/refusals.po` under the message id.
"""

from typing import ClassVar


class Refusal(Exception):
    """An expected "no": the person is told what to do, nothing has changed."""

    message_id: ClassVar[str] = "refusals.refused"

    def __init__(self, **fields: object) -> None:
        super().__init__(self.message_id)
        self.fields = fields

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.message_id}({told})"


class SlotUnavailable(Refusal):
    """Nothing can be booked on that slot."""


class SlotFull(SlotUnavailable):
    """Fewer seats are left than asked for; fields: left, asked."""

    message_id = "refusals.slot_full"


class SlotCancelled(SlotUnavailable):
    """The slot was called off."""

    message_id = "refusals.slot_cancelled"


class SlotBegun(SlotUnavailable):
    """The slot has begun, or booking for it has closed."""

    message_id = "refusals.slot_begun"


class SlotNotOpen(SlotUnavailable):
    """Booking opens later; fields: opens (aware datetime), tz."""

    message_id = "refusals.slot_not_open"


class SlotWalkIn(SlotUnavailable):
    """There is nothing to book: one just comes."""

    message_id = "refusals.slot_walk_in"


class PartyRefused(Refusal):
    """The number of seats is not possible."""


class PartyTooLarge(PartyRefused):
    """More seats than one booking may take; fields: most."""

    message_id = "refusals.party_too_large"


class PartyTooSmall(PartyRefused):
    """Fewer than one seat."""

    message_id = "refusals.party_too_small"


class AlreadyBooked(Refusal):
    """This person already has this slot; fields: code."""

    message_id = "refusals.already_booked"


class Overlap(Refusal):
    """This person has another visit at that time; fields: code, title, starts, tz."""

    message_id = "refusals.overlap"


class BookingGone(Refusal):
    """No such booking of this person, or it is over."""

    message_id = "refusals.booking_gone"


class OfferOver(Refusal):
    """The time for which seats were kept is over."""

    message_id = "refusals.offer_over"


class NotUnderstood(Refusal):
    """A text that means nothing here; fields: text."""

    message_id = "refusals.not_understood"


class OnlyWords(Refusal):
    """A sticker, a voice, a photo: only words and locations are read."""

    message_id = "refusals.only_words"


class OnlyNewMessages(Refusal):
    """A message was edited: only new ones are read."""

    message_id = "refusals.only_new_messages"


class NothingNamed(Refusal):
    """No answer has a name like that; fields: text."""

    message_id = "refusals.nothing_named"


class NoVisitThen(Refusal):
    """No visit with seats on that day; fields: day (local date)."""

    message_id = "refusals.no_visit_then"


class NotYours(Refusal):
    """Not for this person: one answer, whatever it was, that tells nothing about it."""

    message_id = "refusals.not_yours"


class NothingFound(Refusal):
    """What was asked for does not exist, or no longer."""

    message_id = "refusals.nothing_found"
