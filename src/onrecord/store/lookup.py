"""What building and linking ask of a record."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FIRST = 10
"""A fingerprint makes candidates of an article and the first so many that have it: of what very many have, boilerplate
or a story that a thousand papers print, these are enough to be linked to."""
LIKELY = 10
"""Of its candidates an article is compared with so many: those that share the rarest fingerprints."""


class KnownFile(NamedTuple):
    """A file that was read to its end."""

    sha256: str
    made_by: str
    inputs: int


class KnownDocument(NamedTuple):
    """A document on record; ``path`` as ``key`` gives it."""

    path: str
    sha256: str
    made_by: str
    text: str


class Counts(NamedTuple):
    """What is on record."""

    documents: int = 0
    articles: int = 0
    reprints: int = 0
    statements: int = 0
    speakers_known: int = 0

    @property
    def speakers_unknown(self) -> int:
        """How many statements have no known speaker."""
        return self.statements - self.speakers_known


def key(path: Path) -> str:
    """Return a path as text that SQLite can store: bytes of its name that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def own_files(db: sqlite3.Connection) -> frozenset[str]:
    """Return the files of the record itself, as they may lie among those to be read: it and SQLite's beside it."""
    (_, _, main) = db.execute("PRAGMA database_list").fetchone()
    return frozenset(main + end for end in ("", "-wal", "-shm", "-journal") if main)


def file(db: sqlite3.Connection, path: Path) -> KnownFile | None:
    """Return what is known of a file, None where it was never read to its end."""
    row = db.execute("SELECT sha256, made_by, inputs FROM files WHERE path = ?", [key(path)]).fetchone()
    return row and KnownFile(*row)


def document(db: sqlite3.Connection, id: str) -> KnownDocument | None:
    """Return what is known of a document."""
    row = db.execute("SELECT path, sha256, made_by, text FROM documents WHERE id = ?", [id]).fetchone()
    return row and KnownDocument(*row)


def same_bytes(db: sqlite3.Connection, sha256: str, id: str) -> list[tuple[str, str]]:
    """Return the ids and files of documents that have these bytes and another id, and stand in no other file."""
    return db.execute(
        "SELECT id, path FROM documents d WHERE sha256 = ? AND id <> ? AND NOT EXISTS (SELECT 1 FROM holdings h"
        " JOIN files f ON f.number = h.file WHERE h.document = d.id AND f.path <> d.path)",
        [sha256, id],
    ).fetchall()


def counts(db: sqlite3.Connection) -> Counts:
    """Count what is on record."""
    row = db.execute(
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM articles),"
        " (SELECT count(reprint_of) FROM articles), (SELECT count(*) FROM statements),"
        " (SELECT count(person) FROM statements)"
    ).fetchone()
    return Counts(*row)


def linked(db: sqlite3.Connection) -> bool:
    """Say whether no article came, went or moved since all were last compared."""
    return db.execute("SELECT 1 FROM linked").fetchone() is not None


ALIKE = """
WITH ordered AS (
    SELECT a.number AS article,
           row_number() OVER (ORDER BY coalesce(a.published, '9999'), d.file, d.id, a.place) AS nth
    FROM articles a JOIN documents d ON d.number = a.document
), shared AS (
    SELECT hash, count(*) AS holders FROM fingerprints GROUP BY hash HAVING count(*) > 1
), ranked AS (
    SELECT hash, article, nth, 1.0 / holders AS rarity, row_number() OVER (PARTITION BY hash ORDER BY nth) AS rank
    FROM shared JOIN fingerprints USING (hash) JOIN ordered USING (article)
), candidates AS (
    SELECT f.article AS one, g.article AS other,
           row_number() OVER (PARTITION BY g.article ORDER BY sum(f.rarity) DESC, f.nth) AS likely
    FROM ranked f JOIN ranked g USING (hash) WHERE f.rank <= :first AND f.rank < g.rank GROUP BY f.article, g.article
)
SELECT one, other,
       (SELECT count(*) FROM fingerprints f JOIN fingerprints g USING (hash)
        WHERE f.article = one AND g.article = other),
       a.shingles, b.shingles
FROM candidates JOIN articles a ON a.number = one JOIN articles b ON b.number = other WHERE likely <= :likely
"""


def alike(db: sqlite3.Connection) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield pairs of articles that may be one text: both numbers, how many fingerprints they share, and each has."""
    yield from db.execute(ALIKE, {"first": FIRST, "likely": LIKELY})


def places(db: sqlite3.Connection) -> dict[int, tuple[str, str, str, int]]:
    """Return what orders articles in time: date (the undated after the dated), file, document, place in it."""
    rows = db.execute(
        "SELECT a.number, coalesce(a.published, '9999'), d.file, d.id, a.place FROM articles a"
        " JOIN documents d ON d.number = a.document"
    )
    return {number: (published, name, id, place) for number, published, name, id, place in rows}
