"""Search: statements by their words, speaker, outlet, date and kind; or those nearest in meaning to some words."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal, NamedTuple, TypedDict

from fastapi import Depends, Query

from onrecord.record import NearRow, Record, StatementRow, Wanted
from onrecord.web.rooms import MOST, Opened, Page, exports, room


class Found(TypedDict):
    """A page of the statements that were looked for, and how many there are in all; ``more`` where there are more."""

    total: int
    more: bool
    page: int
    pages: int
    statements: list[StatementRow]
    outlets: list[str]


class Near(TypedDict):
    """The statements nearest in meaning, the nearest first, and at most how many are given; ``comparable`` says whether
    the record holds what it takes.
    """

    total: int
    most: int
    comparable: bool
    statements: list[NearRow]
    outlets: list[str]


class Meant(NamedTuple):
    """Words, and among which statements those nearest to them in meaning are wanted."""

    words: str | None
    among: Wanted


Text = Annotated[str | None, Query(max_length=500)]


def wanted(
    words: Text = None,
    speaker: Text = None,
    about: Text = None,
    outlet: Text = None,
    kind: Literal["", "direct", "indirect", "mixed"] | None = None,
    since: Text = None,
    until: Text = None,
    altered: bool = False,
) -> Wanted:
    """Make what is wanted of the fields of a form, of which those that were left empty ask for nothing."""
    return Wanted(
        like=words or None,
        speaker=speaker or None,
        about=about or None,
        altered=altered,
        outlet=outlet or None,
        kind=kind or None,
        since=since or None,
        until=until or None,
    )


def meant(what: Annotated[Wanted, Depends(wanted)]) -> Meant:
    """Make of the same fields what is wanted by meaning."""
    return Meant(what.like, replace(what, like=None))


@room("/search", "search.html")
def search(record: Opened, what: Annotated[Wanted, Depends(wanted)], page: Page = 1) -> Found:
    """Statements by their words, speaker, outlet, date and kind, by date of publication."""
    rows, total, more = record.some_statements(what, skip=(page - 1) * MOST, most=MOST)
    pages = -(-total // MOST)
    return Found(total=total, more=more, page=page, pages=pages, statements=rows, outlets=record.outlets())


@room("/nearest", "nearest.html")
def nearest(record: Opened, what: Annotated[Meant, Depends(meant)]) -> Near:
    """The statements whose contents are nearest in meaning to some words, among those of a speaker, outlet, date and
    kind.
    """
    rows = _nearest(record, what)
    comparable = record.has_meanings()
    return Near(total=len(rows), most=MOST, comparable=comparable, statements=rows, outlets=record.outlets())


def _nearest(record: Record, what: Meant) -> list[NearRow]:
    return record.nearest(what.words, what.among, most=MOST) if what.words else []


exports("/search", wanted, StatementRow.__annotations__, lambda record, what: record.statements_by_date(what))
exports("/nearest", meant, NearRow.__annotations__, _nearest)
