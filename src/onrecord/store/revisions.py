"""Revisions: a source that changed is a document more, and what it replaces stays.

Which document is a revision of which: those of one id, which a line of JSON Lines brings along, are; so is what a file
holds now of what it held before, if it is the whole file or stands at the same place in it: a member of an archive
has a path, a page of a web archive its address, a feed entry its id, a mail its Message-ID. All else that a file no
longer holds stays as it is.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from onrecord.store.lookup import Where, key
from onrecord.store.rows import IN_FILE
from onrecord.terms import Document

LOOK_AGAIN = ""
"""In place of a file's hash: it is read again whatever its bytes."""


NUMBERED = re.compile(r"/(?:mail|part|entry) \d+(?:\.eml)?(?=/|$)")
"""In the way to a mail without a Message-ID, or a feed entry without an id: its number, which becomes another's when
one before it comes or goes."""


class Held(NamedTuple):
    """A document's id and its place in its file: "" if it is the whole file, the way to it in an archive, None if
    nothing but its id tells it from others.
    """

    id: str
    place: str | None = None


def place(document: Document, file: str, sha256: str | None) -> str | None:
    """Return a document's place in its file.

    Args:
        document: what was read.
        file: the file's path as the user gave it, with which ``document.file`` begins.
        sha256: of the file's bytes.
    """
    inside = document.file.removeprefix(file)
    if document.media_type == "application/jsonl" or NUMBERED.search(inside):
        return None
    return inside or ("" if document.sha256 == sha256 else None)


class Row(NamedTuple):
    """The row that a document takes; ``replaces`` is the number of the revision that was current."""

    number: int
    revision: int
    source: int
    primary: int = 0
    replaces: int | None = None


CACHE_KIB = 64 << 10
"""What who writes keeps of a record at hand. With SQLite's 2 MB, pages of a large one go to the file and come back."""


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Do all that is inside or nothing of it."""
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite may have rolled back by itself, as when the disk is full
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def row_of(db: sqlite3.Connection, document: Document, renamed: str | None) -> Row:
    """Return where a document goes: where that with its id and bytes or text is, or the renamed one, or a row more."""
    known = "SELECT number, revision, source, primary_source FROM documents WHERE id = ?"
    current = db.execute(f"{known} AND replaced_by IS NULL", [document.id]).fetchone()
    # Its bytes go before its text, which may have become another since a reader was improved.
    same = db.execute(
        f"{known} AND (sha256 = ? OR text = ?) ORDER BY sha256 = ? DESC",
        [document.id, document.sha256, document.text, document.sha256],
    ).fetchone()
    if same is not None:
        return Row(*same)._replace(replaces=current[0] if current and current != same else None)
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM documents").fetchone()
    if current is not None:
        return Row(number, _next(db, current[2]), current[2], current[3], current[0])
    if renamed is not None:
        return Row(*db.execute(f"{known} AND replaced_by IS NULL", [renamed]).fetchone())
    return Row(number, 1, number)


def succeed(db: sqlite3.Connection, row: Row) -> bool:
    """Make a document the current revision in place of the one that it replaces; return whether there is one."""
    if row.replaces is None:
        return False
    db.execute("UPDATE documents SET replaced_by = NULL WHERE number = ?", [row.number])
    db.execute("UPDATE documents SET replaced_by = ? WHERE number = ?", [row.number, row.replaces])
    return True


def finish(
    db: sqlite3.Connection,
    path: Where,
    documents: Sequence[Held],
    *,
    file: str,
    sha256: str,
    made_by: str,
    whole: bool = True,
    originals: bool = False,
) -> int:
    """Note that a file was read to its end, and which documents stand in it.

    Args:
        db: the record.
        path: the file's absolute path.
        documents: those in it, repeated ones included.
        file: its path as the user gave it.
        sha256: of its bytes.
        made_by: program and model.
        whole: whether all of it could be read; if not, it holds what it held before too, and is looked at again.
        originals: whether the bytes were to be kept.

    Returns:
        How many of its documents are new revisions of what it held before.
    """
    with transaction(db):
        before = db.execute(
            "SELECT document, place FROM holdings WHERE place IS NOT NULL"
            " AND file = (SELECT number FROM files WHERE path = ?)",
            [key(path)],
        ).fetchall()
        db.execute(
            "INSERT INTO files (path, file, sha256, made_by, inputs, originals) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET (file, sha256, made_by, inputs, originals)"
            " = (excluded.file, excluded.sha256, excluded.made_by, excluded.inputs, excluded.originals)",
            [key(path), file, sha256 if whole else LOOK_AGAIN, made_by, len(documents), originals],
        )
        if whole:
            db.execute("DELETE FROM holdings WHERE file = (SELECT number FROM files WHERE path = ?)", [key(path)])
        many = {place for place, count in Counter(place for _, place in documents).items() if count > 1}
        documents = [Held(id, None if place in many else place) for id, place in documents]
        for held in documents:
            hold(db, path, held)
        if not whole:
            return 0
        ids = {held.id for held in documents}
        gone = {place: id for id, place in before if id not in ids}
        known = {id for id, _ in before}
        came = (held for held in documents if held.place is not None and held.id not in known)
        return sum(_take_over(db, path, held.id, gone.get(held.place)) for held in came)


def hold(db: sqlite3.Connection, path: Where, held: Held) -> None:
    """Note that a document stands in a file, if that was ever read to its end."""
    db.execute(
        "INSERT OR IGNORE INTO holdings (file, document, place) SELECT number, ?, ? FROM files WHERE path = ?",
        [*held, key(path)],
    )


def lead(db: sqlite3.Connection) -> None:
    """Lead a document that its file lost to another file that holds it."""
    holder = (
        "SELECT f.path, f.file || coalesce(h.place, '') FROM holdings h JOIN files f ON f.number = h.file"
        " WHERE h.document = documents.id ORDER BY f.path LIMIT 1"
    )
    db.execute(
        f"UPDATE documents SET (path, file) = ({holder}) WHERE id IN (SELECT document FROM holdings)"
        f" AND number IN (SELECT number FROM documents d WHERE d.replaced_by IS NULL AND NOT {IN_FILE})"
    )


def move(db: sqlite3.Connection, id: str, path: Where, file: str) -> None:
    """Note where a document's file is now, and that it is no longer where it was; earlier revisions stay there."""
    with transaction(db):
        number = let_go(db, id)
        db.execute("UPDATE documents SET path = ?, file = ? WHERE number = ?", [key(path), file, number])


