"""Putting documents and what was found in them into a record: one transaction a document."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.store import originals, revisions
from onrecord.store.leftout import left_out
from onrecord.store.lookup import Where, key
from onrecord.store.originals import Packed
from onrecord.store.revisions import LOOK_AGAIN, transaction
from onrecord.store.words import words_of
from onrecord.terms import Article, ArticlePerson, Document, Mention, Span, Statement, short_id


class Reading(NamedTuple):
    """One article with all that was found in it."""

    article: Article
    statements: Sequence[Statement]
    mentions: Sequence[Mention]
    people: Sequence[ArticlePerson]


def add(
    db: sqlite3.Connection,
    path: Where,
    document: Document,
    made_by: str,
    readings: Iterable[Reading],
    *,
    original: Packed | None = None,
    primary: bool = False,
    renamed: str | None = None,
) -> bool:
    """Put a document in; other files that hold it are to be looked at again.

    One of the same id and text takes the place of what was found in it before; of the same id and another text it is a
    new revision.

    Args:
        db: the record.
        path: the absolute path of its file.
        document: what was read.
        made_by: program and model.
        readings: what was found in its articles, in order.
        original: the bytes it was read from, if they are to be kept.
        primary: whether it is a primary source; one that is stays one.
        renamed: the id that it had before its file was renamed.

    Returns:
        Whether another revision was current until now.
    """
    with transaction(db):
        row = revisions.row_of(db, document, renamed)
        db.execute(
            "UPDATE files SET sha256 = ? WHERE path <> ? AND number IN (SELECT file FROM holdings WHERE document = ?)",
            [LOOK_AGAIN, key(path), document.id],
        )
        if renamed is not None:
            revisions.let_go(db, renamed)
        revisions.hold(db, path, revisions.Held(document.id))
        _put(db, row, path, document, made_by, primary=primary or bool(row.primary))
        if original is not None:
            originals.keep(db, original)
        for number, reading in enumerate(readings):
            _add_article(db, row.number, number, document.text, reading)
        return revisions.succeed(db, row)


def linked(db: sqlite3.Connection) -> None:
    """Note that all articles have been compared."""
    db.execute("INSERT OR REPLACE INTO linked VALUES (1)")


def name_people(db: sqlite3.Connection) -> None:
    """Give each person the spelling that most current articles have (of two alike the first); forget the unnamed."""
    db.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM spellings)")
    db.execute(
        "UPDATE people SET name = best.name FROM ("
        "   SELECT s.person, s.name,"
        "          row_number() OVER (PARTITION BY s.person ORDER BY sum(d.replaced_by IS NULL) DESC, s.name) AS rank"
        "   FROM spellings s JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document"
        "   GROUP BY s.person, s.name) AS best"
        " WHERE best.person = people.id AND best.rank = 1 AND best.name <> people.name"
    )


def _put(
    db: sqlite3.Connection, row: revisions.Row, path: Where, document: Document, made_by: str, *, primary: bool
) -> None:
    """Write a document into its row, and take out what was found in the one that is there."""
    before = db.execute("SELECT sha256 FROM documents WHERE number = ?", [row.number]).fetchall()
    for table in ("articles", "damaged"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", [row.number])
    missing = left_out(document)
    values = {
        "number": row.number,
        "id": document.id,
        "revision": row.revision,
        "source": row.source,
        "primary_source": primary,
        "path": key(path),
        "file": document.file,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "text": document.text,
        "places": zlib.compress(json.dumps(document.places).encode()),
        "made_by": made_by,
        "doubts": json.dumps(document.doubts),
        "left_out": missing.share,
        "quotes_left_out": missing.quotes,
    }
    _insert(db, "documents", "ON CONFLICT (number) DO UPDATE SET " + _set(values), **values)
    originals.drop(db, (sha256 for (sha256,) in before))
    db.executemany("INSERT INTO damaged VALUES (?, ?, ?)", ((row.number, *span) for span in document.damaged))


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
        section=article.section,
        updated=article.updated,
    )
    db.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", ((number, *fact) for fact in article.facts))
    db.executemany(
        "INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?)",
        ((number, part.kind, *part.span, *(part.by or (None, None))) for part in article.parts),
    )
    db.executemany(
        "INSERT INTO body_spans VALUES (?, ?, ?, ?)",
        ((number, n, *span) for n, paragraph in enumerate(article.body) for span in paragraph),
    )
    _insert(db, "body_search", rowid=number, words=" ".join(text[s:e] for s, e in article.spans))
    ids = {person.id: _linked_id(person) for person in reading.people}
    for statement in reading.statements:
        _add_statement(db, number, text, statement, ids)
    for mention in reading.mentions:
        _add_person(db, number, ids[mention.person_id], mention.person)
        db.execute("INSERT INTO mentions VALUES (?, ?, ?, ?)", [number, *mention.span, ids[mention.person_id]])


def _linked_id(person: ArticlePerson) -> str:
    """Return one id for all who bear a name, and for who has none that of this article."""
    named = person.kind in ("person", "organisation") and not person.name.islower()
    return short_id("person", person.name.casefold()) if named else person.id


def _add_statement(
    db: sqlite3.Connection, article: int, text: str, statement: Statement, ids: Mapping[str, str]
) -> None:
    person = None
    if statement.speaker is not None and statement.person_id is not None:
        joint = "; " in statement.speaker
        person = short_id("person", statement.speaker.casefold()) if joint else ids[statement.person_id]
        _add_person(db, article, person, statement.speaker)
    number = _insert(
        db,
        "statements",
        id=statement.id,
        article=article,
        kind=statement.kind,
        act=statement.act,
        polarity=statement.polarity,
        inside=statement.inside,
        person=person,
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


def _insert(db: sqlite3.Connection, table: str, conflict: str = "", /, **values: object) -> int:
    """Insert a row and return its number; names come from this module only."""
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    number = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) {conflict}", list(values.values())).lastrowid
    assert number is not None
    return number


def _set(names: Iterable[str]) -> str:
    return ", ".join(f"{name} = excluded.{name}" for name in names)
