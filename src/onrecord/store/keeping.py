"""Keeping in memory what is searched in the record that was asked last."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


class Kept(dict[str, T]):
    """What is kept, by the record's file.

    Args:
        brought_up: gives what is to be kept now, of a record and what was kept of it, None if nothing was.
    """

    def __init__(self, brought_up: Callable[[sqlite3.Connection, T | None], T]) -> None:
        super().__init__()
        self._brought_up = brought_up
        self.reading = Lock()

    def of(self, db: sqlite3.Connection) -> T:
        """Return what is kept of a record, with what came since."""
        (_, _, file) = db.execute("PRAGMA database_list").fetchone()
        with self.reading:
            known = self._brought_up(db, self.get(file) if file else None)
            self.clear()
            self[file] = known
        return known
