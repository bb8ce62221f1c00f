"""What happened and what was said, in order of when: dated statements, and sentences with a time expression."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import Any, Literal, NamedTuple, TypedDict

from onrecord.store.rows import CURRENT, select, text_of
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
    file: str
    id: str
    article: int
    span: list[int]
    expression: list[int] | None
    statement: str | None
    standing: str | None
    outlet: str | None
    published: str | None


DOCUMENTS = 64
"""Texts that are kept at hand: entries next to one another are often of the same few."""
SAID = """
SELECT 'statement' AS what, s.said_on AS date, s.said_on AS first, s.article, s.number, s.id AS statement,
       p.name AS speaker, s.standing, s.start, NULL AS end, NULL AS from_, NULL AS to_
FROM statements s LEFT JOIN people p ON p.id = s.person WHERE s.said_on IS NOT NULL AND s.standing <> 'rejected'
"""
HAPPENED = """
SELECT 'event', t.date, t.first, t.article, NULL, NULL, NULL, NULL, t.sentence_start, t.sentence_end, t.start, t.end
FROM dates t WHERE NOT EXISTS (
    SELECT 1 FROM statements s JOIN statement_spans c ON c.statement = s.number AND c.role = 'cue'
    WHERE s.article = t.article AND +s.said_on = t.date AND c.start >= t.sentence_start AND c.end <= t.sentence_end)
"""
NAMED = """
SELECT 'event', n.date, n.first, n.article, NULL, NULL, NULL, NULL, n.sentence_start, n.sentence_end, n.start, n.end
FROM nights n WHERE 1
"""
# The plus sign keeps SQLite from looking through all that was said on a day, instead of through the article.
TIMELINE = f"""
SELECT e.*, a.place, a.outlet, a.published, d.number AS document, d.id AS document_id, d.file
FROM ({SAID} AND {{said}} UNION ALL {HAPPENED} AND {{happened}}
      UNION ALL {NAMED} AND {{named}}) e
JOIN articles a ON a.number = e.article JOIN documents d ON d.number = a.document
WHERE d.replaced_by IS NULL AND (:since IS NULL OR e.first >= :since) AND (:until IS NULL OR e.first <= :until)
ORDER BY {{order}}
"""
BY_DATE = "e.first, length(e.date), e.date, e.what DESC, a.published, d.file, d.id, a.place, e.start, e.statement"
DAYS = """
SELECT said_on FROM statements WHERE said_on >= :since AND said_on <= :until
UNION SELECT first FROM dates WHERE first >= :since AND first <= :until
UNION SELECT first FROM nights WHERE first >= :since AND first <= :until ORDER BY 1
"""
AT_ONCE = 7
"""Days of which entries are put in order together."""
COUNTED = 200
"""Entries after those shown up to which it is counted how many there are."""
FIRST = """
SELECT {key} FROM {table} CROSS JOIN articles a ON a.number = x.article CROSS JOIN {current}
WHERE {day} >= :since AND {day} <= :until AND {condition} ORDER BY {day}, {number}
"""
FIRST_SAID = FIRST.format(
    current=CURRENT,
    key="x.said_on, 0, x.number",
    table="statements x",
    day="x.said_on",
    number="x.number",
    condition="x.said_on IS NOT NULL AND x.standing <> 'rejected'",
)
FIRST_HAPPENED = FIRST.format(
    current=CURRENT,
    key="x.first, 1, x.rowid",
    table="dates x",
    day="x.first",
    number="x.rowid",
    condition="NOT EXISTS (SELECT 1 FROM statements s JOIN statement_spans c ON c.statement = s.number"
    " AND c.role = 'cue' WHERE s.article = x.article AND +s.said_on = x.date AND c.start >= x.sentence_start"
    " AND c.end <= x.sentence_end)",
)
FIRST_NAMED = FIRST.format(
    current=CURRENT, key="x.first, 2, x.rowid", table="nights x", day="x.first", number="x.rowid", condition="1"
)


class Entries(NamedTuple):
    """Some entries, and how many there are; ``more`` where there are more than that."""

    rows: list[TimelineRow]
    total: int
    more: bool


def timeline(
    db: sqlite3.Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    articles: Sequence[int] | None = None,
) -> Iterator[TimelineRow]:
    """Yield entries of current revisions in order of their dates.

    Args:
        db: the record.
        since: the first day, as YYYY-MM-DD.
        until: the last day; a month or a year counts as its first day.
        articles: only those of these articles.
    """
    if articles is not None:
        inside = f"{{}}.article IN ({', '.join(map(str, articles))})"
        yield from _rows(db, _timeline(inside, inside), {"since": since, "until": until})
        return
    days = iter([day for (day,) in db.execute(DAYS, {"since": since or "", "until": until or "A"})])
    between = "{} BETWEEN :since AND :until"
    sql = _timeline(between.format("{}.said_on"), between.format("{}.first"))
    while some := list(islice(days, AT_ONCE)):
        yield from _rows(db, sql, {"since": some[0], "until": some[-1]})


def _timeline(said: str, happened: str) -> str:
    """Return the query of entries that conditions hold of, on what was said and on what happened."""
    return TIMELINE.format(
        said=said.format("s"), happened=happened.format("t"), named=happened.format("n"), order=BY_DATE
    )


def some(db: sqlite3.Connection, *, since: str | None, until: str | None, skip: int, most: int) -> Entries:
    """Return some entries in order of their dates, of one day what was said first: ``most`` after ``skip``."""
    given = {"since": since or "", "until": until or "A"}
    enough = skip + most + COUNTED
    sorts = (db.execute(sql, given) for sql in (FIRST_SAID, FIRST_HAPPENED, FIRST_NAMED))
    keys = list(islice(merge(*sorts), enough + 1))
    page = keys[skip : skip + most]
    numbers = [", ".join(str(number) for _, what, number in page if what == wanted) for wanted in (0, 1, 2)]
    columns = ("s.number", "t.rowid", "n.rowid")
    said, happened, named = (f"{column} IN ({some})" for column, some in zip(columns, numbers, strict=True))
    sql = TIMELINE.format(said=said, happened=happened, named=named, order=BY_DATE)
    rows = list(_rows(db, sql, {"since": None, "until": None}))
    return Entries(rows, min(len(keys), enough), len(keys) > enough)


def _rows(db: sqlite3.Connection, sql: str, given: dict[str, str | None]) -> Iterator[TimelineRow]:
    text_by = lru_cache(DOCUMENTS)(lambda number: text_of(db, number))
    for row in select(db, sql, given):
        text = text_by(row["document"])
        spans = [Span(row["start"], row["end"])] if row["end"] is not None else _content(db, row["number"])
        yield TimelineRow(
            date=row["date"],
            what=row["what"],
            text=words_of(text, spans) if row["number"] else " ".join(text[slice(*spans[0])].split()),
            speaker=row["speaker"],
            file=row["file"],
            id=row["document_id"],
            article=row["place"],
            span=list(spans[0]),
            expression=None if row["from_"] is None else [row["from_"], row["to_"]],
            statement=row["statement"],
            standing=row["standing"],
            outlet=row["outlet"],
            published=row["published"],
        )


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
