"""A timeline as a picture: days from left to right, and in three lanes what came out, what was said, what happened.

The places are worked out here and drawn as SVG by a template. Each mark leads to its day in the table beside, which
says all that the picture shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.record import TimelineRow
from onrecord.web.words import MONTHS, counted, day

WIDTH, LEFT, RIGHT, TOP, LANE = 960, 110, 30, 34, 44
AROUND = 45
"""Days before the first and after the last article that are drawn."""
LEAST = 6
"""Days that the picture covers at least."""
TICKS = 8
LARGEST = 15
LANES = (
    ("article", "articles", "article", "articles"),
    ("statement", "said", "statement", "statements"),
    ("event", "happened", "sentence about it", "sentences about it"),
)


class Mark(NamedTuple):
    """Something on a day: where and how large it is drawn, what it is, and the day as its anchor."""

    lane: str
    x: float
    y: float
    size: float
    words: str
    day: str


class Tick(NamedTuple):
    """A line at a day, and what stands at it."""

    x: float
    words: str


class Lane(NamedTuple):
    """A lane's middle, and its name."""

    y: float
    words: str


class Picture(NamedTuple):
    """A timeline to be drawn; ``outside`` counts the entries whose day is not known, or further away."""

    width: int
    height: int
    lanes: list[Lane]
    ticks: list[Tick]
    marks: list[Mark]
    since: str
    until: str
    outside: int


def picture(rows: Sequence[TimelineRow], published: Iterable[str | None]) -> Picture | None:
    """Return the picture of a timeline; None where no day is known.

    Args:
        rows: its entries.
        published: when the articles came out.
    """
    out = [found for one in published if (found := _day(one))]
    entries = [(row["what"], found) for row in rows if (found := _day(row["date"].partition("/")[0]))]
    if not out and not entries:
        return None
    near = out or [found for _, found in entries]
    begin, end = min(near) - timedelta(AROUND), max(near) + timedelta(AROUND)
    inside = [(what, found) for what, found in entries if begin <= found <= end]
    days = sorted([found for _, found in inside] + out)
    begin, end = days[0] - timedelta(1), max(days[-1] + timedelta(1), days[0] + timedelta(LEAST))
    scale = (WIDTH - LEFT - RIGHT) / (end - begin).days

    def x(at: date) -> float:
        return round(LEFT + (at - begin).days * scale, 1)

    counts = Counter(inside + [("article", at) for at in out])
    most = max(counts.values())
    there = [lane for lane in LANES if out or lane[0] != "article"]
    lanes = {what: TOP + LANE * (n + 0.5) for n, (what, *_) in enumerate(there)}
    names = {what: (one, several) for what, _, one, several in LANES}
    marks = [
        Mark(
            what,
            x(at),
            lanes[what],
            round(4 + (LARGEST - 4) * ((number - 1) / max(1, most - 1)) ** 0.5, 1),
            f"{day(at.isoformat())}: {counted(number, *names[what])}",
            at.isoformat(),
        )
        for (what, at), number in sorted(counts.items(), key=lambda one: (one[0][1], one[0][0]))
    ]
    return Picture(
        WIDTH,
        TOP + LANE * len(there) + 8,
        [Lane(lanes[what], name) for what, name, *_ in there],
        [Tick(x(at), words) for at, words in _ticks(begin, end)],
        marks,
        begin.isoformat(),
        end.isoformat(),
        len(rows) - len(inside),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _ticks(begin: date, end: date) -> Iterable[tuple[date, str]]:
    """Yield days that are far enough apart to be named, the year with the first and with each that begins one."""
    step = max(1, -(-(end - begin).days // TICKS))
    days = [begin + timedelta(n) for n in range(step // 2, (end - begin).days, step)]
    year = None
    for at in days:
        yield at, f"{at.day} {MONTHS[at.month - 1][:3]}" + ("" if at.year == year else f" {at.year}")
        year = at.year
