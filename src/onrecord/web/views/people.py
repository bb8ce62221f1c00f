"""People: who speaks, and for each what they said, and what was said about them, in order of time."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import Query

from onrecord.record import PersonRow, Record, StatementRow, Wanted
from onrecord.web.rooms import MOST, Opened, Page, exports, room
from onrecord.web.views.search import Text


class People(TypedDict):
    """A page of people, and how many there are in all."""

    total: int
    page: int
    pages: int
    people: list[PersonRow]


class Person(TypedDict):
    """Somebody, and a page of what they said, or of what was said about them, the earliest first."""

    person: PersonRow
    total: int
    more: bool
    page: int
    pages: int
    statements: list[StatementRow]


Id = Annotated[str, Query(min_length=1, max_length=200, description="A person's id.")]


@room("/people", "people.html")
def people(record: Opened, name: Text = None, page: Page = 1) -> People:
    """Everybody who speaks, who speaks most first."""
    rows, total = record.some_people(name or None, skip=(page - 1) * MOST, most=MOST)
    return People(total=total, page=page, pages=-(-total // MOST), people=rows)


def wanted(name: Text = None) -> str | None:
    """Return which people are wanted."""
    return name or None


exports(
    "/people",
    wanted,
    PersonRow.__annotations__,
    lambda record, name: record.some_people(name, most=-1)[0],
)


@room("/person", "person.html")
def person(record: Opened, id: Id, page: Page = 1) -> Person:
    """Somebody, and what they said in order of time."""
    row = record.person(id)
    return _page(record, row, Wanted(person=row["person_id"]), page)


@room("/about", "about.html")
def about(record: Opened, id: Id, page: Page = 1) -> Person:
    """Somebody, and what was said about them, namesakes left out, in order of time."""
    row = record.person(id)
    return _page(record, row, Wanted(about_person=row["person_id"]), page)


def _page(record: Record, row: PersonRow, what: Wanted, page: int) -> Person:
    rows, total, more = record.some_statements(what, skip=(page - 1) * MOST, most=MOST)
    return Person(person=row, total=total, more=more, page=page, pages=-(-total // MOST), statements=rows)


def said_by(record: Opened, id: Id) -> Wanted:
    """Return what is wanted of a person, by the id that they have now."""
    return Wanted(person=record.person(id)["person_id"])


def said_about(record: Opened, id: Id) -> Wanted:
    """Return what is wanted that was said about a person, by the id that they have now."""
    return Wanted(about_person=record.person(id)["person_id"])


exports("/person", said_by, StatementRow.__annotations__, lambda record, what: record.statements_by_date(what))
exports("/about", said_about, StatementRow.__annotations__, lambda record, what: record.statements_by_date(what))
