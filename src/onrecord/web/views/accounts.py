"""How articles name somebody, and what somebody said of a topic in order of time."""

from __future__ import annotations

from typing import Annotated, NamedTuple, TypedDict

from fastapi import Query

from onrecord.record import LabelsRow, PersonRow, PositionsRow
from onrecord.store.positions import FIELDS, flat
from onrecord.web.rooms import MOST, Opened, Page, exports, room
from onrecord.web.views.people import Id
from onrecord.web.views.search import Text


class Labels(TypedDict):
    """Somebody, what each article of a page itself calls them, and how many articles refer to them in all."""

    person: PersonRow
    total: int
    page: int
    pages: int
    labels: list[LabelsRow]


class Positions(TypedDict):
    """Somebody, and a page of what they said, each utterance once; ``more`` where there are more in all, ``compared``
    where what differs was looked for.
    """

    person: PersonRow
    total: int
    more: bool
    page: int
    pages: int
    compared: bool
    positions: PositionsRow


@room("/labels", "labels.html")
def labels(record: Opened, person: Id, page: Page = 1) -> Labels:
    """What each article itself calls somebody, outside of what it quotes."""
    row = record.person(person)
    rows, total = record.some_labels(row["person_id"], skip=(page - 1) * MOST, most=MOST)
    return Labels(person=row, total=total, page=page, pages=-(-total // MOST), labels=rows)


def named(record: Opened, person: Id) -> str:
    """Return the id that somebody has now."""
    return record.person(person)["person_id"]


exports("/labels", named, LabelsRow.__annotations__, lambda record, person: record.labels(person))


class Asked(NamedTuple):
    """Somebody's id, and words that what they said is on."""

    person: str
    topic: str | None


Topic = Annotated[Text, Query(description="Words that it is on.")]


def asked(record: Opened, person: Id, topic: Topic = None) -> Asked:
    """Make what is wanted of an address."""
    return Asked(record.person(person)["person_id"], topic or None)


@room("/positions", "positions.html")
def positions(record: Opened, person: Id, topic: Topic = None, page: Page = 1) -> Positions:
    """What somebody said of a topic in order of time, and what differs far apart."""
    row = record.person(person)
    found = record.some_positions(row["person_id"], topic or None, skip=(page - 1) * MOST, most=MOST)
    pages = -(-found.total // MOST)
    return Positions(
        person=row,
        total=found.total,
        more=found.more,
        page=page,
        pages=pages,
        compared=found.compared,
        positions=found.found,
    )


exports("/positions", asked, FIELDS, lambda record, what: flat(record.positions(what.person, what.topic)))
