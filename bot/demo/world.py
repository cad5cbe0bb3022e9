"""The demo programme as a world of names: what sentences may speak of on a fresh machine."""

from datetime import date

from bot.demo.programme import demo_lines
from bot.domain.programme import SlotLine
from bot.understanding.world import Named, Site, World

ANY_DAY = date(2026, 1, 5)  # names don't depend on it


def demo_world() -> World:
    """Return the names of the demo programme."""
    return world_of(demo_lines(ANY_DAY))


def world_of(lines: tuple[SlotLine, ...]) -> World:
    """Return what the lines of a programme name, numbered as they come."""
    ids: dict[tuple[str, str], int] = {}
    for line in lines:
        for noun in ("territory", "sector", "host"):
            ids.setdefault((noun, getattr(line, noun)), len(ids) + 1)
    sites = {(line.host, line.title): line for line in lines}
    return World(
        territories=_named(ids, "territory"),
        sectors=_named(ids, "sector"),
        hosts=_named(ids, "host"),
        sites=tuple(
            Site(
                id=number,
                title=line.title,
                host=ids["host", line.host],
                territory=ids["territory", line.territory],
                city=line.city,
                lat=line.lat,
                lon=line.lon,
            )
            for number, line in enumerate(sites.values(), 1)
        ),
    )


def _named(ids: dict[tuple[str, str], int], noun: str) -> tuple[Named, ...]:
    return tuple(Named(number, name) for (kind, name), number in ids.items() if kind == noun)
