"""Taking sources out for good: what goes is told first; then no byte of it stays in the file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.store import corrections, originals, wiping
from onrecord.store.lookup import key
from onrecord.store.revisions import LOOK_AGAIN, transaction
from onrecord.store.rows import select
from onrecord.store.schema import RecordError

SEARCHES = ("statement_search", "body_search")


class TracesLeft(RecordError):
    """All was taken out, but traces of it stay in the record's files until a later removal or build wipes them."""


class Going(NamedTuple):
    """A document that goes: one revision of a source, and how much was found in it."""

    file: str
    id: str
    revision: int
    articles: int
    statements: int


class Removal(NamedTuple):
    """What goes: the sources by number, their documents, people known from nowhere else, and bytes that were read.

    ``files`` are those that hold what goes and are still there: a build of them would bring it back.
    """

    sources: tuple[int, ...]
    documents: tuple[Going, ...]
    people: tuple[str, ...]
    originals: int
    size: int
    files: tuple[str, ...]


def removal(db: sqlite3.Connection, names: Sequence[str]) -> Removal:
    """Return what goes with files, folders, addresses or documents' ids: all revisions of each source.

    Raises:
        RecordError: nothing on record has such a name.
    """
    sources: set[int] = set()
    for name in names:
        found = _sources(db, name) if name else set()
        if not found:
            raise RecordError(f"nothing on record has the path, address or id {name!r}: `onrecord articles` lists them")
        sources |= found
    _choose(db, sources)
    originals, size = db.execute(
        "SELECT count(*), coalesce(sum(size), 0) FROM originals"
        " WHERE sha256 IN (SELECT sha256 FROM documents WHERE number IN (SELECT number FROM going))"
        " AND sha256 NOT IN (SELECT sha256 FROM documents WHERE number NOT IN (SELECT number FROM going))"
    ).fetchone()
    return Removal(tuple(sorted(sources)), _documents(db), _people(db), originals, size, _files(db))


def remove(db: sqlite3.Connection, what: Removal, relink: Callable[[sqlite3.Connection], None]) -> None:
    """Take sources out, and leave no trace of them in the record's files.

    Args:
        db: the record.
        what: what goes.
        relink: finds anew what belongs together, such as the reprints of an article that has gone.

    Raises:
        TracesLeft: all is taken out, but cannot be wiped now, since the disk is full or another program is reading.
    """
    db.execute("PRAGMA secure_delete = ON")  # what is freed is overwritten with zeros
    with transaction(db):
        _choose(db, what.sources)
        hashes = db.execute("SELECT DISTINCT sha256 FROM documents JOIN going USING (number)").fetchall()
        _let_go(db)
        corrections.forget(db, "SELECT number FROM going")
        db.execute("DELETE FROM documents WHERE number IN (SELECT number FROM going)")
        originals.drop(db, (sha256 for (sha256,) in hashes))
        relink(db)
        for table in SEARCHES:  # an index keeps the words of what was deleted until it happens to be merged
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        wiping.due(db)
    if (left := wiping.wipe(db)) is not None:
        raise TracesLeft(left)


def _sources(db: sqlite3.Connection, name: str) -> set[int]:
    """Return the sources that a name means: an id, a file as given or as found from here, an address, a folder."""
    path = key(Path(os.path.realpath(name)))
    return {
        source
        for (source,) in db.execute(
            "SELECT source FROM documents WHERE id = :name OR file = :name OR path IN (:name, :path)"
            " OR substr(path, 1, length(:folder)) = :folder"
            " OR id IN (SELECT document FROM holdings JOIN files ON files.number = holdings.file"
            "           WHERE files.path IN (:name, :path) OR substr(files.path, 1, length(:folder)) = :folder)",
            {"name": name, "path": path, "folder": path.rstrip("/") + "/"},
        )
    }


def _choose(db: sqlite3.Connection, sources: Sequence[int] | set[int]) -> None:
    """Note which documents go, in a table that is gone with the connection."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS going (number INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM going")
    numbers = "INSERT INTO going SELECT number FROM documents WHERE source = ?"
    db.executemany(numbers, ([source] for source in sorted(sources)))


def _documents(db: sqlite3.Connection) -> tuple[Going, ...]:
    rows = db.execute(
        "SELECT d.file, d.id, d.revision, count(DISTINCT a.number), count(s.number) FROM documents d"
        " JOIN going USING (number) LEFT JOIN articles a ON a.document = d.number"
        " LEFT JOIN statements s ON s.article = a.number GROUP BY d.number ORDER BY d.file, d.id, d.revision"
    )
    return tuple(Going(*row) for row in rows)


def _people(db: sqlite3.Connection) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT name FROM people WHERE kind IN ('person', 'organisation') AND id NOT IN (SELECT p.person"
        " FROM article_people p JOIN articles a ON a.number = p.article"
        " WHERE a.document NOT IN (SELECT number FROM going)) ORDER BY name"
    )
    return tuple(name for (name,) in rows)


def _files(db: sqlite3.Connection) -> tuple[str, ...]:
    rows = select(
        db,
        "SELECT DISTINCT f.file, f.path FROM files f JOIN holdings h ON h.file = f.number"
        " WHERE h.document IN (SELECT id FROM documents JOIN going USING (number)) ORDER BY f.file",
    )
    return tuple(row["file"] for row in rows if os.path.exists(row["path"]))


def _let_go(db: sqlite3.Connection) -> None:
    """Forget which files hold what goes; a file that held something else too is read again by the next build."""
    ids = "SELECT id FROM documents WHERE number IN (SELECT number FROM going)"
    paths = "SELECT path FROM documents WHERE number IN (SELECT number FROM going)"
    db.execute(
        "UPDATE files SET sha256 = ? WHERE path IN"
        f" ({paths}) OR number IN (SELECT file FROM holdings WHERE document IN ({ids}))",
        [LOOK_AGAIN],
    )
    db.execute(f"DELETE FROM holdings WHERE document IN ({ids})")
    db.execute(
        "DELETE FROM files WHERE sha256 = ? AND number NOT IN (SELECT file FROM holdings)"
        " AND path NOT IN (SELECT path FROM documents WHERE number NOT IN (SELECT number FROM going))",
        [LOOK_AGAIN],
    )
