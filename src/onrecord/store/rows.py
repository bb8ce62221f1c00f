"""What all listings read by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

CURRENT = "documents d INDEXED BY documents_replaced_by ON d.number = a.document AND d.replaced_by IS NULL"
"""The documents of articles, called a, that are current: by the index, since a document's own row is long."""
IN_FILE = """(d.replaced_by IS NULL AND NOT EXISTS (SELECT 1 FROM files f WHERE f.path = d.path
    AND NOT EXISTS (SELECT 1 FROM holdings h WHERE h.file = f.number AND h.document = d.id)))"""
"""Whether a document, called d, stands in its file, as that was when it was last read to its end."""


def select(db: sqlite3.Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[sqlite3.Row]:
    """Yield what a query gives, each row with its columns' names."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values)


def text_of(db: sqlite3.Connection, document: int) -> str:
    """Return a document's text."""
    (text,) = db.execute("SELECT text FROM documents WHERE number = ?", [document]).fetchone()
    return str(text)
