"""Corrections: what somebody said of findings. They are only added; an undo is one more.

A correction is about places in documents (anchors), not about rows that the next build makes anew: the document by its
hash and id, the offsets, the exact words, and the words before and after.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from onrecord.store.anchors import Anchor
from onrecord.store.schema import RecordError
from onrecord.terms import short_id

UNDO = "undo"


class Correction(NamedTuple):
    """What somebody said: ``says`` holds the words and names that were given with it.

    ``number`` is its place in the order in which all that are on record were made, wherever that was.
    """

    number: int
    id: str
    made_at: str
    made_by: str
    action: str
    says: dict[str, Any]
    anchors: tuple[Anchor, ...]


def add(
    db: sqlite3.Connection,
    action: str,
    says: dict[str, Any],
    anchors: Sequence[Anchor],
    *,
    made_at: str,
    made_by: str,
) -> str:
    """Keep a correction, and return its id.

    Args:
        db: the record.
        action: what is done, such as "merge".
        says: what it takes to do it again besides the anchors, for JSON.
        anchors: where what it is about stands.
        made_at: when, in UTC.
        made_by: by whom.
    """
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM corrections").fetchone()
    id = short_id("correction", last + 1, made_at, made_by, action, json.dumps(says), anchors)
    number = db.execute(
        "INSERT INTO corrections (id, made_at, made_by, action, says) VALUES (?, ?, ?, ?, ?)",
        [id, made_at, made_by, action, json.dumps(says, ensure_ascii=False)],
    ).lastrowid
    _put_anchors(db, number, anchors)
    return id


def put(db: sqlite3.Connection, correction: Correction) -> None:
    """Put in a correction that was made elsewhere, as it is but for its number."""
    number = db.execute(
        "INSERT INTO corrections (id, made_at, made_by, action, says) VALUES (?, ?, ?, ?, ?)",
        [*correction[1:5], json.dumps(correction.says, ensure_ascii=False)],
    ).lastrowid
    _put_anchors(db, number, correction.anchors)


def _put_anchors(db: sqlite3.Connection, number: int | None, anchors: Iterable[Anchor]) -> None:
    rows = ((number, *anchor) for anchor in anchors)
    db.executemany("INSERT INTO anchors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def corrections(db: sqlite3.Connection) -> list[Correction]:
    """Return all corrections in the order in which they were made."""
    anchors: dict[int, list[Anchor]] = {}
    for number, *anchor in db.execute("SELECT * FROM anchors ORDER BY rowid"):
        anchors.setdefault(number, []).append(Anchor(*anchor))
    rows = db.execute("SELECT number, id, made_at, made_by, action, says FROM corrections ORDER BY made_at, number")
    return [
        Correction(place, id, made_at, made_by, action, json.loads(says), tuple(anchors.get(number, ())))
        for place, (number, id, made_at, made_by, action, says) in enumerate(rows, 1)
    ]


def undone(corrections: Iterable[Correction]) -> set[str]:
    """Return the ids of corrections that another undid, unless that was undone itself."""
    of = {one.id: one.says["of"] for one in corrections if one.action == UNDO}

    def depth(id: str) -> int:
        """Return how many undos lead from one to what is none: clocks of several machines do not tell their order."""
        count = 0
        while id in of and count <= len(of):
            id, count = of[id], count + 1
        return count

    found: set[str] = set()
    for id in sorted(of, key=depth, reverse=True):
        if id not in found:
            found.add(of[id])
    return found


def in_force(corrections: Sequence[Correction]) -> Iterator[Correction]:
    """Yield the corrections that hold, in order, undos left out."""
    gone = undone(corrections)
    return (one for one in corrections if one.action != UNDO and one.id not in gone)


def like(db: sqlite3.Connection, id: str) -> Correction:
    """Return the correction whose id begins so.

    Raises:
        RecordError: there is none, or more than one.
    """
    wanted = id.strip().casefold()
    found = [one for one in corrections(db) if wanted and one.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RecordError(f"{len(found)} corrections have an id that begins with {id!r}: give more of it")
    raise RecordError(f"no correction has the id {id!r}: `onrecord corrections` lists them")


def forget(db: sqlite3.Connection, documents: str) -> None:
    """Take out what quotes documents that go: their anchors, and corrections that a side of would have none then.

    Args:
        db: the record.
        documents: a query of their numbers.
    """
    quotes = f"document IN (SELECT id FROM documents WHERE number IN ({documents}))"
    sides = db.execute(f"SELECT DISTINCT correction, side FROM anchors WHERE {quotes}").fetchall()
    db.execute(f"DELETE FROM anchors WHERE {quotes}")
    for correction, side in sides:
        left = db.execute("SELECT 1 FROM anchors WHERE correction = ? AND side = ?", [correction, side]).fetchone()
        if left is None:
            _take_out(db, [correction])


def _take_out(db: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Take out corrections, and what undid them."""
    for number in numbers:
        row = db.execute("SELECT id FROM corrections WHERE number = ?", [number]).fetchone()
        db.execute("DELETE FROM corrections WHERE number = ?", [number])
        if row is not None:
            undos = "SELECT number FROM corrections WHERE action = ? AND json_extract(says, '$.of') = ?"
            _take_out(db, [undo for (undo,) in db.execute(undos, [UNDO, row[0]]).fetchall()])
