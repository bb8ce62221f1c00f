"""Keeping in memory what is searched, of the few records that were asked last."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
RECORDS = 4
"""Of so many records something is kept: then what was not asked for longest goes."""
EACH = (
    "SELECT group_concat(published, number) FROM articles INDEXED BY articles_listed WHERE document <= ?",
    "SELECT group_concat(outlet, document) FROM articles INDEXED BY articles_listed WHERE document <= ?",
    "SELECT group_concat(sha256) FROM documents INDEXED BY documents_sha256 WHERE number <= ?",
)
"""What articles and documents are known by, in an order that tells too: of fifty thousand in 30 ms."""
Stamp = tuple[int, int, int]


class Held(NamedTuple, Generic[T]):
    """What is kept of a record, and by what that is known again: its file as it was then; the last document that was
    looked at, with a hash of all up to that and of their articles.
    """

    what: T
    stamp: Stamp | None
    document: int
    hash: bytes


class Kept(dict[str, Held[T]]):
    """What is kept, by the record's file, that of which it was asked last at the end.

    A record that was deleted and built anew may have the name and the place on disk of the one before. Where its file
    is not just as it was, it has to hold the documents and articles that were read.

    Args:
        brought_up: gives what is to be kept now, of a record and what was kept of it, None if nothing was.
    """

    def __init__(self, brought_up: Callable[[sqlite3.Connection, T | None], T]) -> None:
        super().__init__()
        self._brought_up = brought_up
        self.reading = Lock()

    def of(self, db: sqlite3.Connection) -> T:
        """Return what is kept of a record, with what came since; of one without a file nothing is."""
        (_, _, file) = db.execute("PRAGMA database_list").fetchone()
        if not file:
            return self._brought_up(db, None)
        with self.reading:
            stamp = _stamp(file)
            held = self.pop(file, None)
            if held is not None and not _is_of(db, held, stamp):
                held = None
            what = self._brought_up(db, held and held.what)
            if held is None or held.what is not what:
                (last,) = db.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()
                held = Held(what, stamp, last, _hash(db, last))
            self.keep(file, held._replace(stamp=stamp))
        return what

    def keep(self, file: str, held: Held[T]) -> None:
        """Keep something of a record, and no more of the one that was not asked for longest."""
        self[file] = held
        while len(self) > RECORDS:
            del self[next(iter(self))]


def _stamp(file: str) -> Stamp | None:
    """Return what a file's being written, or replaced, changes, None if it has gone."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns


def _is_of(db: sqlite3.Connection, held: Held[T], stamp: Stamp | None) -> bool:
    return held.stamp == stamp is not None or held.hash == _hash(db, held.document)


def _hash(db: sqlite3.Connection, last: int) -> bytes:
    """Return a hash of all documents up to one, and of their articles."""
    found = [db.execute(sql, [last]).fetchone()[0] or "" for sql in EACH]
    return blake2b("\n".join(found).encode()).digest()
