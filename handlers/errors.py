"""Where a refusal leaves a person."""

from bot.conversation import Place, Step
from bot.domain.refusals import AlreadyBooked, BookingGone, Refusal


def place_after(refusal: Refusal, place: Place) -> Place:
    """Return the place that helps after a refusal; mostly where the person stood."""
    if isinstance(refusal, AlreadyBooked) and refusal.fields.get("code"):
        return Place(step=Step.CARD, draft=place.draft.having(booking=refusal.fields["code"]))
    if isinstance(refusal, BookingGone):
        return Place(step=Step.VISITS)
    return place
