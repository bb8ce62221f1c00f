"""Opening a record file: one SQLite file in WAL mode that any SQLite tool can read."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from onrecord.store.migrations import STEPS, migrate
from onrecord.store.tables import TABLES, VERSION

APPLICATION = 0x6F6E7263
"""PRAGMA application_id: "onrc" in ASCII, so that ``file`` and onrecord know a record from any other SQLite file."""
SMALLEST = 512
"""Bytes that an SQLite file has at least, unless it is empty."""
TROUBLES = (sqlite3.Error, UnicodeDecodeError)
"""What reading may raise: damage can reach the very message that tells of it."""
MEND = "restore it from a copy, or build it again under another name"
NO_RECORD = "is no record: name a file that `onrecord build` made"
PATIENCE_MS = 60_000
"""How long to wait for another program that writes: two builds may share a record, and linking holds it longest."""


class RecordError(Exception):
    """A record that cannot be used: the message names it, says what is wrong and what to do, in one sentence."""


class NotOnRecord(RecordError):
    """Something was asked for by a name that nothing on record has, or that does not tell which is meant."""


def opened(path: Path | None, *, create: bool = False) -> sqlite3.Connection:
    """Open a record.

    Args:
        path: its file, or None for one that is gone when it is closed.
        create: make it where there is none, or where the file is empty.

    Raises:
        RecordError: there is none, or it is no record, or of a newer schema, or cannot be opened; or it is of an
            older schema and may not be written, since it is brought up to date when it is opened.
    """
    if path is not None and (wrong := _wrong(path, create=create)):
        raise RecordError(f"{path} {wrong}")
    try:
        return _connected("" if path is None else str(path.absolute()), path, create=create)
    except TROUBLES as error:
        if path is None or create or not _unwritable(path):
            raise RecordError(sentence(error, path)) from error
    try:  # where nothing may be written SQLite reads a record only if told that nobody else writes it either
        return _connected(f"{path.absolute().as_uri()}?immutable=1", path, create=False, uri=True)
    except TROUBLES as error:
        raise RecordError(sentence(error, path)) from error


@contextmanager
def one_state(db: sqlite3.Connection) -> Iterator[None]:
    """Let all queries inside see one state of a record, whatever is written meanwhile."""
    # A query that has not come to its end holds SQLite's snapshot; a transaction would be in the way of those that
    # are begun inside, such as by who builds while going through a listing.
    held = db.execute("SELECT name FROM sqlite_schema")
    try:
        held.fetchone()
        yield
    finally:
        with suppress(sqlite3.ProgrammingError):  # the record was closed before its listing came to its end
            held.close()


def discard(path: Path) -> None:
    """Take a record's file away if no document is in it and no other program has it open."""
    # Where it is open elsewhere it may be about to be filled. The connection is a new one: one that is open already may
    # answer from what it read before.
    database = f"{path.absolute().as_uri()}?mode=rw"
    with (
        suppress(sqlite3.OperationalError, OSError),
        closing(sqlite3.connect(database, timeout=0, isolation_level=None, uri=True)) as db,
    ):
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        if db.execute("SELECT 1 FROM documents").fetchone() is None:
            db.execute("PRAGMA journal_mode = DELETE")  # leaves nothing beside it
            path.unlink()


def sentence(error: Exception, path: Path | None) -> str:
    """Say in one sentence what SQLite could not do with a record; any other error is one of a damaged record."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    said = {
        sqlite3.SQLITE_NOTADB: NO_RECORD,
        sqlite3.SQLITE_CORRUPT: f"is damaged: {MEND}",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that its folder exists and that you may write there",
        sqlite3.SQLITE_READONLY: "cannot be written: check your rights to the file and its folder",
        sqlite3.SQLITE_PERM: "cannot be written: check your rights to the file and its folder",
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and build again, what is recorded is safe",
        sqlite3.SQLITE_IOERR: "cannot be written or read: the disk may be full or gone; what is recorded is safe",
        sqlite3.SQLITE_BUSY: "is being written by another program: wait until that is done",
        sqlite3.SQLITE_LOCKED: "is being written by another program: wait until that is done",
    }
    return f"{path or 'the temporary record'} {said.get(code, f'cannot be used ({error}): {MEND}')}"


def _wrong(path: Path, *, create: bool) -> str | None:
    """Say what can be known to be wrong with a record's path before it is opened."""
    try:
        if path.is_dir():
            return "is a folder: name a file"
        # SQLite takes a file of a single character for an empty one, and would write over it; what is longer it looks
        # at itself. To open and close the file here would end all locks that this process has on it, as POSIX has it,
        # and another program would take the log away by which a reader in another thread goes.
        if path.exists():
            if not os.access(path, os.R_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return NO_RECORD if 0 < path.stat().st_size < SMALLEST else None
    except OSError as error:
        return f"cannot be opened ({(error.strerror or str(error)).lower()}): check the path and your rights to it"
    return None if create else f"does not exist: make it with `onrecord build PATH... -r {path}`"


def _unwritable(path: Path) -> bool:
    """Say whether a record lies where this user may not write, and nothing waits to be taken over into its file."""
    log = path.with_name(path.name + "-wal")
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _connected(database: str, path: Path | None, *, create: bool, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False, uri=uri)
    try:
        _prepare(connection, path, create=create or path is None)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path | None, *, create: bool) -> None:
    connection.create_function("casefold", 1, lambda words: words and words.casefold(), deterministic=True)
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    # Tables come first: where another program has just made them, the version that is asked for then is theirs.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION and (tables or application):
        raise RecordError(f"{path} is no record but another program's database: name a file that `onrecord build` made")
    if version > VERSION:
        raise RecordError(
            f"{path} was made by a newer onrecord (its schema is {version}, this one knows {VERSION}): update onrecord"
        )
    if not tables and not create:
        raise RecordError(f"{path} is empty: make it a record with `onrecord build PATH... -r {path}`")
    if not tables:
        connection.executescript(
            f"BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
        )
    if tables and version < VERSION:
        _bring_up_to_date(connection, path)
    if create:
        connection.execute("PRAGMA journal_mode = WAL")  # stays with the file
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a power cut may undo the last documents, tear none


def _bring_up_to_date(connection: sqlite3.Connection, path: Path | None) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()  # again: it may have been made just now
    if version == VERSION:
        return
    if version not in STEPS:
        raise RecordError(f"{path} is damaged: {MEND}")
    try:
        migrate(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        raise RecordError(
            f"{path} was made by an older onrecord (its schema is {version}, this one's {VERSION}) and may not be"
            " written: copy it to a folder of yours and open the copy"
        ) from error
