"""Figures: what is counted or measured, and those of one thing side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, NamedTuple, TypedDict

from fastapi import Depends

from onrecord.record import FigureRow
from onrecord.web.rooms import MOST, Opened, Page, exports, room
from onrecord.web.views.search import Text


class Thing(TypedDict):
    """What is counted, and the figures of it: one alone, or all that can be compared, the earliest first."""

    thing: str | None
    of: str
    figures: list[FigureRow]


class Figures(TypedDict):
    """A page of figures, and how many there are in all; ``more`` where there are more than that."""

    total: int
    more: bool
    page: int
    pages: int
    things: list[Thing]


class WantedFigures(NamedTuple):
    """Which figures: those with some words, those that can be compared."""

    words: str | None
    compared: bool


def wanted(words: Text = None, compared: bool = False) -> WantedFigures:
    """Make what is wanted of the fields of a form."""
    return WantedFigures(words or None, compared)


def things(rows: Sequence[FigureRow]) -> list[Thing]:
    """Return figures by what is counted, where those of one thing follow one another."""
    grouped = groupby(enumerate(rows), key=lambda one: one[1]["thing"] or one[0])
    return [_thing([row for _, row in some]) for _, some in grouped]


def _thing(rows: list[FigureRow]) -> Thing:
    called = (row["of"] or row["unit"] for row in rows)
    return Thing(thing=rows[0]["thing"], of=next(filter(None, called), rows[0]["text"]), figures=rows)


@room("/figures", "figures.html")
def figures(record: Opened, what: Annotated[WantedFigures, Depends(wanted)], page: Page = 1) -> Figures:
    """What is counted or measured, who gives it, and as of when."""
    rows, total, more = record.some_figures(compared=what.compared, like=what.words, skip=(page - 1) * MOST, most=MOST)
    return Figures(total=total, more=more, page=page, pages=-(-total // MOST), things=things(rows))


exports(
    "/figures",
    wanted,
    FigureRow.__annotations__,
    lambda record, what: record.figures(compared=what.compared, like=what.words),
)
