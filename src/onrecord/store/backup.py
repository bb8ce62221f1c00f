"""Backing up: a record that may be in use is copied as it is at one moment, and the copy is whole or not there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from onrecord.store.schema import APPLICATION, RecordError


def backup(db: sqlite3.Connection, to: Path) -> None:
    """Copy a record to a file, which takes the place of an earlier backup.

    Args:
        db: the record.
        to: the file; what is there already has to be a record that holds nothing but what this one holds too.

    Raises:
        RecordError: the file is something else, or cannot be written.
    """
    _check(db, to)
    part = to.with_name(f".{to.name}.{os.getpid()}.part")
    with _told(to):
        try:
            with closing(sqlite3.connect(part)) as copy:
                db.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # or who reads it would put files beside it
                (sound,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            if sound != "ok":
                raise RecordError(f"{to} was not written, since the record is damaged ({sound}): `onrecord verify` it")
            _written(part)
            os.replace(part, to)
            _written(to.parent)
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                part.with_name(part.name + end).unlink(missing_ok=True)


def _check(db: sqlite3.Connection, to: Path) -> None:
    """Refuse to write over anything but an earlier backup that nobody is using."""
    (_, _, record) = db.execute("PRAGMA database_list").fetchone()
    with _told(to):
        if to.is_dir():
            raise RecordError(f"{to} is a folder: name a file")
        _unused(to)
        if not to.exists():
            return
        if record and to.samefile(record):
            raise RecordError(f"{to} is the record itself: name another file")
    more = _more(db, to)
    if more is None:
        raise RecordError(f"{to} is there already and is no record: name another file")
    if more:
        what = "a document" if more == 1 else f"{more:,} documents"
        raise RecordError(f"{to} holds {what} that this record does not: name another file")


def _unused(to: Path) -> None:
    """Refuse where a write-ahead log stands beside: SQLite would take it for the copy's."""
    log = to.with_name(to.name + "-wal")
    if log.exists():
        raise RecordError(f"{to} is in use, as {log.name} beside it shows: close what uses it, or name another file")


def _more(db: sqlite3.Connection, to: Path) -> int | None:
    """Return how many documents a file holds that a record does not, None where it is no record."""
    try:
        with closing(sqlite3.connect(f"{to.absolute().as_uri()}?immutable=1", uri=True)) as there:
            if there.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
                return None
            ours = "SELECT 1 FROM documents WHERE id = ? AND (sha256 = ? OR text = ?)"
            rows = there.execute("SELECT id, sha256, text FROM documents")
            return sum(db.execute(ours, row).fetchone() is None for row in rows)
    except sqlite3.DatabaseError:
        return None


def _written(path: Path) -> None:
    """Wait until the disk has what was written to a file, or to a folder's list of files."""
    with suppress(PermissionError):  # a folder cannot be opened everywhere
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(to: Path) -> Iterator[None]:
    """Turn what goes wrong with a copy into a sentence that names it."""
    try:
        yield
    except OSError as error:
        raise RecordError(f"{to} cannot be written ({(error.strerror or str(error)).lower()}): name another") from error
    except sqlite3.OperationalError as error:
        raise RecordError(f"{to} cannot be written ({error}): see whether the disk is full, or name another") from error
