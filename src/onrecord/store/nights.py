"""Days that articles name by an occasion: what is asked of a record to find them, and where they are kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.link.nights import Told
from onrecord.store.rows import select, text_of
from onrecord.terms import Dated, Span


class NamedDay(NamedTuple):
    """A day that an article names by an occasion, and the article that tells which it is."""

    article: int
    day: Dated
    told_in: int


def due(db: sqlite3.Connection) -> list[list[int]]:
    """Return the stories of which an article came, went or moved since this was last done, and articles without one.

    Each is its articles, the earliest first.
    """
    counts = "SELECT story, count(*) AS members FROM told GROUP BY story"
    rows = db.execute(
        "SELECT a.number, t.story FROM articles a JOIN documents d ON d.number = a.document AND d.replaced_by IS NULL"
        f" LEFT JOIN told t ON t.article = a.number LEFT JOIN ({counts}) c ON c.story = t.story"
        " LEFT JOIN nights_done n ON n.article = a.number"
        " WHERE n.article IS NULL OR n.story IS NOT t.story OR n.members IS NOT c.members ORDER BY a.number"
    ).fetchall()
    stories = dict.fromkeys(story for _, story in rows if story is not None)
    return [[article] for article, story in rows if story is None] + [_members(db, story) for story in stories]


def _members(db: sqlite3.Connection, story: int) -> list[int]:
    rows = db.execute(
        "SELECT t.article FROM told t JOIN articles a ON a.number = t.article JOIN documents d ON d.number = a.document"
        " WHERE t.story = ? ORDER BY coalesce(a.published, '9999'), d.id, a.place",
        [story],
    )
    return [article for (article,) in rows]


def told(db: sqlite3.Connection, articles: Sequence[int]) -> Iterator[Told]:
    """Yield the days and nights that articles tell, with their sentences."""
    for article in articles:
        text = _text(db, article)
        for row in select(db, "SELECT * FROM dates WHERE article = ? ORDER BY start", [article]):
            begin = row["sentence_start"]
            sentence = " ".join(text[begin : row["sentence_end"]].split("\n"))
            yield Told(article, row["date"], sentence, row["start"] - begin, row["end"] - begin)


def bodies(db: sqlite3.Connection, article: int) -> Iterator[tuple[Span, str]]:
    """Yield an article's body spans with their words, a blank for every line's end."""
    text = _text(db, article)
    for start, end in db.execute("SELECT start, end FROM body_spans WHERE article = ? ORDER BY rowid", [article]):
        yield Span(start, end), text[start:end].replace("\n", " ")


def taken(db: sqlite3.Connection, article: int) -> list[Span]:
    """Return where an article's time expressions stand, whose date is known anyway."""
    rows = db.execute("SELECT start, end FROM dates WHERE article = ? ORDER BY start", [article])
    return [Span(*row) for row in rows]


def keep(db: sqlite3.Connection, articles: Sequence[int], found: Iterable[NamedDay]) -> None:
    """Keep the days that articles name, and no others of theirs."""
    for article in articles:
        db.execute("DELETE FROM nights WHERE article = ?", [article])
        db.execute(
            "INSERT OR REPLACE INTO nights_done SELECT ?1, (SELECT story FROM told WHERE article = ?1),"
            " (SELECT count(*) FROM told WHERE story = (SELECT story FROM told WHERE article = ?1) GROUP BY story)",
            [article],
        )
    db.executemany(
        "INSERT INTO nights VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((article, *day.span, day.date, day.first, *day.sentence, told_in) for article, day, told_in in found),
    )


def _text(db: sqlite3.Connection, article: int) -> str:
    (document,) = db.execute("SELECT document FROM articles WHERE number = ?", [article]).fetchone()
    return text_of(db, document)
