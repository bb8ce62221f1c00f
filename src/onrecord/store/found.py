"""Pages of what is searched, quickly: which statements, in order of their date, and how many there are.

Where few statements fit one of the conditions, these are looked at one by one. Where many fit each, the record is gone
through in order of date until a page is full; how many fit in all is then told as "at least".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from onrecord.store import lookup, read, statements
from onrecord.store.statements import StatementRow, Wanted

FEW = 4_000
"""Statements that are looked at one by one."""
COUNTED = 5_000
"""Statements up to which it is counted how many there are, where they have to be gone through."""
LOOKED_AT = 30_000
"""Statements that are gone through for that."""
DAY = "coalesce(a.published, '9999')"
GRAVE = ("altered", "spliced", "other-speaker")


class Found(NamedTuple):
    """A page of statements, and how many there are; ``more`` where there are more than that."""

    rows: list[StatementRow]
    total: int
    more: bool


class Condition(NamedTuple):
    """A query of the numbers of statements that fit, and what it takes.

    ``each`` says of one statement whether it fits, where that is quicker than to ask for many.
    """

    sql: str
    values: list[Any]
    each: str | None = None


def some(db: sqlite3.Connection, wanted: Wanted, *, skip: int, most: int) -> Found:
    """Return some of the statements wanted, by date of publication: ``most`` after ``skip``."""
    conditions = list(_conditions(db, wanted))
    if any(condition.sql == "" for condition in conditions):
        return Found([], 0, False)
    few, many, each = _gathered(db, conditions)
    if few is not None:
        numbers = _sorted(db, wanted, each, few)
        return Found(_rows(db, numbers[skip : skip + most]), len(numbers), False)
    walk = _walked(db, wanted, each)
    if wanted == Wanted():
        return Found(_rows(db, list(islice(walk, skip, skip + most))), lookup.counts(db).statements, False)
    fits, page = 0, []
    for looked_at, number in enumerate(walk):
        if all(number in some for some in many):
            if skip <= fits < skip + most:
                page.append(number)
            fits += 1
        if fits >= skip + most and (each or fits > COUNTED or looked_at > LOOKED_AT):
            return Found(_rows(db, page), fits, next(walk, None) is not None)
    return Found(_rows(db, page), fits, False)


def _gathered(db: sqlite3.Connection, conditions: list[Condition]) -> tuple[set[int] | None, list[set[int]], list[str]]:
    """Return the statements that fit all conditions, where few fit one of them; else None, and those of each; and what
    is left to be looked at one by one.
    """
    found: list[tuple[set[int], sqlite3.Cursor | None]] = []
    each = []
    for condition in conditions:
        cursor = db.execute(condition.sql, condition.values)
        first = [number for (number,) in cursor.fetchmany(FEW + 1)]
        if len(first) > FEW and condition.each is not None:
            each.append(condition.each)
        else:
            found.append((set(first), cursor if len(first) > FEW else None))
    complete = [some for some, rest in found if rest is None]
    if complete:
        few = set.intersection(*complete)
        for some, rest in found:
            if rest is not None and few:
                few = (few & some) | {number for (number,) in rest if number in few}
        return few, [], each
    for some, rest in found:
        some.update(number for (number,) in rest or ())
    many = [some for some, _ in found]
    if len(many) > 1 and len(both := set.intersection(*many)) <= FEW:
        return both, [], each
    return None, many, each


def _conditions(db: sqlite3.Connection, wanted: Wanted) -> Iterator[Condition]:
    """Yield what an index answers; one that nothing fits has no query."""
    if wanted.like is not None:
        terms = statements.search_terms(wanted.like)
        yield Condition("SELECT rowid FROM statement_search WHERE statement_search MATCH ?" if terms else "", [terms])
    if wanted.person is not None:
        yield _said_by([wanted.person])
    if wanted.speaker is not None:
        yield _said_by(read.called(db, wanted.speaker))
    if wanted.about is not None:
        people = read.called(db, wanted.about)
        yield Condition(
            "SELECT r.statement FROM article_people p JOIN statement_people r ON r.who = p.number AND r.role = 'about'"
            f" WHERE p.person IN ({_marks(people)})" * bool(people),
            people,
        )
    if wanted.altered:
        grave = " OR ".join(f"m.relations LIKE '%{relation}%'" for relation in GRAVE)
        yield Condition(
            "SELECT u.statement FROM families m JOIN utterances u ON u.wording = m.wording"
            f" WHERE ({grave}) AND u.statement IS NOT NULL",
            [],
            "EXISTS (SELECT 1 FROM utterances u JOIN families m ON m.wording = u.wording"
            f" WHERE u.statement = s.number AND ({grave}))",
        )


def _said_by(people: list[str]) -> Condition:
    marks = _marks(people)
    return Condition(
        "SELECT r.statement FROM article_people p JOIN statement_people r ON r.who = p.number AND r.role = 'speaker'"
        f" JOIN statements s ON s.number = r.statement AND s.speaker_set = 0 WHERE p.person IN ({marks})"
        f" UNION ALL SELECT number FROM statements WHERE person IN ({marks}) AND speaker_set = 1" * bool(people),
        [*people, *people],
    )


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _filters(db: sqlite3.Connection, wanted: Wanted, each: list[str]) -> tuple[str, list[Any]]:
    """Return the conditions that are looked at statement by statement, or article by article."""
    choices = [
        (
            None if wanted.outlet is None else read.outlets_called(db, wanted.outlet),
            "+a.outlet IN (SELECT value FROM json_each(?))",
        ),
        (wanted.since, f"a.published IS NOT NULL AND {DAY} >= ?"),
        (wanted.until, f"a.published IS NOT NULL AND {DAY} <= ?"),
        (wanted.kind, "s.kind = ?"),
    ]
    held = ["+d.replaced_by IS NULL", *(condition for value, condition in choices if value is not None)]
    if not wanted.rejected:
        held.append(
            "s.number NOT IN (SELECT number FROM statements WHERE standing <> 'machine' AND standing = 'rejected')"
        )
    held += each
    return " AND ".join(held), [value for value, _ in choices if value is not None]


FROM = "articles a CROSS JOIN documents d ON d.number = a.document CROSS JOIN statements s ON s.article = a.number"


def _walked(db: sqlite3.Connection, wanted: Wanted, each: list[str]) -> Iterator[int]:
    """Yield the statements that fit what is looked at one by one, in order."""
    held, values = _filters(db, wanted, each)
    sql = f"SELECT s.number FROM {FROM} WHERE {held} ORDER BY {DAY}, a.number, s.number"
    return (number for (number,) in db.execute(sql, values))


def _sorted(db: sqlite3.Connection, wanted: Wanted, each: list[str], few: set[int]) -> list[int]:
    """Return those of some statements that fit what is looked at one by one, in order."""
    held, values = _filters(db, wanted, each)
    sql = (
        "SELECT s.number FROM json_each(?) j CROSS JOIN statements s ON s.number = j.value"
        " CROSS JOIN articles a ON a.number = s.article CROSS JOIN documents d ON d.number = a.document"
        f" WHERE {held} ORDER BY {DAY}, a.number, s.number"
    )
    return [number for (number,) in db.execute(sql, [str(sorted(few)), *values])]


def _rows(db: sqlite3.Connection, numbers: list[int]) -> list[StatementRow]:
    return list(statements.numbered(db, numbers))
