"""What happened and what was said, in order of when: dated statements, and sentences with a time expression."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, TypedDict

from onrecord.store.rows import select, text_of
from onrecord.store.words import words_of
from onrecord.terms import Span


class TimelineRow(TypedDict):
    """One entry: a statement that is known to have been made on a day, or a sentence that tells of an event.

    ``span`` and ``text`` are the statement's content or the sentence; ``expression`` is where the date stands, None for
    a statement, whose date its article tells elsewhere; ``standing`` is the statement's, None for an event.
    """

    date: str
    what: Literal["statement", "event"]
    text: str
    speaker: str | None
    standing: str | None
    file: str
    id: str
    article: int
    span: list[int]
    expression: list[int] | None
    statement: str | None
    outlet: str | None
    published: str | None


DOCUMENTS = 64
"""Texts that are kept at hand: entries next to one another are often of the same few."""
ENTRIES = """
SELECT 'statement' AS what, s.said_on AS date, s.said_on AS first, s.article, s.number, s.id AS statement,
       p.name AS speaker, s.standing, s.start, NULL AS end, NULL AS from_, NULL AS to_
FROM statements s LEFT JOIN people p ON p.id = s.person WHERE s.said_on IS NOT NULL AND s.standing <> 'rejected'
UNION ALL
SELECT 'event', t.date, t.first, t.article, NULL, NULL, NULL, NULL, t.sentence_start, t.sentence_end, t.start, t.end
FROM dates t WHERE NOT EXISTS (
    SELECT 1 FROM statements s JOIN statement_spans c ON c.statement = s.number AND c.role = 'cue'
    WHERE s.article = t.article AND s.said_on = t.date AND c.start >= t.sentence_start AND c.end <= t.sentence_end)
"""
TIMELINE = f"""
SELECT e.*, a.place, a.outlet, a.published, d.number AS document, d.id AS document_id, d.file
FROM ({ENTRIES}) e JOIN articles a ON a.number = e.article JOIN documents d ON d.number = a.document
WHERE d.replaced_by IS NULL AND (:since IS NULL OR e.first >= :since) AND (:until IS NULL OR e.first <= :until)
AND {{articles}}
ORDER BY e.first, length(e.date), e.date, e.what DESC, a.published, d.file, d.id, a.place, e.start, e.statement
LIMIT :most OFFSET :skip
"""
COUNT = f"""
SELECT count(*) FROM ({ENTRIES}) e JOIN articles a ON a.number = e.article JOIN documents d ON d.number = a.document
WHERE d.replaced_by IS NULL AND (:since IS NULL OR e.first >= :since) AND (:until IS NULL OR e.first <= :until)
"""


def timeline(
    db: sqlite3.Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    articles: Sequence[int] | None = None,
    skip: int = 0,
    most: int = -1,
) -> Iterator[TimelineRow]:
    """Yield entries of current revisions in order of their dates.

    Args:
        db: the record.
        since: the first day, as YYYY-MM-DD.
        until: the last day; a month or a year counts as its first day.
        articles: only those of these articles.
        skip: how many to leave out at the beginning.
        most: how many to give; all if negative.
    """
    read = lru_cache(DOCUMENTS)(lambda number: text_of(db, number))
    inside = "1" if articles is None else f"e.article IN ({', '.join(map(str, articles))})"
    given = {"since": since, "until": until, "skip": skip, "most": most}
    for row in select(db, TIMELINE.format(articles=inside), given):
        text = read(row["document"])
        spans = [Span(row["start"], row["end"])] if row["end"] is not None else _content(db, row["number"])
        yield TimelineRow(
            date=row["date"],
            what=row["what"],
            text=words_of(text, spans) if row["number"] else " ".join(text[slice(*spans[0])].split()),
            speaker=row["speaker"],
            standing=row["standing"],
            file=row["file"],
            id=row["document_id"],
            article=row["place"],
            span=list(spans[0]),
            expression=None if row["from_"] is None else [row["from_"], row["to_"]],
            statement=row["statement"],
            outlet=row["outlet"],
            published=row["published"],
        )


def count(db: sqlite3.Connection, *, since: str | None = None, until: str | None = None) -> int:
    """Count entries."""
    (number,) = db.execute(COUNT, {"since": since, "until": until}).fetchone()
    return int(number)


def dates_of(db: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    """Return an article's time expressions."""
    rows = select(db, "SELECT start, end, date FROM dates WHERE article = ? ORDER BY start", [article])
    return [{"span": [row["start"], row["end"]], "date": row["date"]} for row in rows]


def _content(db: sqlite3.Connection, statement: int) -> list[Span]:
    rows = select(
        db,
        "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'content' ORDER BY rowid",
        [statement],
    )
    return [Span(*row) for row in rows]
