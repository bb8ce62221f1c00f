"""Where words may stand on record: articles found by phrases, with all that tells whose words they are."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from onrecord.store.rows import IN_FILE, select
from onrecord.terms import Kind, Span

MOST = 400
"""Articles that one phrase is looked up in: one that more have tells little."""


@dataclass(frozen=True, slots=True)
class Holding:
    """An article on record, with its document's text; ``current`` says whether it stands in its file now."""

    number: int
    file: str
    id: str
    article: int
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    language: str
    primary: bool
    current: bool
    source: int
    """The number that all revisions of its source share."""
    text: str
    paragraphs: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement of an article: what is said, where its source is named, and by whom it is."""

    id: str
    kind: Kind
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: str | None
    sure: float


def numbers_with(db: sqlite3.Connection, phrases: Iterable[Sequence[str]], most: int) -> list[int]:
    """Return the articles, by their numbers in the record, whose bodies have most of some phrases, those first.

    A phrase that few articles have counts for more than one that many have.

    Args:
        db: the record.
        phrases: the words of each, side by side in a body.
        most: how many articles at most.
    """
    found: dict[int, float] = defaultdict(float)
    for phrase in phrases:
        terms = " ".join(word.replace('"', "") for word in phrase)
        sql = "SELECT rowid FROM body_search WHERE body_search MATCH ? LIMIT ?"
        rows = db.execute(sql, [f'"{terms}"', MOST]).fetchall()
        for (number,) in rows:
            found[number] += log(1 + MOST / len(rows))
    return [number for number, _ in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]]


def numbers_like(db: sqlite3.Connection, words: Iterable[str], most: int) -> list[int]:
    """Return the articles that have most of some words, wherever these stand, the best first."""
    terms = " OR ".join(f'"{word}"' for word in words)
    if not terms:
        return []
    rows = db.execute("SELECT rowid FROM body_search WHERE body_search MATCH ? ORDER BY rank LIMIT ?", [terms, most])
    return [number for (number,) in rows]


HOLDING = f"""
SELECT a.number, a.place, a.title, a.authors, a.outlet, a.published, a.language, d.file, d.id, d.source, d.text,
       d.primary_source, {IN_FILE} AS in_file
FROM articles a JOIN documents d ON d.number = a.document WHERE a.number = ?
"""


def holding(db: sqlite3.Connection, number: int) -> Holding:
    """Return an article by its number in the record."""
    (row,) = select(db, HOLDING, [number])
    paragraphs: dict[int, list[Span]] = {}
    spans = "SELECT paragraph, start, end FROM body_spans WHERE article = ? ORDER BY rowid"
    for paragraph, start, end in db.execute(spans, [number]):
        paragraphs.setdefault(paragraph, []).append(Span(start, end))
    return Holding(
        number=number,
        file=row["file"],
        id=row["id"],
        article=row["place"],
        title=row["title"],
        authors=tuple(json.loads(row["authors"])),
        outlet=row["outlet"],
        published=row["published"],
        language=row["language"],
        primary=bool(row["primary_source"]),
        current=bool(row["in_file"]),
        source=row["source"],
        text=row["text"],
        paragraphs=tuple(tuple(spans) for spans in paragraphs.values()),
    )


def spoken(db: sqlite3.Connection, number: int) -> tuple[Spoken, ...]:
    """Return an article's statements, in the order of their contents, without those that somebody rejected."""
    spans: dict[int, dict[str, list[Span]]] = {}
    rows = db.execute(
        "SELECT p.statement, p.role, p.start, p.end FROM statement_spans p JOIN statements s ON s.number = p.statement"
        " WHERE s.article = ? ORDER BY p.rowid",
        [number],
    )
    for statement, role, start, end in rows:
        spans.setdefault(statement, {"source": [], "cue": [], "content": []})[role].append(Span(start, end))
    statements = db.execute(
        "SELECT s.number, s.id, s.kind, p.name, coalesce(s.speaker_confidence, 0) FROM statements s"
        " LEFT JOIN people p ON p.id = s.person WHERE s.article = ? AND s.standing <> 'rejected'"
        " ORDER BY s.start, s.number",
        [number],
    )
    return tuple(
        Spoken(
            id,
            kind,
            tuple(spans[statement]["content"]),
            tuple(spans[statement]["source"]),
            tuple(spans[statement]["cue"]),
            speaker,
            sure,
        )
        for statement, id, kind, speaker, sure in statements
    )


def damaged(db: sqlite3.Connection, number: int) -> tuple[Span, ...]:
    """Return the damaged stretches of an article's document."""
    rows = db.execute(
        "SELECT g.start, g.end FROM damaged g JOIN articles a ON a.document = g.document WHERE a.number = ?"
        " ORDER BY g.start",
        [number],
    )
    return tuple(Span(*row) for row in rows)


def verbatim_parts(db: sqlite3.Connection, number: int) -> tuple[Span, ...]:
    """Return an article's block quotes and turns: given as verbatim without marks."""
    rows = db.execute(
        "SELECT start, end FROM parts WHERE article = ? AND kind IN ('blockquote', 'turn') ORDER BY start", [number]
    )
    return tuple(Span(*row) for row in rows)
