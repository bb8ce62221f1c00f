"""Stories of many articles at once: what grouping asks of a record, and all that is kept where most of it is new.

Then each table is written in its order, and its indexes are made at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.link.alike import Alike
from onrecord.store.bulk import insert, lifted
from onrecord.store.stories import ORDER, Untold

INDEXES = ("told_found", "told_story", "told_first")
"""Of articles and their stories: while all are written anew they are out of the way."""
AT_ONCE = 100_000
"""Pairs that are lists at one time."""


def around(db: sqlite3.Connection, articles: Iterable[int], same: float) -> tuple[set[int], Alike]:
    """Return all that is connected with some articles by pairs that are alike by so much, and the pairs among it."""
    members = set(articles)
    edge = sorted(members)
    pairs: list[tuple[int, int, float]] = []
    while edge:
        article = edge.pop()
        later = db.execute("SELECT one, other, likeness FROM akin WHERE one = ?", [article]).fetchall()
        pairs += later
        near = {other for _, other, likeness in later if likeness >= same} - members
        earlier = {one for (one,) in db.execute("SELECT one FROM akin WHERE other = ?", [article])} - members
        near.update(one for one in earlier if _likeness(db, one, article) >= same)
        members |= near
        edge += near
    kept = [pair for pair in pairs if pair[1] in members]  # of those in which the other is, it came from the one
    ones, others, likenesses = zip(*kept, strict=True) if kept else ((), (), ())
    return members, Alike(np.array(ones, np.int64), np.array(others, np.int64), np.array(likenesses, np.float64))


def _likeness(db: sqlite3.Connection, one: int, other: int) -> float:
    (likeness,) = db.execute("SELECT likeness FROM akin WHERE one = ? AND other = ?", [one, other]).fetchone()
    return float(likeness)


def every(db: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the articles that have been compared, each with its day."""
    return db.execute("SELECT article, day FROM told ORDER BY article").fetchall()


def in_order(db: sqlite3.Connection) -> list[int]:
    """Return the articles that have been compared, from the earliest to the latest."""
    rows = db.execute(
        "SELECT t.article FROM told t JOIN articles a ON a.number = t.article JOIN documents d ON d.number = a.document"
        f" ORDER BY {ORDER}"
    )
    return [number for (number,) in rows]


def put(db: sqlite3.Connection, rows: Iterable[tuple[Untold, str]]) -> None:
    """Put in articles, each with what it is known by, as ``stories.packed`` gives it."""
    for one, terms in rows:
        db.execute("INSERT INTO told VALUES (?, ?, NULL, NULL)", [one.article, one.day])
        db.execute("INSERT INTO told_terms VALUES (?, ?)", [one.article, terms])


def index(db: sqlite3.Connection, keys: Iterable[tuple[str, int, int]]) -> None:
    """Put in keys that articles are found by, each with the article's day, in their order."""
    with lifted(db, "story_terms_article"):
        insert(db, "story_terms", keys)


def join(db: sqlite3.Connection, pairs: Alike) -> None:
    """Note which articles are alike, in place of all that were."""
    ones, others = np.minimum(pairs.ones, pairs.others), np.maximum(pairs.ones, pairs.others)
    order = np.lexsort([others, ones])
    db.execute("DELETE FROM akin")
    with lifted(db, "akin_other"):
        insert(db, "akin", _rows(Alike(ones[order], others[order], pairs.likenesses[order])))


def _rows(pairs: Alike) -> Iterator[tuple[int, int, float]]:
    for first in range(0, len(pairs.ones), AT_ONCE):
        yield from zip(*(column[first : first + AT_ONCE].tolist() for column in pairs), strict=True)


def mark(db: sqlite3.Connection, groups: Iterable[Sequence[int]]) -> None:
    """Write of all articles which stories they are found to belong to; each group begins with its earliest."""
    db.execute("UPDATE told SET (found, story) = (NULL, NULL)")
    rows = ((group[0], group[0], article) for group in groups for article in group)
    db.executemany("UPDATE told SET (found, story) = (?, ?) WHERE article = ?", rows)
