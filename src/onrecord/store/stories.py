"""What finding stories asks of a record, and keeps in it: what each article is known by, pairs that are alike, groups.

A story is known by its earliest article, and its id is that article's: its document's, with a number where the document
holds several. So an id that a merge retires still leads to the story that took it in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from onrecord.link.stories import Pair, Terms, shared_terms
from onrecord.store.copies import CURRENT
from onrecord.store.read import Where, story_id
from onrecord.store.rows import select

UNDATED = -1
FIRST = "t.story = t.article"
"""Whether an article is the earliest of a story."""
ORDER = "coalesce(a.published, '9999'), d.id, a.place"
"""Which article is the earliest."""


class Untold(NamedTuple):
    """An article that has not been compared yet; ``day`` as in the table."""

    article: int
    title: str | None
    day: int


class StoryRow(TypedDict):
    """Articles about the same events, the earliest first, with the days of the first and the last, and the words that
    they have in common.
    """

    id: str
    articles: list[Where]
    since: str | None
    until: str | None
    outlets: list[str]
    terms: list[str]


def forget(db: sqlite3.Connection) -> None:
    """Forget what is known of articles of earlier revisions, and of those that are reprints of another day now."""
    day = _DAY.format(published="coalesce(o.published, a.published)")
    gone = db.execute(
        "SELECT t.article FROM documents d CROSS JOIN articles a ON a.document = d.number"
        " CROSS JOIN told t ON t.article = a.number WHERE d.replaced_by IS NOT NULL"
    ).fetchall()  # by an index: each row of a document is a page to read
    gone += db.execute(
        "SELECT t.article FROM told t JOIN articles a ON a.number = t.article"
        f" LEFT JOIN articles o ON o.number = a.reprint_of WHERE t.day <> {day}"
    ).fetchall()
    db.executemany("DELETE FROM told WHERE article = ?", gone)


def untold(db: sqlite3.Connection) -> list[Untold]:
    """Return the articles that have not been compared."""
    rows = db.execute(
        f"SELECT a.number, a.title, {_DAY.format(published='coalesce(o.published, a.published)')} FROM {CURRENT}"
        " LEFT JOIN articles o ON o.number = a.reprint_of LEFT JOIN told t ON t.article = a.number"
        " WHERE t.article IS NULL ORDER BY a.number"
    )
    return [Untold(*row) for row in rows]


def body(db: sqlite3.Connection, article: int) -> str:
    """Return the words of an article's body."""
    (words,) = db.execute("SELECT words FROM body_search WHERE rowid = ?", [article]).fetchone()
    return str(words)


_DAY = "coalesce(CAST(julianday({published}) - 1721424.5 AS INTEGER), -1)"
"""The proleptic ordinal of the Gregorian calendar, as ``date.toordinal`` gives it."""


def add(db: sqlite3.Connection, one: Untold, terms: Terms, keys: Iterable[str]) -> None:
    """Put in what an article is known and found by."""
    db.execute("INSERT INTO told VALUES (?, ?, NULL, NULL)", [one.article, one.day])
    db.execute("INSERT INTO told_terms VALUES (?, ?)", [one.article, packed(terms)])
    rows = ((key, one.day, one.article) for key in sorted(keys))
    db.executemany("INSERT INTO story_terms VALUES (?, ?, ?)", rows)


def packed(terms: Terms) -> str:
    """Return the words an article is known by, as they are kept."""
    return json.dumps(terms)


def terms(db: sqlite3.Connection, article: int) -> Terms:
    """Return the words an article is known by."""
    (found,) = db.execute("SELECT terms FROM told_terms WHERE article = ?", [article]).fetchone()
    return dict(json.loads(found))


def candidates(db: sqlite3.Connection, one: Untold, keys: Sequence[str], far: int, least: int) -> list[tuple[int, int]]:
    """Return articles that share some words with one, and their days: of days that are not far apart, or unknown."""
    values: list[object] = [*keys]
    having = f"SELECT article, day FROM story_terms WHERE term IN ({', '.join('?' * len(keys))})"
    if one.day == UNDATED:
        sharing = having
    else:  # with "or", SQLite would go through all days of a term
        sharing = f"{having} AND day BETWEEN ? AND ? UNION ALL {having} AND day = {UNDATED}"
        values += [one.day - far, one.day + far, *keys]
    return db.execute(
        f"SELECT article, day FROM ({sharing}) WHERE article <> ? GROUP BY article HAVING count(*) >= ?",
        [*values, one.article, least],
    ).fetchall()


