"""What building and linking ask of a record."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from onrecord.store.rows import IN_FILE

Where = Path | str
"""Where an input lies: a file's absolute path, or an address, which a Path would garble."""


class KnownFile(NamedTuple):
    """A file that was read to its end."""

    sha256: str
    made_by: str
    inputs: int
    originals: bool


class KnownDocument(NamedTuple):
    """A document's current revision; ``path`` as ``key`` gives it, ``in_file`` whether that file still holds it."""

    path: str
    sha256: str
    made_by: str
    text: str
    in_file: bool


class Counts(NamedTuple):
    """What is on record: all of current revisions but for ``earlier``, how many documents are earlier ones.

    ``gone`` counts the documents that no longer stand in their file.
    """

    documents: int = 0
    articles: int = 0
    reprints: int = 0
    statements: int = 0
    speakers_known: int = 0
    earlier: int = 0
    gone: int = 0

    @property
    def speakers_unknown(self) -> int:
        """How many statements have no known speaker."""
        return self.statements - self.speakers_known


def key(path: Where) -> str:
    """Return a path as text that SQLite can store: bytes of its name that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def held(db: sqlite3.Connection, path: Where) -> list[tuple[str, str | None, str]]:
    """Return what a file held when it was last read: each document's id, its place, and the way to it in the file."""
    rows = db.execute(
        "SELECT h.document, h.place, f.file, d.file FROM files f JOIN holdings h ON h.file = f.number"
        " LEFT JOIN documents d ON d.id = h.document AND d.replaced_by IS NULL WHERE f.path = ?",
        [key(path)],
    )
    return [
        (id, place, (inside or file).removeprefix(file) if place is None else place) for id, place, file, inside in rows
    ]


def own_files(db: sqlite3.Connection) -> frozenset[str]:
    """Return the files of the record itself, as they may lie among those to be read: it and what stands beside it."""
    (_, _, main) = db.execute("PRAGMA database_list").fetchone()
    return frozenset(main + end for end in ("", "-wal", "-shm", "-journal", "-lock") if main)


def file(db: sqlite3.Connection, path: Where) -> KnownFile | None:
    """Return what is known of a file, None where it was never read to its end."""
    row = db.execute("SELECT sha256, made_by, inputs, originals FROM files WHERE path = ?", [key(path)]).fetchone()
    return row and KnownFile(*row)


def current(db: sqlite3.Connection, id: str) -> KnownDocument | None:
    """Return what is known of the current revision of a document, None where there is none."""
    row = db.execute(
        f"SELECT path, sha256, made_by, text, {IN_FILE} FROM documents d WHERE id = ? AND replaced_by IS NULL", [id]
    ).fetchone()
    return row and KnownDocument(*row)


def same_bytes(db: sqlite3.Connection, sha256: str, id: str) -> list[tuple[str, str]]:
    """Return ids and files of current documents that have these bytes and another id, and stand in no other file."""
    return db.execute(
        "SELECT id, path FROM documents d WHERE sha256 = ? AND id <> ? AND replaced_by IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM holdings h"
        " JOIN files f ON f.number = h.file WHERE h.document = d.id AND f.path <> d.path) ORDER BY number",
        [sha256, id],
    ).fetchall()


def counts(db: sqlite3.Connection) -> Counts:
    """Return how much is on record: as it was counted when it was last linked, where nothing changed since."""
    kept = db.execute("SELECT * FROM totals").fetchone()
    return counted(db) if kept is None else Counts(*kept)


def counted(db: sqlite3.Connection) -> Counts:
    """Count what is on record."""
    articles = "articles a JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL"
    statements = f"statements s JOIN ({articles}) ON a.number = s.article AND s.standing <> 'rejected'"
    row = db.execute(
        "SELECT (SELECT count(*) FROM documents WHERE replaced_by IS NULL),"
        f" (SELECT count(*) FROM {articles}), (SELECT count(reprint_of) FROM {articles}),"
        f" (SELECT count(*) FROM {statements}), (SELECT count(person) FROM {statements}),"
        " (SELECT count(replaced_by) FROM documents),"
        f" (SELECT count(*) FROM documents d WHERE d.replaced_by IS NULL AND NOT {IN_FILE})"
    ).fetchone()
    return Counts(*row)


def linked(db: sqlite3.Connection) -> bool:
    """Say whether no article came, went or moved since all were last compared."""
    return db.execute("SELECT 1 FROM linked").fetchone() is not None