def let_go(db: sqlite3.Connection, id: str) -> int:
    """Forget the file of a document's current revision, since it is gone; return the revision's number."""
    number, path = db.execute(
        "SELECT number, path FROM documents WHERE id = ? AND replaced_by IS NULL", [id]
    ).fetchone()
    db.execute("DELETE FROM files WHERE path = ?", [path])
    return int(number)


def mark_primary(db: sqlite3.Connection, path: Where) -> None:
    """Mark what stands in a file as primary sources."""
    with transaction(db):
        db.execute(
            "UPDATE documents SET primary_source = 1 WHERE primary_source = 0 AND id IN (SELECT document FROM holdings"
            " WHERE file = (SELECT number FROM files WHERE path = ?))",
            [key(path)],
        )


def _take_over(db: sqlite3.Connection, path: Where, id: str, gone: str | None) -> bool:
    """Make the document that is a whole file now, or stands at a place of it, current in place of the one that did."""
    # If it was replaced before and has come back, it is current again, wherever that is.
    db.execute("UPDATE documents SET replaced_by = NULL WHERE id = ? AND replaced_by IS NOT NULL", [id])
    known = "SELECT number, source, primary_source FROM documents WHERE id = ? AND replaced_by IS NULL"
    old = db.execute(f"{known} AND id NOT IN (SELECT document FROM holdings)", [gone]).fetchone()
    new = db.execute(f"{known} AND path = ?", [id, key(path)]).fetchone()
    if old is None or new is None:
        return False
    if new[1] != old[1]:
        (revisions,) = db.execute("SELECT count(*) FROM documents WHERE source = ?", [new[1]]).fetchone()
        if revisions > 1:  # it has a history of its own, as a file that was renamed to this one's name
            return False
        at = [old[1], _next(db, old[1]), old[2], new[0]]
        db.execute(
            "UPDATE documents SET (source, revision, primary_source) = (?, ?, max(primary_source, ?)) WHERE number = ?",
            at,
        )
    db.execute("UPDATE documents SET replaced_by = ? WHERE number = ?", [new[0], old[0]])
    return True


def _next(db: sqlite3.Connection, source: int) -> int:
    (last,) = db.execute("SELECT max(revision) FROM documents WHERE source = ?", [source]).fetchone()
    return int(last) + 1