def join(db: sqlite3.Connection, pairs: Iterable[Pair]) -> None:
    """Note which articles are alike; each pair may come twice, either way round."""
    rows = ((one, other, alike) if one < other else (other, one, alike) for one, other, alike in pairs)
    db.executemany("INSERT OR IGNORE INTO akin VALUES (?, ?, ?)", rows)


def count(db: sqlite3.Connection) -> int:
    """Return how many articles have been compared."""
    (found,) = db.execute("SELECT count(*) FROM told").fetchone()
    return int(found)


def left(db: sqlite3.Connection) -> set[int]:
    """Return the articles that were alike to one that has gone since this was last asked."""
    rows = db.execute("SELECT article FROM told_left CROSS JOIN told USING (article)").fetchall()
    db.execute("DELETE FROM told_left")
    return {article for (article,) in rows}


def in_order(db: sqlite3.Connection, articles: Iterable[int]) -> list[int]:
    """Return articles from the earliest to the latest."""
    places = []
    for article in articles:
        row = db.execute(
            f"SELECT {ORDER} FROM articles a JOIN documents d ON d.number = a.document WHERE a.number = ?",
            [article],
        ).fetchone()
        places.append((row, article))
    return [article for _, article in sorted(places)]


def mark(db: sqlite3.Connection, articles: Iterable[int], groups: Iterable[Sequence[int]]) -> None:
    """Write of articles which stories they are found to belong to; each group begins with its earliest."""
    found: dict[int, int | None] = dict.fromkeys(articles)
    found.update((article, group[0]) for group in groups for article in group)
    rows = ((first, article, first) for article, first in found.items())
    db.executemany("UPDATE told SET found = ? WHERE article = ? AND found IS NOT ?", rows)


def lay(db: sqlite3.Connection, groups: Iterable[Sequence[int]]) -> None:
    """Give groups of articles, each with its earliest first, a story of their own; all others have what was found."""
    db.execute("UPDATE told SET story = found WHERE story IS NOT found")
    rows = ((group[0] if len(group) > 1 else None, article) for group in groups for article in group)
    db.executemany("UPDATE told SET story = ? WHERE article = ?", rows)


def together(db: sqlite3.Connection, article: int) -> list[int]:
    """Return the articles of an article's story as linking found it, itself among them."""
    rows = db.execute("SELECT article FROM told WHERE found = (SELECT found FROM told WHERE article = ?)", [article])
    return [number for (number,) in rows] or [article]


FIRSTS = f"FROM told t JOIN articles a ON a.number = t.article JOIN documents d ON d.number = a.document WHERE {FIRST}"


def stories(db: sqlite3.Connection, *, skip: int = 0, most: int = -1) -> Iterator[StoryRow]:
    """Yield the stories, the earliest first: all, or ``most`` after ``skip``."""
    rows = db.execute(f"SELECT t.story {FIRSTS} ORDER BY {ORDER} LIMIT ? OFFSET ?", [most, skip]).fetchall()
    for (number,) in rows:
        yield story(db, number)


def total(db: sqlite3.Connection) -> int:
    """Count the stories."""
    (number,) = db.execute(f"SELECT count(*) FROM told t WHERE {FIRST}").fetchone()
    return int(number)


def named(db: sqlite3.Connection, id: str) -> StoryRow | None:
    """Return a story by its id, None where there is none."""
    whole, _, _place = id.rpartition("-")
    rows = db.execute(
        "SELECT t.story, d.id, a.place FROM documents d CROSS JOIN articles a ON a.document = d.number"
        f" CROSS JOIN told t ON t.article = a.number WHERE {FIRST} AND d.id IN (?, ?) AND +d.replaced_by IS NULL",
        [id, whole],
    ).fetchall()
    found = next((number for number, document, at in rows if story_id(document, at) == id), None)
    return None if found is None else story(db, found)


def story(db: sqlite3.Connection, number: int) -> StoryRow:
    """Return a story by the number of its earliest article."""
    rows = list(
        select(
            db,
            "SELECT d.file, d.id, a.place, a.outlet, a.published, w.terms FROM told t JOIN told_terms w USING (article)"
            " JOIN articles a ON a.number = t.article JOIN documents d ON d.number = a.document"
            f" WHERE t.story = ? ORDER BY {ORDER}",
            [number],
        )
    )
    days = [row["published"] for row in rows if row["published"]]
    return StoryRow(
        id=story_id(rows[0]["id"], rows[0]["place"]),
        articles=[Where(file=row["file"], id=row["id"], article=row["place"]) for row in rows],
        since=min(days, default=None),
        until=max(days, default=None),
        outlets=list(dict.fromkeys(row["outlet"] for row in rows if row["outlet"])),
        terms=shared_terms(json.loads(row["terms"]) for row in rows),
    )
