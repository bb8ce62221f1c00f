"""Doubtful findings that nobody has judged, in the order in which it is worth to look at them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.store.statements import StatementRow, statement

DOUBTFUL = 0.2
"""A finding is doubtful if it is wrong with at least this probability."""
UNKNOWN = 0.5
"""In place of a speaker's confidence where nobody is named."""
GRAVE = ("other-speaker", "altered")
"""Relations that say of somebody that words were changed, or given to the wrong speaker: no small thing if untrue."""


class DoubtRow(StatementRow):
    """A statement, how probable it is that something in it is wrong, and what makes it worth a look."""

    doubt: float
    why: list[str]


class First(NamedTuple):
    """The findings that are worth a look first, and how many are doubtful; ``more`` where there are more than that."""

    rows: list[DoubtRow]
    total: int
    more: bool


GRAVELY = " OR ".join(f"instr(relations, '{relation}')" for relation in GRAVE)
RIGHT = f"s.confidence * coalesce(s.speaker_confidence, {UNKNOWN})"
CONSEQUENCE = (
    "CASE s.kind WHEN 'direct' THEN 3 WHEN 'mixed' THEN 2 ELSE 1 END * CASE WHEN s.person IS NULL THEN 1 ELSE 2 END"
)
"""As in the index ``statements_doubt``, by which what comes first is found at once."""
CURRENT = "articles a ON a.number = s.article JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL"
GRAVES = f"""
SELECT s.number FROM (SELECT DISTINCT u.statement FROM (
        SELECT wording FROM members WHERE {GRAVELY} UNION SELECT reference FROM members WHERE {GRAVELY}) m
    JOIN utterances u ON u.wording = m.wording WHERE u.statement IS NOT NULL) g
CROSS JOIN statements s ON s.number = g.statement JOIN {CURRENT} JOIN people p ON p.id = s.person
WHERE s.standing = 'machine' AND s.kind = 'direct' AND p.kind IN ('person', 'organisation')
ORDER BY {RIGHT}, d.file, d.id, a.place, s.start, s.id
"""
DOUBTED = f"s.standing = 'machine' AND {RIGHT} <= {1 - DOUBTFUL}"
IN_ORDER = f"""
SELECT s.number FROM statements s CROSS JOIN {CURRENT}
WHERE {DOUBTED} AND s.number NOT IN (SELECT value FROM json_each(?))
ORDER BY (1 - {RIGHT}) * {CONSEQUENCE} DESC, s.number LIMIT ? OFFSET ?
"""
MANY = 2_000
"""Wordings altered, or given to somebody else, from which on the first statements with one are looked for among the
most doubtful: they are met there soon."""
LOOKED_AT = 20_000
COUNTED = 50_000
"""Doubtful findings up to which it is then counted how many there are."""
FIRST_GRAVES = f"""
SELECT s.number FROM (SELECT number FROM statements s WHERE {DOUBTED}
    ORDER BY (1 - {RIGHT}) * {CONSEQUENCE} DESC LIMIT :looked_at) first
CROSS JOIN statements s ON s.number = first.number CROSS JOIN {CURRENT} JOIN people p ON p.id = s.person
WHERE s.kind = 'direct' AND p.kind IN ('person', 'organisation') AND EXISTS (SELECT 1 FROM utterances u
    WHERE u.statement = s.number AND (EXISTS (SELECT 1 FROM members WHERE wording = u.wording AND ({GRAVELY}))
        OR EXISTS (SELECT 1 FROM members WHERE reference = u.wording AND ({GRAVELY})))) LIMIT :most
"""
"""Direct statements of somebody weigh alike: in the order of doubt times consequence they are in that of doubt."""
RELATIONS = """
SELECT relations FROM utterances u JOIN members m ON m.wording = u.wording WHERE u.statement = :statement
UNION SELECT relations FROM utterances u JOIN members m ON m.reference = u.wording WHERE u.statement = :statement
"""


