"""Putting documents and what was found in them into a record: one transaction a document."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from onrecord.store.lookup import key
from onrecord.store.words import words_of
from onrecord.terms import Article, Document, Mention, Span, Statement

LOOK_AGAIN = ""
"""In place of a file's hash: it is read again whatever its bytes."""


class Reading(NamedTuple):
    """One article with all that was found in it; ``fingerprints`` are its shingles' hashes."""

    article: Article
    statements: Sequence[Statement]
    mentions: Sequence[Mention]
    fingerprints: Sequence[int]


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Do all that is inside or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite may have rolled back by itself, as when the disk is full
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def add(
    db: sqlite3.Connection,
    path: Path,
    document: Document,
    made_by: str,
    readings: Iterable[Reading],
    *,
    instead_of: Iterable[str] = (),
) -> None:
    """Put a document in, in place of an earlier one of the same id; other files that hold it are to be looked at again.

    Args:
        db: the record.
        path: the absolute path of its file.
        document: what was read.
        made_by: program and model.
        readings: what was found in its articles, in order.
        instead_of: ids that it had before its file was renamed.
    """
    with transaction(db):
        db.executemany("DELETE FROM documents WHERE id = ?", ([id] for id in (document.id, *instead_of)))
        db.execute(
            "UPDATE files SET sha256 = ? WHERE path <> ? AND number IN (SELECT file FROM holdings WHERE document = ?)",
            [LOOK_AGAIN, key(path), document.id],
        )
        _hold(db, path, document.id)
        number = _insert(
            db,
            "documents",
            id=document.id,
            path=key(path),
            file=document.file,
            sha256=document.sha256,
            media_type=document.media_type,
            encoding=document.encoding,
            text=document.text,
            made_by=made_by,
            places=zlib.compress(json.dumps(document.places).encode()),
            doubts=json.dumps(document.doubts),
        )
        for place, reading in enumerate(readings):
            _add_article(db, number, place, document.text, reading)


def finish(
    db: sqlite3.Connection,
    path: Path,
    documents: Sequence[str],
    *,
    file: str,
    sha256: str,
    made_by: str,
    whole: bool = True,
) -> None:
    """Note that a file was read to its end, and which documents stand in it.

    Args:
        db: the record.
        path: the file's absolute path.
        documents: the ids of its documents, repeated ones included.
        file: its path as the user gave it.
        sha256: of its bytes.
        made_by: program and model.
        whole: whether all of it could be read; if not, it holds what it held before too, and is looked at again.
    """
    with transaction(db):
        db.execute(
            "INSERT INTO files (path, file, sha256, made_by, inputs) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET (file, sha256, made_by, inputs)"
            " = (excluded.file, excluded.sha256, excluded.made_by, excluded.inputs)",
            [key(path), file, sha256 if whole else LOOK_AGAIN, made_by, len(documents)],
        )
        if whole:
            db.execute("DELETE FROM holdings WHERE file = (SELECT number FROM files WHERE path = ?)", [key(path)])
        for id in documents:
            _hold(db, path, id)


def clear_out(db: sqlite3.Connection) -> int:
    """Take out the documents that no file holds any more; one that its file lost to another is led there.

    Returns:
        How many were taken out.
    """
    lost = (
        "number IN (SELECT d.number FROM documents d JOIN files f ON f.path = d.path"
        " LEFT JOIN holdings h ON h.document = d.id AND h.file = f.number WHERE h.file IS NULL)"
    )
    holder = (
        "SELECT f.path, f.file FROM holdings h JOIN files f ON f.number = h.file"
        " WHERE h.document = documents.id ORDER BY f.path LIMIT 1"
    )
    db.execute(f"UPDATE documents SET (path, file) = ({holder}) WHERE {lost} AND id IN (SELECT document FROM holdings)")
    return db.execute(f"DELETE FROM documents WHERE {lost}").rowcount


def move(db: sqlite3.Connection, id: str, path: Path, file: str) -> None:
    """Note where a document's file is now, and that it is no longer where it was."""
    with transaction(db):
        db.execute("DELETE FROM files WHERE path = (SELECT path FROM documents WHERE id = ?)", [id])
        db.execute("UPDATE documents SET path = ?, file = ? WHERE id = ?", [key(path), file, id])


