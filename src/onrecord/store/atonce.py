"""Keeping all wordings at once, where most of them are new: each table is written once, in its order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.store.wordings import SETTLED, Heard, Unheard

AT_ONCE = 100_000
"""Rows of keys that are lists at one time."""


class Wording(NamedTuple):
    """A row of the table; ``first`` is the number of its earliest utterance."""

    number: int
    hash: int
    person: str
    occasion: str
    apart: int
    verbatim: bool
    size: int
    published: str
    id: str
    first: int
    reference: bool


class Doubt(NamedTuple):
    """Who may have made a statement, and how sure it is who did."""

    perhaps: frozenset[str]
    sure: float


def is_due(db: sqlite3.Connection) -> bool:
    """Say whether so many articles came that it is quicker to begin anew than to add them."""
    (heard,) = db.execute("SELECT count(*) FROM heard").fetchone()
    (every,) = db.execute("SELECT count(*) FROM told").fetchone()
    return bool(every > 2 * heard)


def clear(db: sqlite3.Connection) -> tuple[int, int]:
    """Forget all wordings and utterances; return the last numbers that were given to any of either."""
    db.execute("PRAGMA defer_foreign_keys = ON")  # utterances come before their wordings
    for table in ("joined", "members", "wording_keys", "heard", "utterances", "wordings", "touched"):
        db.execute(f"DELETE FROM {table}")
    db.execute("DROP INDEX wording_keys_wording")
    last = dict(db.execute("SELECT name, seq FROM sqlite_sequence"))
    return last.get("wordings", 0), last.get("utterances", 0)


def doubts(db: sqlite3.Connection, sure: float) -> dict[int, Doubt]:
    """Return the statements that somebody else may have made, or of which it is less than so sure who did."""
    rows = db.execute(
        "SELECT s.number, coalesce(s.speaker_confidence, 1.0), json_group_array(p.person) FROM statements s"
        " JOIN statement_people r ON r.statement = s.number AND r.role IN ('speaker', 'candidate')"
        f" JOIN article_people p ON p.number = r.who WHERE NOT {SETTLED}"
        " GROUP BY s.number HAVING count(DISTINCT p.person) > 1 OR s.speaker_confidence < ?",
        [sure],
    )
    return {number: Doubt(frozenset(json.loads(people)), sure) for number, sure, people in rows}


def hear(db: sqlite3.Connection, article: Unheard, apart: str, heard: Iterable[tuple[int, Heard, int]]) -> None:
    """Put in what was heard in an article: each utterance with its number and that of its wording."""
    db.execute("INSERT INTO heard VALUES (?, ?, ?)", [article.number, article.story, apart])
    rows = (
        (number, article.number, one.statement, one.id, one.start, one.end, wording) for number, one, wording in heard
    )
    db.executemany("INSERT INTO utterances VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def keep(
    db: sqlite3.Connection,
    wordings: Sequence[Wording],
    keys: Mapping[int, Sequence[int]],
    members: Iterable[tuple[int, int, str]],
) -> None:
    """Put in wordings, in the order of their numbers, the keys of each, and which references take which in."""
    marks = ", ".join("?" * len(Wording._fields))
    db.executemany(f"INSERT INTO wordings ({', '.join(Wording._fields)}) VALUES ({marks})", wordings)
    db.executemany("INSERT INTO members VALUES (?, ?, ?)", sorted(members))
    db.executemany("INSERT INTO wording_keys VALUES (?, ?, ?)", _keys(wordings, keys))
    db.execute("CREATE INDEX wording_keys_wording ON wording_keys(wording)")
    db.execute("DELETE FROM touched")


def _keys(wordings: Sequence[Wording], keys: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Yield rows of keys in their order, which is quickest to put in."""
    sizes = np.fromiter((len(keys[one.number]) for one in wordings), np.int64, len(wordings))
    which = np.fromiter((key for one in wordings for key in keys[one.number]), np.int64, int(sizes.sum()))
    number = np.repeat(np.fromiter((one.number for one in wordings), np.int64, len(wordings)), sizes)
    reference = np.repeat(np.fromiter((one.reference for one in wordings), np.int64, len(wordings)), sizes)
    order = np.lexsort((number, reference, which))
    for first in range(0, len(order), AT_ONCE):
        some = order[first : first + AT_ONCE]
        yield from zip(which[some].tolist(), reference[some].tolist(), number[some].tolist(), strict=True)
