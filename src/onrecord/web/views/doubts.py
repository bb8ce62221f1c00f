"""Doubts: doubtful findings that nobody has judged, those worth a look first, with keys to judge them."""

from __future__ import annotations

from typing import TypedDict

from onrecord.record import DoubtRow
from onrecord.web.rooms import Opened, exports, room
from onrecord.web.views.stories import every

MOST = 20
"""Findings that are shown: each that is judged makes room for the next."""


class Doubts(TypedDict):
    """The findings that are worth a look first, and how many are doubtful; ``more`` where there are more than that."""

    total: int
    more: bool
    doubts: list[DoubtRow]


@room("/doubts", "doubts.html")
def doubts(record: Opened) -> Doubts:
    """Doubtful findings that nobody has judged, those worth a look first."""
    rows, total, more = record.first_doubts(MOST)
    return Doubts(total=total, more=more, doubts=rows)


exports("/doubts", every, DoubtRow.__annotations__, lambda record, what: record.every_doubt())
