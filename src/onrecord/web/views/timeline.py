"""Timeline: what was said and what happened, in order of when, as a picture and as a table."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple, TypedDict

from fastapi import Depends

from onrecord.record import TimelineRow
from onrecord.store.statements import check_days
from onrecord.web import picture
from onrecord.web.rooms import MOST, Opened, Page, exports, room
from onrecord.web.views.search import Text


class Days(NamedTuple):
    """From which day to which, None for no end."""

    since: str | None
    until: str | None


class Timeline(TypedDict):
    """A page of entries, the picture of it, and how many there are in all; ``more`` where there are more."""

    total: int
    more: bool
    page: int
    pages: int
    picture: dict[str, Any] | None
    entries: list[TimelineRow]


def wanted(since: Text = None, until: Text = None) -> Days:
    """Make what is wanted of the fields of a form."""
    check_days(since or None, until or None)
    return Days(since or None, until or None)


@room("/timeline", "timeline.html")
def timeline(record: Opened, what: Annotated[Days, Depends(wanted)], page: Page = 1) -> Timeline:
    """What was said and what happened, in order of when."""
    rows, total, more = record.some_timeline(since=what.since, until=what.until, skip=(page - 1) * MOST, most=MOST)
    drawn = picture.picture(rows, [])
    return Timeline(
        total=total, more=more, page=page, pages=-(-total // MOST), picture=drawn and drawn._asdict(), entries=rows
    )


exports(
    "/timeline",
    wanted,
    TimelineRow.__annotations__,
    lambda record, what: record.timeline(since=what.since, until=what.until),
)
