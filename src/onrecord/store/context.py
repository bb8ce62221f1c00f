"""A statement in its place: the article and the paragraphs around it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from onrecord.store import read
from onrecord.store.read import ArticleRow, StatementRow, Wanted
from onrecord.store.schema import RecordError
from onrecord.terms import Span


class InContext(NamedTuple):
    """A statement, its article, and the spans of its paragraphs in the document's ``text``."""

    statement: StatementRow
    article: ArticleRow
    text: str
    paragraphs: tuple[tuple[Span, ...], ...]


def in_context(db: sqlite3.Connection, id: str) -> InContext:
    """Return a statement by its id, or by a beginning of it that no other id has.

    Raises:
        RecordError: no statement, or more than one, has such an id.
    """
    if not id.strip():
        raise RecordError("no id was given: `onrecord statements` lists them")
    ids = read.ids_like(db, id.strip().casefold())
    if not ids:
        raise RecordError(f"no statement has the id {id!r}: `onrecord statements` lists them")
    if len(ids) > 1:
        raise RecordError(f"{len(ids)} statements have an id that begins with {id!r}, such as {', '.join(ids[:3])}")
    (statement,) = read.statements(db, Wanted(id=ids[0]))
    (number, document) = db.execute(
        "SELECT a.number, a.document FROM statements s JOIN articles a ON a.number = s.article WHERE s.id = ?", ids
    ).fetchone()
    paragraphs = _paragraphs(db, number, statement)
    return InContext(statement, read.article(db, number), read.text_of(db, document), paragraphs)


def _paragraphs(db: sqlite3.Connection, article: int, statement: StatementRow) -> tuple[tuple[Span, ...], ...]:
    """Return the article's paragraphs from the first to the last that the statement touches."""
    spans = [span for role in (statement["source"], statement["cue"], statement["content"]) for span in role]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    paragraphs: dict[int, list[Span]] = {}
    for number, span in read.body(db, article):
        paragraphs.setdefault(number, []).append(span)
    return tuple(tuple(p) for p in paragraphs.values() if p[0].start < last and first < p[-1].end)
