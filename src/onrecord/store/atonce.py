"""Keeping all wordings at once, where most of them are new: each table is written once, in its order."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.store import bulk
from onrecord.store.wordings import COLUMNS, SETTLED, Heard, Row, Unheard

AT_ONCE = 100_000
"""Rows of keys that are lists at one time."""
PLACES, KEYS = np.uint64(31), np.uint64(32)
"""Bits of a wording's place, and from which on its key stands: between them is whether it is a reference."""
LOWEST = np.uint64((1 << 31) - 1)


LIFTED = (
    *("utterances_article", "utterances_statement", "utterances_id", "utterances_wording"),
    *("utterance_came", "family_heard"),
)
"""Indexes of utterances, which are made quicker of all rows than row by row, and triggers that note each that comes."""


class Cleared(NamedTuple):
    """The last numbers that were given to any wording or utterance, and what makes again what was taken out."""

    last_wording: int
    last_utterance: int
    lifted: list[str]


class Doubt(NamedTuple):
    """Who may have made a statement, and how sure it is who did."""

    perhaps: frozenset[str]
    sure: float


def is_due(db: sqlite3.Connection) -> bool:
    """Say whether so many articles came that it is quicker to begin anew than to add them."""
    (heard,) = db.execute("SELECT count(*) FROM heard").fetchone()
    (every,) = db.execute("SELECT count(*) FROM told").fetchone()
    return bool(every > 2 * heard)


def clear(db: sqlite3.Connection) -> Cleared:
    """Forget all wordings and utterances, and take out what would be brought up to date at each that comes."""
    db.execute("PRAGMA defer_foreign_keys = ON")  # utterances come before their wordings
    for table in ("joined", "members", "wording_keys", "heard", "utterances", "wordings", "touched"):
        db.execute(f"DELETE FROM {table}")
    last = dict(db.execute("SELECT name, seq FROM sqlite_sequence"))
    return Cleared(last.get("wordings", 0), last.get("utterances", 0), bulk.lift(db, LIFTED))


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


def utterance_ids(db: sqlite3.Connection) -> NDArray[np.bytes_]:
    """Return the ids of all utterances in the order of their numbers, as UTF-8."""
    count, longest = db.execute("SELECT count(*), max(length(CAST(id AS BLOB))) FROM utterances").fetchone()
    ids = db.execute("SELECT CAST(id AS BLOB) FROM utterances ORDER BY number")
    return np.fromiter((id for (id,) in ids), f"S{longest or 1}", count)


def keep(
    db: sqlite3.Connection,
    wordings: Iterable[tuple[int, Row]],
    keys: array[int],
    key_counts: array[int],
    members: Iterable[tuple[int, int, str]],
    lifted: Iterable[str],
) -> None:
    """Put in wordings and what goes with them, and make again what was taken out.

    Args:
        db: the record.
        wordings: in the order of their numbers, each after its hash.
        keys: those of all wordings, one's after the other's.
        key_counts: how many each has.
        members: wordings in the order of their numbers, each with a reference that takes it in, and their relations.
        lifted: as ``clear`` returned it.
    """
    numbers, references = array("q"), array("B")

    def rows() -> Iterator[tuple[object, ...]]:
        for hash, row in wordings:
            numbers.append(row.number)
            references.append(row.reference)
            yield hash, *row

    for sql in lifted:  # before wordings, of which each looks for the utterances that refer to it
        db.execute(sql)
    marks = ", ".join("?" * (1 + len(Row._fields)))
    db.executemany(f"INSERT INTO wordings (hash, {COLUMNS}) VALUES ({marks})", rows())
    bulk.insert(db, "members", members)
    with bulk.lifted(db, "wording_keys_wording"):
        bulk.insert(db, "wording_keys", _keys(keys, key_counts, numbers, references))
    db.execute("INSERT OR IGNORE INTO families_due SELECT number FROM wordings")


def _keys(
    keys: array[int], counts: array[int], numbers: array[int], references: array[int]
) -> Iterator[tuple[int, int, int]]:
    """Yield rows of keys in their order, which is quickest to put in."""
    place = np.arange(len(counts), dtype=np.uint64) | np.frombuffer(references, np.uint8).astype(np.uint64) << PLACES
    rows = np.repeat(place, np.frombuffer(counts, np.int64))
    rows |= np.frombuffer(keys, np.uint32).astype(np.uint64) << KEYS
    rows.sort()
    number = np.frombuffer(numbers, np.int64)
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        places = (some & LOWEST).astype(np.int64)
        yield from zip((some >> KEYS).tolist(), (some >> PLACES & 1).tolist(), number[places].tolist(), strict=True)
