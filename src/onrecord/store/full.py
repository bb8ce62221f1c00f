"""An article in full: its document's text, where its paragraphs and parts stand, and all that was found in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.store import quotations, read
from onrecord.store.read import ArticleRow
from onrecord.store.rows import select, text_of
from onrecord.store.schema import NotOnRecord
from onrecord.store.statements import StatementRow, of_article
from onrecord.terms import Span


class Neighbour(NamedTuple):
    """Another article of the same document: its place and title, and from where to where its body reaches."""

    place: int
    title: str | None
    span: Span


class InFull(NamedTuple):
    """An article with its document's ``text``, in which all offsets count.

    ``paragraphs`` hold the spans of each; ``revisions`` the numbers of all revisions of the document, ``doubts``
    sentences of its reader; ``elsewhere`` gives for statements that others have too the family's id and the number of
    its articles; ``has_original`` says whether the bytes that it was read from are kept. ``rejected`` are statements
    that somebody said are none.
    """

    article: ArticleRow
    text: str
    paragraphs: tuple[tuple[Span, ...], ...]
    parts: list[dict[str, Any]]
    facts: list[dict[str, str]]
    damaged: list[list[int]]
    statements: list[StatementRow]
    elsewhere: dict[str, tuple[str, int]]
    neighbours: tuple[Neighbour, ...]
    revisions: list[int]
    doubts: list[str]
    media_type: str
    sha256: str
    has_original: bool
    rejected: list[StatementRow]


DOCUMENT = """
SELECT d.number, d.source, d.doubts, d.media_type, d.sha256, o.sha256 IS NOT NULL AS has_original
FROM documents d LEFT JOIN originals o ON o.sha256 = d.sha256
WHERE d.id = ? AND (d.revision = ? OR ? IS NULL) ORDER BY d.replaced_by IS NULL DESC, d.revision DESC LIMIT 1
"""


def in_full(db: sqlite3.Connection, id: str, place: int, revision: int | None) -> InFull:
    """Return an article by its document's id and its place there, of the current revision where none is named.

    Raises:
        NotOnRecord: there is no such article.
    """
    document = next(select(db, DOCUMENT, [id, revision, revision]), None)
    wanted = "SELECT number FROM articles WHERE document = ? AND place = ?"
    found = document and db.execute(wanted, [document["number"], place]).fetchone()
    if not document or not found:
        raise NotOnRecord(
            f"no article {place} of a document {id!r} is on record: the list of articles has all there are"
        )
    (number,) = found
    statements = list(of_article(db, number))
    return InFull(
        article=read.article(db, number),
        text=text_of(db, document["number"]),
        paragraphs=_paragraphs(db, number),
        parts=read.parts(db, number),
        facts=read.facts(db, number),
        damaged=read.damaged(db, document["number"]),
        statements=[row for row in statements if row["standing"] != "rejected"],
        elsewhere=quotations.of_article(db, number),
        neighbours=tuple(_neighbours(db, document["number"], number)),
        revisions=[row["revision"] for row in select(db, REVISIONS, [document["source"]])],
        doubts=json.loads(document["doubts"]),
        media_type=document["media_type"],
        sha256=document["sha256"],
        has_original=bool(document["has_original"]),
        rejected=[row for row in statements if row["standing"] == "rejected"],
    )


def number_of(db: sqlite3.Connection, id: str, place: int) -> int:
    """Return the number of an article of a document's current revision.

    Raises:
        NotOnRecord: there is no such article.
    """
    found = db.execute(
        "SELECT a.number FROM articles a JOIN documents d ON d.number = a.document"
        " WHERE d.id = ? AND a.place = ? AND d.replaced_by IS NULL",
        [id, place],
    ).fetchone()
    if found is None:
        raise NotOnRecord(f"no article {place} of a document {id!r} is on record: `onrecord articles` lists them")
    return int(found[0])


REVISIONS = "SELECT revision FROM documents WHERE source = ? ORDER BY revision"


def _paragraphs(db: sqlite3.Connection, article: int) -> tuple[tuple[Span, ...], ...]:
    paragraphs: dict[int, list[Span]] = {}
    for number, span in read.body(db, article):
        paragraphs.setdefault(number, []).append(span)
    return tuple(map(tuple, paragraphs.values()))


def _neighbours(db: sqlite3.Connection, document: int, article: int) -> Iterator[Neighbour]:
    rows = select(
        db,
        "SELECT a.place, a.title, min(b.start) AS start, max(b.end) AS end FROM articles a"
        " JOIN body_spans b ON b.article = a.number WHERE a.document = ? AND a.number <> ?"
        " GROUP BY a.number ORDER BY start",
        [document, article],
    )
    for row in rows:
        yield Neighbour(row["place"], row["title"], Span(row["start"], row["end"]))
