"""Search: statements by their words, speaker, outlet, date and kind."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from fastapi import Depends, Query

from onrecord.record import StatementRow, Wanted
from onrecord.web.rooms import MOST, Opened, Page, exports, room


class Found(TypedDict):
    """A page of the statements that were looked for, and how many there are in all; ``more`` where there are more."""

    total: int
    more: bool
    page: int
    pages: int
    statements: list[StatementRow]
    outlets: list[str]


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


@room("/search", "search.html")
def search(record: Opened, what: Annotated[Wanted, Depends(wanted)], page: Page = 1) -> Found:
    """Statements by their words, speaker, outlet, date and kind, by date of publication."""
    rows, total, more = record.some_statements(what, skip=(page - 1) * MOST, most=MOST)
    pages = -(-total // MOST)
    return Found(total=total, more=more, page=page, pages=pages, statements=rows, outlets=record.outlets())


exports("/search", wanted, StatementRow, lambda record, what: record.statements(what))
