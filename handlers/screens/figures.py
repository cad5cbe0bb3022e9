"""Figures, readable on a phone: the whole first, then a few lines for each part."""

from dataclasses import dataclass

from bot.charts import Chart, png
from bot.conversation import Draft, Step
from bot.domain.stats import FIGURES, By, Counts, Part, Stats
from bot.i18n import Html, Translator, as_typed
from bot.tables import Cell, Table, csv_bytes
from handlers.callbacks import Go
from handlers.callbacks.figures import FiguresBy, FiguresOf, SendFigures
from handlers.screens.listing import home_key, on_page, page_keys
from handlers.screens.screen import File, Key, Screen

CHOICES = (By.TERRITORY, By.SECTOR, By.HOST, By.DAY)
CHART, TABLE = "chart", "table"
FORMS = (CHART, TABLE)
MOST_EDITIONS = 4  # others to go to


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """Figures to be sent, and in which form."""

    stats: Stats
    form: str


def figures(stats: Stats, draft: Draft, t: Translator) -> Screen:
    """Draw the figures of an edition by one criterion."""
    shown, page, pages = on_page(stats.parts, draft.page)
    lines = [t("stats.head", edition=stats.edition), _lines(stats.whole, t)]
    if (compared := stats.comparison) is not None:
        more = stats.whole.hosts - compared.hosts_before
        say = "stats.more_hosts" if more >= 0 else "stats.fewer_hosts"
        lines.append(
            t(say, hosts=stats.whole.hosts, n=abs(more), before=compared.before, new=compared.new)
        )
    lines += [_part(one, stats.by, t) for one in shown]
    kinds = tuple(
        Key(t.label(f"stats.by_{by.value}"), FiguresBy(by.value), numbered=True) for by in CHOICES
    )
    send = tuple(
        Key(t.label(f"stats.send_{form}"), SendFigures(stats.by.value, form), numbered=True)
        for form in FORMS
    )
    meant = (Key(t.label("stats.definitions"), Go(Step.FIGURES_MEANT), numbered=True),)
    back = (Key(t.label("team.back"), Go(Step.STAFF)), home_key(t))
    others = [
        (Key(t.label("stats.edition", name=name), FiguresOf(number), numbered=True),)
        for number, name in enumerate(stats.others[:MOST_EDITIONS])
    ]
    turn = page_keys(page, pages, t)
    rows = (turn, kinds[:2], kinds[2:], send, *others, meant, back)
    return Screen(text=Html("\n\n".join(lines)), rows=tuple(row for row in rows if row))


def meanings(_facts: None, _draft: Draft, t: Translator) -> Screen:
    """Say what each figure counts."""
    lines = [t("stats.meanings")]
    lines += [
        Html(f"<b>{t(f'stats.name_{name}')}</b> · {t(f'stats.define_{name}')}") for name in FIGURES
    ]
    back = Key(t.label("stats.back"), Go(Step.FIGURES))
    return Screen(text=Html("\n".join(lines)), rows=((back,), (home_key(t),)))


def paper(one: Paper, t: Translator) -> Screen:
    """Draw figures as a file."""
    text = t("stats.sent", edition=one.stats.edition)
    if one.form == CHART:
        return Screen(text=text, photo=File("toctoc.png", png(chart(one.stats, t)), "image/png"))
    table = File("toctoc.csv", csv_bytes(as_table(one.stats, t)), "text/csv")
    return Screen(text=text, document=table)


def chart(stats: Stats, t: Translator) -> Chart:
    """Return the chart of seats offered and booked, the largest parts first unless by day."""
    parts = list(stats.parts)
    if stats.by is not By.DAY:
        parts.sort(key=lambda part: -part.counts.seats)
    return Chart(
        title=t.label(f"stats.chart_by_{stats.by.value}", edition=stats.edition),
        outer=t.label("stats.name_seats"),
        inner=t.label("stats.name_booked"),
        rows=[(_name(one, stats.by, t), one.counts.seats, one.counts.booked) for one in parts],
    )


def as_table(stats: Stats, t: Translator) -> Table:
    """Return the figures as a table; its first line is the whole, which is no sum of the parts."""
    headings = [t.label(f"stats.column_{stats.by.value}")]
    headings += [t.label(f"stats.name_{name}") for name in FIGURES]
    whole = Part(name=t.label("stats.whole"), counts=stats.whole)
    rows: list[list[Cell]] = [[whole.name, *_cells(whole.counts)]]
    rows += [[_name(one, stats.by, t), *_cells(one.counts)] for one in stats.parts]
    return Table(headings=headings, rows=rows)


def _cells(counts: Counts) -> list[int]:
    return [getattr(counts, name) for name in FIGURES]


def _part(part: Part, by: By, t: Translator) -> Html:
    return Html(f"<b>{as_typed(_name(part, by, t))}</b>\n{_lines(part.counts, t)}")


def _name(part: Part, by: By, t: Translator) -> str:
    return t.day(part.day) if by is By.DAY else part.name


def _lines(counts: Counts, t: Translator) -> Html:
    """Say a part's figures; what is nought is left out."""
    offered = [
        t("stats.some_hosts", n=counts.hosts),
        t("stats.some_visits", n=counts.visits),
        t("stats.some_slots", n=counts.slots),
    ]
    said = [Html(" · ".join(offered))]
    if counts.filled is not None:
        said.append(t("stats.filled", n=counts.booked, seats=counts.seats, share=counts.filled))
    said += [
        t(f"stats.some_{name}", n=getattr(counts, name))
        for name in ("waiting", "attended", "no_show", "walk_ins", "pupils")
        if getattr(counts, name)
    ]
    return Html("\n".join(said))
