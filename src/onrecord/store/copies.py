"""What finding copies asks of a record, and keeps in it: each article's keys, pairs that are one text, reprints.

An article that is compared has a number of its own here, so that what is left of one that has gone since is not taken
for that of the next article.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from onrecord.link import UNDATED, Copy, Place, Reprint
from onrecord.terms import Article, Span

CURRENT = "articles a JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL"


class New(NamedTuple):
    """An article that has not been compared yet, with what names it."""

    article: int
    document: str
    place: int
    file: str


class Known(NamedTuple):
    """An article that has been compared; ``rank`` is a number by chance that it has in every record."""

    number: int
    rank: int
    fingerprints: Sequence[int]


def new(db: sqlite3.Connection) -> list[New]:
    """Return the articles that have not been compared."""
    rows = db.execute(
        f"SELECT a.number, d.id, a.place, d.file FROM {CURRENT} LEFT JOIN compared c ON c.article = a.number"
        " WHERE c.number IS NULL ORDER BY a.number"
    )
    return [New(*row) for row in rows]


def gone(db: sqlite3.Connection) -> list[Known]:
    """Return what was compared and is no longer on record, or in an earlier revision only."""
    rows = db.execute(  # by indexes: to look each article up takes a page of its document
        "SELECT number, rank, fingerprints FROM compared WHERE article IS NULL"
        " UNION ALL SELECT c.number, c.rank, c.fingerprints FROM documents d"
        " CROSS JOIN articles a ON a.document = d.number CROSS JOIN compared c ON c.article = a.number"
        " WHERE d.replaced_by IS NOT NULL"
    )
    return [Known(number, rank, _unpacked(packed)) for number, rank, packed in rows]


def moved(db: sqlite3.Connection) -> list[int]:
    """Return the articles whose file was moved since they were compared, and note where it is now."""
    rows = db.execute(
        f"SELECT c.number, d.file FROM {CURRENT} JOIN compared c ON c.article = a.number AND c.file <> d.file"
    )
    found = rows.fetchall()
    db.executemany("UPDATE compared SET file = ? WHERE number = ?", ((file, number) for number, file in found))
    return [number for number, _ in found]


def body(db: sqlite3.Connection, article: int) -> tuple[str, Article]:
    """Return the text of an article's document, and the article by nothing but its body."""
    (text,) = db.execute(
        "SELECT text FROM documents WHERE number = (SELECT document FROM articles WHERE number = ?)", [article]
    ).fetchone()
    return text, by_its_body(db, article)


def by_its_body(db: sqlite3.Connection, article: int) -> Article:
    """Return an article by nothing but its body."""
    rows = db.execute("SELECT paragraph, start, end FROM body_spans WHERE article = ? ORDER BY rowid", [article])
    paragraphs = groupby(rows, lambda row: row[0])
    return Article(tuple(tuple(Span(start, end) for _, start, end in spans) for _, spans in paragraphs))


def article(db: sqlite3.Connection, number: int) -> int:
    """Return the article that has been compared under a number."""
    (found,) = db.execute("SELECT article FROM compared WHERE number = ?", [number]).fetchone()
    return int(found)


def known(db: sqlite3.Connection, number: int) -> Known:
    """Return an article that has been compared."""
    rank, packed = db.execute("SELECT rank, fingerprints FROM compared WHERE number = ?", [number]).fetchone()
    return Known(number, rank, _unpacked(packed))


def add(db: sqlite3.Connection, one: New, rank: int, fingerprints: Sequence[int]) -> Known:
    """Note that an article is compared; ``index`` makes it one that is found."""
    number = db.execute(
        "INSERT INTO compared (article, rank, file, fingerprints) VALUES (?, ?, ?, ?)",
        [one.article, rank, one.file, array("q", fingerprints).tobytes()],
    ).lastrowid
    assert number is not None
    return Known(number, rank, fingerprints)


def index(db: sqlite3.Connection, articles: Iterable[Known]) -> None:
    """Put in articles' fingerprints; sorted, so that each page of the table is written once."""
    rows = sorted((hash, one.rank, one.number) for one in articles for hash in one.fingerprints)
    db.executemany("INSERT INTO fingerprints VALUES (?, ?, ?)", rows)


def take_out(db: sqlite3.Connection, one: Known) -> None:
    """Take out an article with its fingerprints and pairs."""
    part_from_all(db, one.number)
    rows = ((hash, one.rank, one.number) for hash in one.fingerprints)
    db.executemany("DELETE FROM fingerprints WHERE hash = ? AND rank = ? AND number = ?", rows)
    db.execute(
        "UPDATE articles SET (reprint_of, taken_from, shared) = (NULL, NULL, NULL) WHERE number ="
        " (SELECT article FROM compared WHERE number = ?)",
        [one.number],
    )
    db.execute("DELETE FROM compared WHERE number = ?", [one.number])


def has_others(db: sqlite3.Connection, count: int) -> bool:
    """Say whether more than so many articles have been compared."""
    return db.execute("SELECT 1 FROM compared LIMIT 1 OFFSET ?", [count]).fetchone() is not None


def first_holders(db: sqlite3.Connection, hash: int, count: int) -> list[tuple[int, int]]:
    """Return rank and number of the first articles by rank that have a fingerprint."""
    return db.execute(
        "SELECT rank, number FROM fingerprints WHERE hash = ? ORDER BY rank, number LIMIT ?", [hash, count]
    ).fetchall()


def holders(db: sqlite3.Connection, hash: int) -> Iterator[int]:
    """Yield all articles that have a fingerprint."""
    return (number for (number,) in db.execute("SELECT number FROM fingerprints WHERE hash = ?", [hash]))


def join(db: sqlite3.Connection, copy: Copy) -> None:
    """Note that two articles are one text."""
    db.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", copy)


def part_from_all(db: sqlite3.Connection, number: int) -> None:
    """Forget all that is one text with an article."""
    db.execute("DELETE FROM copies WHERE one = ?", [number])
    db.execute("DELETE FROM copies WHERE other = ?", [number])


def pairs(db: sqlite3.Connection, number: int) -> list[Copy]:
    """Return the pairs that an article is in."""
    rows = db.execute(
        "SELECT one, other, shared_one, shared_other FROM copies WHERE one = :number"
        " UNION ALL SELECT one, other, shared_one, shared_other FROM copies WHERE other = :number",
        {"number": number},
    )
    return [Copy(*row) for row in rows]


def place(db: sqlite3.Connection, number: int) -> Place:
    """Return what orders an article in time."""
    row = db.execute(
        f"SELECT coalesce(a.published, '{UNDATED}'), d.file, d.id, a.place FROM compared c"
        " JOIN articles a ON a.number = c.article JOIN documents d ON d.number = a.document WHERE c.number = ?",
        [number],
    ).fetchone()
    return Place(*row)


def mark(db: sqlite3.Connection, articles: Iterable[int], reprints: Mapping[int, Reprint]) -> None:
    """Write of articles which are reprints, and of which others."""
    of = "(SELECT article FROM compared WHERE number = ?)"
    rows = ((*reprints.get(number, (None, None, None)), number) for number in articles)
    db.executemany(f"UPDATE articles SET reprint_of = {of}, taken_from = {of}, shared = ? WHERE number = {of}", rows)


def _unpacked(packed: bytes) -> Sequence[int]:
    fingerprints = array("q")
    fingerprints.frombytes(packed)
    return fingerprints