def doubts(db: sqlite3.Connection, *, skip: int, most: int) -> tuple[Iterator[DoubtRow], int]:
    """Return some of the findings that are doubtful and that nobody has judged, and how many there are in all.

    First come direct quotations of people who have a name, of which another wording was found altered or given to
    somebody else; within these and the rest, by the probability that something is wrong times what hangs on it.
    """
    first = [number for (number,) in db.execute(GRAVES)]
    known = json.dumps(first)
    chosen = first[skip : None if most < 0 else skip + most]
    left = most - len(chosen) if most >= 0 else -1
    chosen += [number for (number,) in db.execute(IN_ORDER, [known, left, max(0, skip - len(first))])]
    return (_row(db, number) for number in chosen), len(first) + _count(db) - _count_of(db, first)


def every(db: sqlite3.Connection) -> Iterator[DoubtRow]:
    """Yield all that ``doubts`` gives, in that order but for equally doubtful ones: the first of it at once."""
    given: set[int] = set()
    for sql, values in ((FIRST_GRAVES, {"looked_at": -1, "most": -1}), (GRAVES, {}), (IN_ORDER, ["[]", -1, 0])):
        for (number,) in db.execute(sql, values):
            if number not in given:
                given.add(number)
                yield _row(db, number)


def first(db: sqlite3.Connection, most: int) -> First:
    """Return the findings that ``doubts`` gives first; of very many grave ones those that are sure are not counted."""
    graves = f"SELECT count(*) FROM (SELECT 1 FROM members WHERE {GRAVELY} LIMIT {MANY + 1})"
    many = db.execute(graves).fetchone()[0] > MANY
    found = [number for (number,) in db.execute(FIRST_GRAVES, {"looked_at": LOOKED_AT, "most": most})] if many else []
    if len(found) < most:
        rows, total = doubts(db, skip=0, most=most)
        return First(list(rows), total, False)
    return First([_row(db, number) for number in found], _count(db, COUNTED), True)


def _count(db: sqlite3.Connection, most: int = -1) -> int:
    """Count what is doubtful: all of it, which the index holds, or so much, without what is of earlier revisions, which
    are few.
    """
    (every,) = db.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM statements s WHERE {DOUBTED} LIMIT {most:d})"
    ).fetchone()
    (earlier,) = db.execute(
        "SELECT count(*) FROM documents d CROSS JOIN articles a ON a.document = d.number"
        f" CROSS JOIN statements s ON s.article = a.number WHERE d.replaced_by IS NOT NULL AND {DOUBTED}"
    ).fetchone()
    return int(every - earlier)


def _count_of(db: sqlite3.Connection, some: list[int]) -> int:
    among = "s.number IN (SELECT value FROM json_each(?))"
    (count,) = db.execute(
        f"SELECT count(*) FROM statements s WHERE {DOUBTED} AND {among}", [json.dumps(some)]
    ).fetchone()
    return int(count)


def _row(db: sqlite3.Connection, number: int) -> DoubtRow:
    found = statement(db, number)
    (right,) = db.execute(f"SELECT {RIGHT} FROM statements s WHERE s.number = ?", [number]).fetchone()
    return DoubtRow(**found, doubt=round(1 - right, 3), why=_why(db, number, found))


def _why(db: sqlite3.Connection, number: int, found: StatementRow) -> list[str]:
    """Return what makes a finding worth a look, the gravest first."""
    relations = {one for (some,) in db.execute(RELATIONS, {"statement": number}) for one in some.split()}
    told = [relation for relation in GRAVE if relation in relations]
    sure: dict[str, Any] = {"speaker": found["speaker_confidence"], "words": found["confidence"]}
    if found["speaker"] is None:
        told.append("speaker unknown")
        del sure["speaker"]
    return told + [f"{what} {value:.0%} sure" for what, value in sure.items() if value is not None and value < 0.9]
