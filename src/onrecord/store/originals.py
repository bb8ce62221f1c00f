"""The bytes that documents were read from: kept compressed, and checked against their SHA-256 when given out."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.store.schema import MEND, NotOnRecord, RecordError
from onrecord.terms import Document

GAIN = 0.95
"""What does not become smaller than this share of its size is kept as it is, such as a PDF or a picture."""


class Packed(NamedTuple):
    """Bytes as they are kept; ``size`` is theirs before, ``packed`` how it was done."""

    sha256: str
    size: int
    packed: str
    data: bytes


def pack(data: bytes) -> Packed:
    """Compress bytes where that makes them smaller."""
    small = zlib.compress(data)  # on saved pages a fifth remains, 5 ms a page; lzma: a sixth, 120 ms
    sha256 = hashlib.sha256(data).hexdigest()
    if len(small) < GAIN * len(data):
        return Packed(sha256, len(data), "zlib", small)
    return Packed(sha256, len(data), "as it is", data)


def keep(db: sqlite3.Connection, packed: Packed) -> None:
    """Put bytes into the record, if they are not there."""
    db.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?, ?)", packed)


def add(db: sqlite3.Connection, document: Document) -> None:
    """Put in the bytes of a document that was recorded without them."""
    lacking = "SELECT 1 FROM documents WHERE id = ? AND sha256 = ? AND sha256 NOT IN (SELECT sha256 FROM originals)"
    if document.original and db.execute(lacking, [document.id, document.sha256]).fetchone():
        keep(db, pack(document.original))


def drop(db: sqlite3.Connection, hashes: Iterable[str]) -> None:
    """Take out the bytes with these SHA-256 that no document was read from."""
    db.executemany(
        "DELETE FROM originals WHERE sha256 = ? AND sha256 NOT IN (SELECT sha256 FROM documents)",
        ([sha256] for sha256 in hashes),
    )


def original(db: sqlite3.Connection, id: str, revision: int | None) -> bytes:
    """Return the bytes that a document was read from, of the current revision where none is named.

    Raises:
        RecordError: there is no such document or revision, its bytes were not kept, or they are not what they were.
    """
    rows = db.execute(
        "SELECT revision, sha256 FROM documents WHERE id = ? ORDER BY replaced_by IS NULL DESC, revision DESC", [id]
    ).fetchall()
    if not rows:
        raise NotOnRecord(f"no document has the id {id!r}: `onrecord articles` lists them")
    found = rows[0] if revision is None else next((row for row in rows if row[0] == revision), None)
    if found is None:
        raise NotOnRecord(f"document {id!r} has no revision {revision}: `onrecord articles` lists them")
    row = db.execute("SELECT packed, size, bytes FROM originals WHERE sha256 = ?", [found[1]]).fetchone()
    if row is None:
        raise NotOnRecord(f"the bytes of document {id!r} were not kept: build its file again without --no-originals")
    data = unpacked(*row)
    if hashlib.sha256(data).hexdigest() != found[1]:
        raise RecordError(f"the bytes of document {id!r} are damaged, they do not have their SHA-256: {MEND}")
    return data


def unpacked(packed: str, size: int, data: bytes) -> bytes:
    """Return bytes as they were before they were packed; other ones where they are damaged."""
    if packed != "zlib":
        return bytes(data)
    try:  # no more than it ought to be and a byte: damage, or malice, could make it fill the memory
        return zlib.decompressobj().decompress(data, size + 1)
    except (zlib.error, OverflowError):
        return b""


def file_of(db: sqlite3.Connection, id: str) -> str:
    """Return the file or address of a document's last revision.

    Raises:
        NotOnRecord: there is no such document.
    """
    row = db.execute("SELECT file FROM documents WHERE id = ? ORDER BY revision DESC LIMIT 1", [id]).fetchone()
    if row is None:
        raise NotOnRecord(f"no document has the id {id!r}: `onrecord articles` lists them")
    return str(row[0])
