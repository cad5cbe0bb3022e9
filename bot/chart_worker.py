"""Run as a program of its own: reads a chart as JSON on stdin, writes it as PNG on stdout.

The drawing library takes 60 MB and most of a second to load: the bot never carries it.
"""

import sys
from io import BytesIO
from typing import Any

import orjson
from matplotlib.figure import Figure

WIDE, ROW, HEAD = 7.0, 0.42, 1.5  # inches
DPI = 130
DARK, LIGHT = "#1d5c8f", "#c9dcea"


def draw(chart: dict[str, Any]) -> bytes:
    """Return two bars a row, the second inside the first: offered and booked.

    `chart`: title, outer, inner (what the bars mean), rows of [name, outer, inner].
    """
    rows = list(reversed(chart["rows"]))
    figure = Figure(figsize=(WIDE, HEAD + ROW * len(rows)), dpi=DPI, layout="constrained")
    axes = figure.subplots()
    names = [row[0] for row in rows]
    places = range(len(rows))
    outer = axes.barh(places, [row[1] for row in rows], color=LIGHT, label=chart["outer"])
    axes.barh(places, [row[2] for row in rows], color=DARK, height=0.5, label=chart["inner"])
    axes.bar_label(outer, [f"{row[2]} / {row[1]}" for row in rows], padding=4, fontsize=9)
    axes.set_yticks(places, names)
    axes.set_title(chart["title"], loc="left", fontsize=12)
    axes.margins(x=0.15)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside lower right", ncols=2, frameon=False, fontsize=9)
    picture = BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(orjson.loads(sys.stdin.buffer.read())))
