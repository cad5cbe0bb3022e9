"""Points on the map."""

from simulator import checks
from simulator.methods.sending import deliver
from simulator.params import ChatId
from simulator.state import State
from simulator.wire import Json


def send_location(
    state: State,
    chat_id: ChatId,
    latitude: float,
    longitude: float,
    horizontal_accuracy: float = 0,
    live_period: int = 0,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A point on the map."""
    location = checks.position(latitude, longitude)
    if horizontal_accuracy:
        location["horizontal_accuracy"] = horizontal_accuracy
    if live_period:
        location["live_period"] = live_period
    return deliver(state, chat_id, {"location": location}, reply_markup, reply_parameters)


def send_venue(
    state: State,
    chat_id: ChatId,
    latitude: float,
    longitude: float,
    title: str,
    address: str,
    reply_markup: Json | None = None,
    reply_parameters: Json | None = None,
) -> Json:
    """A point on the map with a name and an address."""
    location = checks.position(latitude, longitude)
    venue = {"location": location, "title": title, "address": address}
    content = {"venue": venue, "location": location}
    return deliver(state, chat_id, content, reply_markup, reply_parameters)
