"""Classes: how many adults they need, and how they are split over slots that are too small."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.booking import Booking, most_seats
from bot.domain.catalogue import Slot
from bot.domain.refusals import PartyRefused


class AdultsMissing(PartyRefused):
    """The site wants more adults with so many pupils; fields: count, per, pupils, adults."""

    message_id = "class.adults_missing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Part of a class on one slot."""

    slot: int
    pupils: int
    adults: int

    @property
    def seats(self) -> int:
        """The seats it takes."""
        return self.pupils + self.adults


def adults_needed(pupils: int, pupils_per_adult: int | None) -> int:
    """Return how many adults a site wants beside so many pupils."""
    return -(-pupils // pupils_per_adult) if pupils_per_adult else 0


def check_adults(slot: Slot, pupils: int, adults: int) -> None:
    """Raise `AdultsMissing` when the site wants more adults with so many pupils."""
    missing = adults_needed(pupils, slot.visit.pupils_per_adult) - adults
    if missing > 0:
        raise AdultsMissing(
            count=missing, per=slot.visit.pupils_per_adult, pupils=pupils, adults=adults + missing
        )


def recounted(booking: Booking, seats: int) -> tuple[int, int] | None:
    """Return pupils and adults when a class's booking changes to so many seats: pupils change."""
    if not booking.pupils:
        return None
    adults = min(booking.adults or 0, seats - 1)
    return seats - adults, adults


def split(slots: Sequence[Slot], pupils: int, adults: int) -> tuple[Group, ...]:
    """Return the fewest groups, nearly alike, that hold a whole class; none where it can't be.

    Of the slots those with most room are taken. Each group has the adults that its site wants,
    and one where there are enough for all.
    """
    roomy = sorted(slots, key=lambda slot: (-_room(slot), slot.starts, slot.id))
    for count in range(2, min(len(roomy), pupils) + 1):
        taken = sorted(roomy[:count], key=_when)
        groups = _groups(taken, pupils, adults)
        if groups:
            return groups
    return ()


def _when(slot: Slot) -> tuple[datetime, int]:
    return slot.starts, slot.id


def _room(slot: Slot) -> int:
    return min(slot.left, most_seats(slot, school=True))


def _groups(slots: Sequence[Slot], pupils: int, adults: int) -> tuple[Group, ...]:
    """Share adults, then pupils as the seats left allow."""
    rooms = [_room(slot) for slot in slots]
    with_adults = _shared(adults, rooms)
    if with_adults is None:
        return ()
    seats = [
        min(room - grown, _most_pupils(slot, grown))
        for slot, room, grown in zip(slots, rooms, with_adults, strict=True)
    ]
    with_pupils = _shared(pupils, seats)
    if with_pupils is None or not all(with_pupils):
        return ()
    return tuple(
        Group(slot=slot.id, pupils=children, adults=grown)
        for slot, children, grown in zip(slots, with_pupils, with_adults, strict=True)
    )


def _most_pupils(slot: Slot, adults: int) -> int:
    per = slot.visit.pupils_per_adult
    return slot.capacity if per is None else per * adults


def _shared(count: int, rooms: Sequence[int]) -> list[int] | None:
    """Return a count shared as evenly as the rooms allow, the first ones one more; None if less."""
    if sum(rooms) < count:
        return None
    shares = [0] * len(rooms)
    for _ in range(count):
        free = [at for at, room in enumerate(rooms) if shares[at] < room]
        shares[min(free, key=lambda at: shares[at])] += 1
    return shares
