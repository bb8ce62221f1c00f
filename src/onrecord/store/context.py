"""A statement in its place: the article and the paragraphs around it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.store import read
from onrecord.store.read import ArticleRow
from onrecord.store.rows import text_of
from onrecord.store.schema import NotOnRecord
from onrecord.store.statements import StatementRow, ids_like, statement
from onrecord.store.words import words_of
from onrecord.terms import Place, Span


class InContext(NamedTuple):
    """A statement, its article, and the spans of its paragraphs in the document's ``text``.

    ``still`` says of a statement of an earlier revision whether the current one has its words too; ``places`` lead from
    the text to the original, of the type ``media_type``.
    """

    statement: StatementRow
    article: ArticleRow
    text: str
    paragraphs: tuple[tuple[Span, ...], ...]
    still: bool | None = None
    places: tuple[Place, ...] = ()
    media_type: str = ""


class Placed(NamedTuple):
    """Words of a document, the article that they are shown with, and what leads from the text to the original."""

    article: ArticleRow
    words: str
    spans: tuple[Span, ...]
    places: tuple[Place, ...]
    media_type: str


AROUND = 15
"""Words that are told before and after others, at most."""
DOCUMENT = """
SELECT a.number AS article, d.number AS document, d.places, d.media_type
FROM documents d JOIN articles a ON a.document = d.number
WHERE d.id = ? AND a.place = ? AND (d.revision = ? OR ? IS NULL)
ORDER BY d.replaced_by IS NULL DESC, d.revision DESC LIMIT 1
"""


def placed(db: sqlite3.Connection, id: str, place: int, spans: Sequence[Span], revision: int | None) -> Placed:
    """Return words of a document by their offsets, with what leads to the original.

    Raises:
        NotOnRecord: there is no such article.
    """
    found = db.execute(DOCUMENT, [id, place, revision, revision]).fetchone()
    if found is None:
        raise NotOnRecord(
            f"no article {place} of a document {id!r} is on record: the list of articles has all there are"
        )
    article, document, packed, media_type = found
    words = words_of(text_of(db, document), spans)
    return Placed(read.article(db, article), words, tuple(spans), _places(packed), media_type)


def around(db: sqlite3.Connection, id: str, place: int, span: Span) -> tuple[str, str]:
    """Return the words before and after some words of an article of a current revision, within their paragraph.

    Raises:
        NotOnRecord: there is no such article.
    """
    found = db.execute(DOCUMENT, [id, place, None, None]).fetchone()
    if found is None:
        raise NotOnRecord(
            f"no article {place} of a document {id!r} is on record: the list of articles has all there are"
        )
    article, document, *_ = found
    text = text_of(db, document)
    paragraphs = [one for _, one in read.body(db, article) if one.start < span.end and span.start < one.end]
    first = min((one.start for one in paragraphs), default=span.start)
    last = max((one.end for one in paragraphs), default=span.end)
    before, after = text[first : span.start].split(), text[span.end : max(span.end, last)].split()
    return (
        " ".join(["…", *before[-AROUND:]] if len(before) > AROUND else before),
        " ".join([*after[:AROUND], "…"] if len(after) > AROUND else after),
    )


def in_context(db: sqlite3.Connection, id: str) -> InContext:
    """Return a statement by its id, or by a beginning of it that no other id has; if several revisions have it, of the
    current one, else of the last.

    Raises:
        RecordError: no statement, or more than one, has such an id.
    """
    number = statement_number(db, id)
    article, document, source, replaced_by = db.execute(
        "SELECT a.number, d.number, d.source, d.replaced_by FROM statements s"
        " JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document WHERE s.number = ?",
        [number],
    ).fetchone()
    found, text = statement(db, number), text_of(db, document)
    still = None if replaced_by is None else _still(db, source, [text[start:end] for start, end in found["content"]])
    packed, media_type = db.execute("SELECT places, media_type FROM documents WHERE number = ?", [document]).fetchone()
    return InContext(
        found, read.article(db, article), text, _paragraphs(db, article, found), still, _places(packed), media_type
    )


def statement_number(db: sqlite3.Connection, id: str) -> int:
    """Return the number of a statement by its id, or by a beginning of it that no other id has; if several revisions
    have it, of the current one, else of the last.

    Raises:
        RecordError: no statement, or more than one, has such an id.
    """
    if not id.strip():
        raise NotOnRecord("no id was given: `onrecord statements` lists them")
    ids = ids_like(db, id.strip().casefold())
    if not ids:
        raise NotOnRecord(f"no statement has the id {id!r}: `onrecord statements` lists them")
    if len(ids) > 1:
        raise NotOnRecord(f"{len(ids)} statements have an id that begins with {id!r}, such as {', '.join(ids[:3])}")
    (number,) = db.execute(
        "SELECT s.number FROM statements s JOIN articles a ON a.number = s.article"
        " JOIN documents d ON d.number = a.document"
        " WHERE s.id = ? ORDER BY d.replaced_by IS NULL DESC, d.revision DESC LIMIT 1",
        ids,
    ).fetchone()
    return int(number)


def _places(packed: bytes) -> tuple[Place, ...]:
    try:
        return tuple(Place(*place) for place in json.loads(zlib.decompress(packed)))
    except zlib.error as error:
        raise ValueError(f"places: {error}") from error


def _still(db: sqlite3.Connection, source: int, contents: list[str]) -> bool:
    """Say whether all words stand in the current revision, however its lines are broken."""
    (text,) = db.execute(
        "SELECT text FROM documents WHERE source = ? AND replaced_by IS NULL ORDER BY revision DESC LIMIT 1", [source]
    ).fetchone()
    now = " ".join(text.split())
    return all(" ".join(words.split()) in now for words in contents)


def _paragraphs(db: sqlite3.Connection, article: int, statement: StatementRow) -> tuple[tuple[Span, ...], ...]:
    """Return the article's paragraphs from the first to the last that the statement touches."""
    spans = [span for role in (statement["source"], statement["cue"], statement["content"]) for span in role]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    paragraphs: dict[int, list[Span]] = {}
    for number, span in read.body(db, article):
        paragraphs.setdefault(number, []).append(span)
    return tuple(tuple(p) for p in paragraphs.values() if p[0].start < last and first < p[-1].end)
