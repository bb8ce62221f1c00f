"""Doubtful findings that nobody has judged, in the order in which it is worth to look at them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from onrecord.store.rows import select
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


GRAVELY = " OR ".join(f"instr(relations, '{relation}')" for relation in GRAVE)
DOUBTS = f"""
WITH grave AS MATERIALIZED (
    SELECT DISTINCT u.statement FROM (
        SELECT wording FROM members WHERE {GRAVELY} UNION SELECT reference FROM members WHERE {GRAVELY}) m
    JOIN utterances u ON u.wording = m.wording WHERE u.statement IS NOT NULL),
doubted AS (
    SELECT s.number, s.article, s.start, s.id, 1 - s.confidence * coalesce(s.speaker_confidence, {UNKNOWN}) AS doubt,
        s.kind = 'direct' AND p.kind IN ('person', 'organisation') AND g.statement IS NOT NULL AS first,
        CASE s.kind WHEN 'direct' THEN 3 WHEN 'mixed' THEN 2 ELSE 1 END
            * CASE WHEN p.kind IN ('person', 'organisation') THEN 2 ELSE 1 END AS consequence
    FROM statements s LEFT JOIN people p ON p.id = s.person LEFT JOIN grave g ON g.statement = s.number
    WHERE s.standing = 'machine')
SELECT w.number, w.doubt FROM doubted w JOIN articles a ON a.number = w.article
JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL WHERE w.first OR w.doubt >= {DOUBTFUL}
"""
ORDER = " ORDER BY w.first DESC, w.doubt * w.consequence DESC, d.file, d.id, a.place, w.start, w.id LIMIT ? OFFSET ?"
RELATIONS = """
SELECT m.relations FROM utterances u JOIN members m ON u.wording IN (m.wording, m.reference) WHERE u.statement = ?
"""


def doubts(db: sqlite3.Connection, *, skip: int, most: int) -> Iterator[DoubtRow]:
    """Yield some of the findings that are doubtful and that nobody has judged.

    First come direct quotations of people who have a name, of which another wording was found altered or given to
    somebody else; within these and the rest, by the probability that something is wrong times what hangs on it.
    """
    for row in select(db, DOUBTS + ORDER, [most, skip]):
        found = statement(db, row["number"])
        yield DoubtRow(**found, doubt=round(row["doubt"], 3), why=_why(db, row["number"], found))


def count(db: sqlite3.Connection) -> int:
    """Count the findings that are doubtful and that nobody has judged."""
    (number,) = db.execute(f"SELECT count(*) FROM ({DOUBTS})").fetchone()
    return int(number)


def _why(db: sqlite3.Connection, number: int, found: StatementRow) -> list[str]:
    """Return what makes a finding worth a look, the gravest first."""
    relations = {one for (some,) in db.execute(RELATIONS, [number]) for one in some.split()}
    told = [relation for relation in GRAVE if relation in relations]
    sure: dict[str, Any] = {"speaker": found["speaker_confidence"], "words": found["confidence"]}
    if found["speaker"] is None:
        told.append("speaker unknown")
        del sure["speaker"]
    return told + [f"{what} {value:.0%} sure" for what, value in sure.items() if value is not None and value < 0.9]
