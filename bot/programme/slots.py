"""One row to one slot: every cell read, every fault told, nothing guessed in silence."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.programme import Audience, Format, Regime, Remark, SlotLine
from bot.programme.cells import written
from bot.programme.choices import read_audiences, read_format, read_regime
from bot.programme.instants import Moment
from bot.programme.line import Line
from bot.programme.places import is_street, without_town
from bot.programme.rows import Row
from bot.programme.text import clean, fold, quoted
from bot.programme.titles import calmed, shouts

ODD_BEFORE = time(6)  # visits begin later than that: an earlier hour is a slip of some export
_LONGEST = timedelta(hours=24)
MOST_SEATS = 100_000
YES = ("oui", "yes", "x", "1", "true", "vrai")


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """A row looked at: the slot unless something was refused."""

    slot: SlotLine | None
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


def check_row(row: Row, zone: ZoneInfo) -> Checked:
    """The slot of a row, with what is refused and what was assumed."""
    line = Line(row, zone)
    _take_zone(line)
    begins = line.moment("starts", day=_day(line), required=True)
    slot = _slot(line, begins) if begins else None
    if begins is None:
        _words(line)  # its other faults are told too
    refused = tuple(line.refused)
    return Checked(slot=None if refused else slot, refused=refused, warnings=tuple(line.warnings))


def _take_zone(line: Line) -> None:
    """Read the line in a zone of its own, where it names one."""
    said = line.text("timezone", 60)
    if not said:
        return
    try:
        line.zone = ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError):
        line.refuse("programme.timezone_unknown", value=quoted(said))


def _day(line: Line) -> date | None:
    moment = line.moment("day")
    return moment.when.date() if moment else None


def _slot(line: Line, begins: Moment) -> SlotLine:
    starts, time_tba = _starts(line, begins)
    ends = None if time_tba else _ends(line, starts)
    words = _words(line)
    regime = _regime(line)
    capacity = line.count("capacity", 1, MOST_SEATS)
    if capacity is None and regime is not Regime.NONE:
        line.warn("programme.no_capacity")
    if ends is None:
        line.warn("programme.no_end")
    opens, closes = _window(line)
    return SlotLine(
        line=line.row.line,
        **words,
        starts=starts,
        ends=ends,
        capacity=capacity,
        time_tba=time_tba,
        edition=line.text("edition", 120) or None,
        host_id=line.id("host_id") or None,
        format=_format(line),
        description=line.paragraphs("description", 4000),
        address=without_town(line.text("address", 300), words["city"]),
        postcode=line.postcode(),
        lat=line.number("lat", -90, 90),
        lon=line.number("lon", -180, 180),
        audience=_audience(line),
        regime=regime,
        opens=opens,
        closes=closes,
        age_min=line.count("age_min", 0, 99),
        group_max=line.count("group_max", 1, MOST_SEATS),
        pupils_per_adult=line.count("pupils_per_adult", 1, 100),
        conditions=line.paragraphs("conditions", 2000),
        accessibility=line.paragraphs("accessibility", 1000),
        language=line.text("language", 60),
        contact=line.id("contact")[:300],
        ref=line.id("ref")[:200] or None,
    )


def _words(line: Line) -> dict[str, str]:
    """The five texts that every slot has, calmed."""
    words = {
        "host": line.text("host", 200, required=True).strip(" ,;"),
        "title": line.text("title", 200, required=True),
        "sector": line.text("sector", 120, required=True),
        "territory": line.text("territory", 120, required=True),
        "city": line.text("city", 120, required=True),
    }
    if shouts(words["title"]):
        before = words["title"]
        words["title"] = calmed(
            before, words["host"], words["city"], text=written(line.row.cells.get("description"))
        )
        line.warn("programme.title_calmed", before=quoted(before), after=quoted(words["title"]))
    if line.row.headings and is_street(words["host"]):
        line.warn("programme.place_is_street", place=quoted(words["host"]))
    return words


def _starts(line: Line, begins: Moment) -> tuple[datetime, bool]:
    """The beginning, and whether only its day can be trusted."""
    midnight = datetime.combine(begins.when.date(), time(), line.zone)
    hour = begins.when.time()
    sure = fold(written(line.row.cells.get("hour_confirmed"))) in YES
    if begins.has_hour and (sure or hour >= ODD_BEFORE):
        return begins.when, False
    if begins.has_hour and hour != time():
        line.warn("programme.odd_hour", hour=f"{hour:%H:%M}")
    else:
        line.warn("programme.no_hour")
    return midnight, True


def _ends(line: Line, starts: datetime) -> datetime | None:
    moment = line.moment("ends", day=starts.date())
    if moment is None or not moment.has_hour:
        return None
    lasts = moment.when.astimezone(UTC) - starts.astimezone(UTC)  # clocks may change in between
    if lasts <= timedelta():
        line.refuse(
            "programme.ends_before_starts",
            starts=f"{starts:%d/%m/%Y %H:%M}",
            ends=f"{moment.when:%d/%m/%Y %H:%M}",
        )
    elif lasts > _LONGEST:
        hours = int(lasts / timedelta(hours=1))
        line.warn("programme.very_long", hours=hours)
    return moment.when


def _window(line: Line) -> tuple[datetime | None, datetime | None]:
    opens, closes = line.moment("opens"), line.moment("closes")
    if opens and closes and closes.when <= opens.when:
        line.refuse("programme.closes_before_opens")
    if closes and not closes.has_hour:  # "until the 20th" includes the 20th
        closes = Moment(datetime.combine(closes.when.date(), time(23, 59), line.zone), True)
    return opens.when if opens else None, closes.when if closes else None


def _format(line: Line) -> Format:
    said = clean(written(line.row.cells.get("format")))
    found = next((each for each in Format if each.value == said), None) or read_format(said)
    if said and found is None:
        line.warn("programme.format_unknown", value=quoted(said))
    return found or read_format(line.text("title", 200)) or Format.VISIT


def _audience(line: Line) -> frozenset[Audience]:
    said = clean(written(line.row.cells.get("audience")))
    found = read_audiences(said)
    if said and not found:
        line.refuse("programme.audience_unknown", value=quoted(said))
    return found or frozenset({Audience.PUBLIC})


def _regime(line: Line) -> Regime:
    said = clean(written(line.row.cells.get("regime")))
    found = read_regime(said) if fold(said) else Regime.REQUIRED
    if found is None:
        line.refuse("programme.regime_unknown", value=quoted(said))
    return found or Regime.REQUIRED
