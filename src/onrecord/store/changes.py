"""Statements as somebody says they are: other spans, kind, act or polarity than was found, or a statement added.

What was found is kept beside (``as_found``), so that an undo brings it back and corrections find their place by it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from onrecord.store.anchors import Found
from onrecord.store.rows import select, text_of
from onrecord.store.schema import RecordError
from onrecord.store.words import words_of
from onrecord.terms import Span, short_id

ROLES = ("source", "cue", "content")
OF_STATEMENTS = ("statements", "statement_spans", "statement_people")
FIELDS = ("kind", "act", "polarity")
Change = Mapping[str, Any]
"""A statement's kind, act and polarity and its spans by role, as far as somebody says other than was found."""


def article_at(db: sqlite3.Connection, document: int, start: int, end: int) -> int | None:
    """Return the number of the article in which words of a document stand, None where they stand in none."""
    row = db.execute(
        "SELECT a.number FROM articles a WHERE a.document = :document AND"
        " (EXISTS (SELECT 1 FROM body_spans b WHERE b.article = a.number AND b.start < :end AND b.end > :start)"
        " OR EXISTS (SELECT 1 FROM parts p WHERE p.article = a.number AND p.start < :end AND p.end > :start))"
        " ORDER BY a.place LIMIT 1",
        {"document": document, "start": start, "end": end},
    ).fetchone()
    return row and int(row[0])


def add(db: sqlite3.Connection, place: Found, *origin: object) -> int | None:
    """Put in a statement that was not found, yet without its words, and return its number.

    Args:
        db: the record.
        place: where its content stands.
        origin: what its id is made of, the same in every revision.

    Returns:
        None where its words stand in no article.
    """
    article = article_at(db, place.document, place.start, place.end)
    if article is None:
        return None
    number = db.execute(
        "INSERT INTO statements (id, article, kind, act, polarity, inside, confidence, start, standing)"
        " VALUES (?, ?, 'indirect', 'said', 'asserted', ?, 1.0, ?, 'corrected')",
        [short_id("added", *origin), article, _around(db, article, place), place.start],
    ).lastrowid
    assert number is not None
    db.execute("INSERT INTO statement_search (rowid, words) VALUES (?, '')", [number])
    db.execute("INSERT INTO as_found VALUES (?, ?, ?, NULL)", [number, place.start, place.end])
    return number


def _around(db: sqlite3.Connection, article: int, place: Found) -> str | None:
    """Return the id of the innermost statement that was found around a place."""
    row = db.execute(
        "SELECT s.id FROM statements s JOIN statement_spans x ON x.statement = s.number AND x.role = 'content'"
        " LEFT JOIN as_found f ON f.statement = s.number WHERE s.article = ? AND x.start <= ? AND x.end >= ?"
        " AND (f.statement IS NULL OR f.found IS NOT NULL) ORDER BY x.end - x.start, s.id LIMIT 1",
        [article, place.start, place.end],
    ).fetchone()
    return row and str(row[0])


def drop_added(db: sqlite3.Connection, stay: Collection[int]) -> None:
    """Take out the statements that somebody added, but for some."""
    added = [number for (number,) in db.execute("SELECT statement FROM as_found WHERE found IS NULL").fetchall()]
    for number in added:
        if number not in stay:
            (article,) = db.execute("SELECT article FROM statements WHERE number = ?", [number]).fetchone()
            db.execute("DELETE FROM as_found WHERE statement = ?", [number])
            db.execute("DELETE FROM statements WHERE number = ?", [number])
            _give_figures(db, article)


def changed(db: sqlite3.Connection) -> set[int]:
    """Return the numbers of statements that are not as they were found, or were not found at all."""
    return {number for (number,) in db.execute("SELECT statement FROM as_found")}


def lay(db: sqlite3.Connection, number: int, change: Change) -> None:
    """Make a statement what it was found as but for a change; nothing is written that stays."""
    known = db.execute("SELECT found FROM as_found WHERE statement = ?", [number]).fetchone()
    if known is None and not change:
        return
    now = as_it_is(db, number)
    found = now if known is None else {} if known[0] is None else json.loads(known[0])
    wanted = {**found, **change}
    if known is None:
        start, end = _ends(now["content"])
        db.execute("INSERT INTO as_found VALUES (?, ?, ?, ?)", [number, start, end, json.dumps(now)])
    if wanted != now:
        _write(db, number, wanted)
    if not change:
        db.execute("DELETE FROM as_found WHERE statement = ?", [number])


