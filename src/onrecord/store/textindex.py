"""The full-text indexes: each document adds a piece to them, and a search looks into every piece."""

from __future__ import annotations

import sqlite3

TABLES = ("statement_search", "body_search")
MOST = 8
"""Pieces of an index, from which on they are made one: a search in 11 took two to four times as long as in one."""


def merge(db: sqlite3.Connection) -> None:
    """Make one piece of each index that consists of many, which takes about a second for a million statements."""
    for table in TABLES:
        if pieces(db, table) > MOST:
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def pieces(db: sqlite3.Connection, table: str) -> int:
    """Return of how many pieces an index consists."""
    (count,) = db.execute(f"SELECT count(DISTINCT segid) FROM {table}_idx").fetchone()
    return int(count)
