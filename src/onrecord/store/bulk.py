"""Writing very many rows: several in one statement, with a table's indexes made at the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice

ROWS = 100
"""Rows of one statement: each alone takes twice as long."""


def insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Put rows into a table, each with all its columns."""
    left = iter(rows)
    while some := list(islice(left, ROWS)):
        marks = f"({', '.join('?' * len(some[0]))})"
        sql = f"INSERT INTO {table} VALUES {', '.join([marks] * len(some))}"
        db.execute(sql, list(chain.from_iterable(some)))


def lift(db: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """Take indexes and triggers out of a record, and return what makes them again."""
    made = []
    for name in names:
        kind, sql = db.execute("SELECT type, sql FROM sqlite_schema WHERE name = ?", [name]).fetchone()
        db.execute(f"DROP {kind} {name}")
        made.append(sql)
    return made


@contextmanager
def lifted(db: sqlite3.Connection, *names: str) -> Iterator[None]:
    """Take indexes out, and make them again in the end: that is quicker of all rows than row by row."""
    made = lift(db, names)
    yield
    for sql in made:
        db.execute(sql)
