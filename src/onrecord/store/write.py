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
from onrecord.terms import Article, ArticlePerson, Dated, Document, Figure, Label, Mention, Span, Statement, short_id


class Reading(NamedTuple):
    """One article with all that was found in it."""

    article: Article
    statements: Sequence[Statement]
    mentions: Sequence[Mention]
    people: Sequence[ArticlePerson]
    figures: Sequence[Figure] = ()
    dates: Sequence[Dated] = ()
    meanings: Sequence[bytes] = ()
    labels: Sequence[Label] = ()


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
            _add_article(db, row, document, number, reading)
        return revisions.succeed(db, row)


def linked(db: sqlite3.Connection) -> None:
    """Note that all articles have been compared."""
    db.execute("INSERT OR REPLACE INTO linked VALUES (1)")


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


def _add_article(db: sqlite3.Connection, row: revisions.Row, document: Document, place: int, reading: Reading) -> None:
    article, text = reading.article, document.text
    number = _insert(
        db,
        "articles",
        document=row.number,
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
    known = {
        person.id: _add_person(db, number, row, short_id(document.id, place, person.id), person)
        for person in reading.people
    }
    numbers = [_add_statement(db, number, text, statement, known) for statement in reading.statements]
    db.executemany("INSERT INTO meanings VALUES (?, ?)", zip(numbers, reading.meanings, strict=False))
    db.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
        ((number, *one.span, known[one.person_id], one.kind) for one in reading.mentions),
    )
    for figure in reading.figures:
        _add_figure(db, number, figure)
    db.executemany(
        "INSERT INTO dates VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((number, *one.span, one.date, one.first, *one.sentence) for one in reading.dates),
    )
    db.executemany(
        "INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?)",
        ((number, *one.span, one.kind, known.get(one.person_id or ""), one.statement) for one in reading.labels),
    )


def _add_person(db: sqlite3.Connection, article: int, row: revisions.Row, own: str, person: ArticlePerson) -> int:
    """Add somebody who is nobody else, until people are linked."""
    id = own if row.revision == 1 else short_id(own, row.revision)
    db.execute("INSERT OR IGNORE INTO people VALUES (?, ?, ?)", [id, person.name, person.kind])
    number = _insert(
        db,
        "article_people",
        article=article,
        id=id,
        own=own,
        name=person.name,
        kind=person.kind,
        gender=person.gender,
        names=json.dumps(person.names, ensure_ascii=False),
        found=id,
        person=id,
    )
    db.executemany("INSERT INTO roles VALUES (?, ?, ?, ?)", ((number, one.words, *one.span) for one in person.roles))
    return number


def _add_statement(
    db: sqlite3.Connection, article: int, text: str, statement: Statement, known: Mapping[str, int]
) -> int:
    people = _people_of(statement, known)
    number = _insert(
        db,
        "statements",
        id=statement.id,
        article=article,
        kind=statement.kind,
        act=statement.act,
        polarity=statement.polarity,
        inside=statement.inside,
        speaker_confidence=statement.speaker_confidence,
        confidence=statement.confidence,
        start=statement.content[0].start,
        said_on=statement.said_on,
    )
    db.executemany("INSERT INTO statement_people VALUES (?, ?, ?, ?)", ((number, *one) for one in people))
    db.execute(
        "UPDATE statements SET person = (SELECT person FROM article_people WHERE number = ?) WHERE number = ?",
        [next((who for role, who, _ in people if role == "speaker"), None), number],
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
    return number


def _add_figure(db: sqlite3.Connection, article: int, figure: Figure) -> None:
    number = _insert(
        db,
        "figures",
        article=article,
        start=figure.span.start,
        end=figure.span.end,
        low=figure.value[0],
        high=figure.value[1],
        unit=figure.unit,
        measures=figure.measures,
        scale=figure.scale,
        statement=figure.statement,
        as_of=figure.as_of,
        sentence_start=figure.sentence.start,
        sentence_end=figure.sentence.end,
    )
    db.executemany("INSERT INTO figure_spans VALUES (?, ?, ?)", ((number, *span) for span in figure.of))


def _people_of(statement: Statement, known: Mapping[str, int]) -> list[tuple[str, int, float | None]]:
    """Return those a statement tells of, each with its part; joint speakers are the first of the candidates."""
    speakers = 0 if statement.speaker is None else statement.speaker.count("; ") + 1
    roles = ["speaker"] * speakers + ["candidate"] * len(statement.candidates)
    return [
        *((role, known[one.person_id], one.score) for role, one in zip(roles, statement.candidates, strict=False)),
        *(("to", known[id], None) for id in statement.to),
        *(("about", known[id], None) for id in statement.about),
    ]


def _insert(db: sqlite3.Connection, table: str, conflict: str = "", /, **values: object) -> int:
    """Insert a row and return its number; names come from this module only."""
    names = ", ".join(values)
    marks = ", ".join("?" * len(values))
    number = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}) {conflict}", list(values.values())).lastrowid
    assert number is not None
    return number


def _set(names: Iterable[str]) -> str:
    return ", ".join(f"{name} = excluded.{name}" for name in names)
