"""Wiping: no byte of what was removed stays in the record's files; what could not be wiped is wiped later."""

from __future__ import annotations

import sqlite3


def due(db: sqlite3.Connection) -> None:
    """Mark a record as one to be wiped, by a table that is there until it is done: a kill leaves the mark."""
    db.execute("CREATE TABLE IF NOT EXISTS wipe_due (yes INTEGER)")


def wipe(db: sqlite3.Connection) -> str | None:
    """Write a record's files anew, if that is due.

    Returns:
        None, or one sentence where traces of what was removed had to stay.
    """
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'wipe_due'").fetchone() is None:
        return None
    try:
        db.execute("VACUUM")
        (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            return _left("another program is reading the record")
        db.execute("DROP TABLE wipe_due")
    except sqlite3.OperationalError as error:  # the disk is full, or another program writes
        return _left(str(error))
    return None


def _left(why: str) -> str:
    return (
        f"all of it was taken out, but traces stay in the record's files ({why}): the next `onrecord remove` or"
        " `onrecord build` of this record wipes them"
    )