def mark_reprints(db: sqlite3.Connection, originals: Mapping[int, int]) -> None:
    """Write which articles are reprints of which, in place of all that was marked before."""
    db.execute("UPDATE articles SET reprint_of = NULL WHERE reprint_of IS NOT NULL")
    db.executemany("UPDATE articles SET reprint_of = ? WHERE number = ?", ((o, copy) for copy, o in originals.items()))


def linked(db: sqlite3.Connection) -> None:
    """Note that all articles have been compared."""
    db.execute("INSERT OR REPLACE INTO linked VALUES (1)")


def name_people(db: sqlite3.Connection) -> None:
    """Give each person the spelling that most articles have (of two alike the first); forget those nobody names."""
    db.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM spellings)")
    db.execute(
        "UPDATE people SET name = best.name FROM ("
        "   SELECT person, name, row_number() OVER (PARTITION BY person ORDER BY count(*) DESC, name) AS rank"
        "   FROM spellings GROUP BY person, name) AS best"
        " WHERE best.person = people.id AND best.rank = 1 AND best.name <> people.name"
    )


def _hold(db: sqlite3.Connection, path: Path, document: str) -> None:
    """Note that a document stands in a file, if that was ever read to its end."""
    db.execute(
        "INSERT OR IGNORE INTO holdings SELECT number, ? FROM files WHERE path = ?",
        [document, key(path)],
    )


def _add_article(db: sqlite3.Connection, document: int, place: int, text: str, reading: Reading) -> None:
    article = reading.article
    number = _insert(
        db,
        "articles",
        document=document,
        place=place,
        title=article.title,
        authors=json.dumps(article.authors, ensure_ascii=False),
        outlet=article.outlet,
        published=article.published,
        language=article.language,
        shingles=len(reading.fingerprints),
    )
    db.executemany(
        "INSERT INTO body_spans VALUES (?, ?, ?, ?)",
        ((number, n, *span) for n, paragraph in enumerate(article.body) for span in paragraph),
    )
    db.executemany("INSERT INTO fingerprints VALUES (?, ?)", ((hash, number) for hash in reading.fingerprints))
    _insert(db, "body_search", rowid=number, words=" ".join(text[s:e] for s, e in article.spans))
    for statement in reading.statements:
        _add_statement(db, number, text, statement)
    for mention in reading.mentions:
        _add_person(db, number, mention.person_id, mention.person)
        db.execute("INSERT INTO mentions VALUES (?, ?, ?, ?)", [number, *mention.span, mention.person_id])


def _add_statement(db: sqlite3.Connection, article: int, text: str, statement: Statement) -> None:
    if statement.speaker is not None and statement.person_id is not None:
        _add_person(db, article, statement.person_id, statement.speaker)
    number = _insert(
        db,
        "statements",
        id=statement.id,
        article=article,
        kind=statement.kind,
        person=statement.person_id,
        speaker_confidence=statement.speaker_confidence,
        confidence=statement.confidence,
        start=statement.content[0].start,
    )
    parts: list[tuple[str, Sequence[Span]]] = [
        ("source", statement.source),
        ("cue", statement.cue),
        ("content", statement.content),
    ]
    db.executemany(
        "INSERT INTO statement_spans VALUES (?, ?, ?, ?)",
        ((number, role, *span) for role, spans in parts for span in spans),
    )
    _insert(db, "statement_search", rowid=number, words=words_of(text, statement.content))


def _add_person(db: sqlite3.Connection, article: int, id: str, name: str) -> None:
    db.execute("INSERT OR IGNORE INTO people VALUES (?, ?)", [id, name])
    db.execute("INSERT OR IGNORE INTO spellings VALUES (?, ?, ?)", [article, id, name])


def _insert(db: sqlite3.Connection, table: str, **values: object) -> int:
    """Insert a row and return its number; names come from this module only."""
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    number = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())).lastrowid
    assert number is not None
    return number