def as_it_is(db: sqlite3.Connection, number: int) -> dict[str, Any]:
    """Return a statement's kind, act and polarity, and its spans by role."""
    (row,) = select(db, f"SELECT {', '.join(FIELDS)} FROM statements WHERE number = ?", [number])
    out: dict[str, Any] = {**dict(zip(FIELDS, row, strict=True)), **{role: [] for role in ROLES}}
    spans = db.execute("SELECT role, start, end FROM statement_spans WHERE statement = ? ORDER BY rowid", [number])
    for role, start, end in spans:
        out[role].append([start, end])
    return out


def undone(db: sqlite3.Connection, table: str, rows: Iterable[sqlite3.Row]) -> Iterator[dict[str, Any]]:
    """Yield rows of a table without what somebody added or changed of statements: as a machine found them."""
    column = "number" if table == "statements" else "statement"
    seen = set()
    if table in OF_STATEMENTS:  # spans were written statement by statement
        rows = sorted(rows, key=lambda row: row[column])
    for row in map(dict, rows):
        number = row[column] if table in OF_STATEMENTS else None
        known = number and db.execute("SELECT found FROM as_found WHERE statement = ?", [number]).fetchone()
        if not known:
            yield row
        elif known[0] is not None:
            found = json.loads(known[0])
            if table == "statements":
                yield {**row, **{field: found[field] for field in FIELDS}, "start": found["content"][0][0]}
            elif table == "statement_people":
                yield row
            elif number not in seen:
                seen.add(number)
                spans = ((role, *span) for role in ROLES for span in found[role])
                yield from ({**row, "role": role, "start": start, "end": end} for role, start, end in spans)


def _write(db: sqlite3.Connection, number: int, wanted: Mapping[str, Any]) -> None:
    article, document = db.execute(
        "SELECT a.number, a.document FROM statements s JOIN articles a ON a.number = s.article WHERE s.number = ?",
        [number],
    ).fetchone()
    content = [Span(*span) for span in wanted["content"]]
    values = [*(wanted[field] for field in FIELDS), content[0].start, number]
    db.execute("UPDATE statements SET (kind, act, polarity, start) = (?, ?, ?, ?) WHERE number = ?", values)
    db.execute("DELETE FROM statement_spans WHERE statement = ?", [number])
    rows = ((number, role, *span) for role in ROLES for span in wanted[role])
    db.executemany("INSERT INTO statement_spans VALUES (?, ?, ?, ?)", rows)
    words = words_of(text_of(db, document), content)
    db.execute("UPDATE statement_search SET words = ? WHERE rowid = ?", [words, number])
    if db.execute("SELECT found IS NULL FROM as_found WHERE statement = ?", [number]).fetchone()[0]:
        _tell_about(db, number, article)
    _give_figures(db, article)


def _tell_about(db: sqlite3.Connection, number: int, article: int) -> None:
    """Note whom a statement that was added is about: those whom its content mentions."""
    db.execute("DELETE FROM statement_people WHERE statement = ? AND role = 'about'", [number])
    db.execute(
        "INSERT INTO statement_people SELECT ?1, 'about', m.who, NULL FROM mentions m WHERE m.article = ?2"
        " AND EXISTS (SELECT 1 FROM statement_spans x WHERE x.statement = ?1 AND x.role = 'content'"
        " AND x.start <= m.start AND m.end <= x.end) GROUP BY m.who ORDER BY min(m.start)",
        [number, article],
    )


def _give_figures(db: sqlite3.Connection, article: int) -> None:
    """Give an article's figures anew to the innermost statements in whose content they stand."""
    inner = (
        "SELECT s.id FROM statements s JOIN statement_spans x ON x.statement = s.number AND x.role = 'content'"
        " WHERE s.article = figures.article AND x.start <= figures.start AND figures.end <= x.end"
        " ORDER BY x.end - x.start, s.id LIMIT 1"
    )
    db.execute(f"UPDATE figures SET statement = ({inner}) WHERE article = ? AND statement IS NOT ({inner})", [article])


def _ends(spans: list[list[int]]) -> tuple[int, int]:
    if not spans:
        raise RecordError("a statement has no content")
    return min(start for start, _ in spans), max(end for _, end in spans)
