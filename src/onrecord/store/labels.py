"""Labels as rows in the form of the documented JSON: what each article calls somebody, a group, an event."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import count
from typing import NamedTuple, TypedDict

from onrecord.store.listed import listed, numbers_of
from onrecord.store.rows import select, text_of
from onrecord.store.words import words_of
from onrecord.terms import Span


class LabelCell(TypedDict):
    """The words at a span of an article; ``kind`` as in ``terms.Label``.

    ``count`` is how often the article has these words, ``accounts`` in how many of the accounts they are, articles and
    upper case apart. ``statement`` is the report in whose content they stand, and ``by`` who makes it: the words may be
    the article's or the speaker's then.
    """

    text: str
    span: list[int]
    kind: str
    count: int
    accounts: int
    statement: str | None
    by: str | None


class CueCell(TypedDict):
    """A cue by which an article gives somebody's statement; ``group`` is None where the list of verbs has none."""

    text: str
    span: list[int]
    verb: str
    group: str | None
    statement: str


class LabelsRow(TypedDict):
    """What one article calls somebody, and by which cues it gives what they say.

    ``what`` is person, organisation or unnamed; or group or event, all of an article in one row without a person.
    ``accounts`` is how many of the articles asked for have such labels, reprints of one text counted once.
    """

    person: str | None
    person_id: str | None
    what: str
    file: str
    id: str
    article: int
    labels: list[LabelCell]
    cues: list[CueCell]
    outlet: str | None
    published: str | None
    story: str | None
    accounts: int


class Labelled(NamedTuple):
    """A label where it stands, whose it is, and in which account: an article, or what that is a reprint of."""

    number: int
    account: int
    words: str
    span: Span
    kind: str
    statement: str | None
    by: str | None


class Called(NamedTuple):
    """Whom labels are of: a person by id, or with no id all groups or all events."""

    id: str | None
    name: str | None
    what: str


NUMBERS = count(1)
DOCUMENTS = 64
"""Texts that are kept at hand."""
LABELS = """
SELECT l.*, a.document, coalesce(a.reprint_of, a.number) AS account, b.name AS by
FROM labels l JOIN articles a ON a.number = l.article JOIN documents d ON d.number = a.document
LEFT JOIN article_people w ON w.number = l.who
LEFT JOIN statements s ON s.id = l.statement AND s.article = l.article LEFT JOIN people b ON b.id = s.person
LEFT JOIN temp.led ON led.asking = {led:d} AND led.who = l.who
WHERE d.replaced_by IS NULL AND {whose} AND {which}
ORDER BY coalesce(a.published, '9999'), d.file, d.id, a.place, l.start, l.end, l.rowid
"""
WHO = """
SELECT p.id, p.name, p.kind, count(DISTINCT l.article) AS articles
FROM labels l JOIN articles a ON a.number = l.article JOIN documents d ON d.number = a.document
JOIN article_people w ON w.number = l.who LEFT JOIN temp.led ON led.asking = {led:d} AND led.who = l.who
JOIN people p ON p.id = coalesce(led.person, w.person)
WHERE d.replaced_by IS NULL AND {which} GROUP BY p.id
ORDER BY p.kind = 'unnamed', p.kind <> 'person', articles DESC, p.name, p.id
"""
ABOUT = "a.number IN (SELECT article FROM article_people WHERE person = ?)"
"""Whether an article refers to somebody, by their id."""
CUES = """
SELECT s.id, c.start, c.end FROM statements s INDEXED BY statements_article
JOIN statement_spans c ON c.statement = s.number AND c.role = 'cue'
WHERE s.article = :article AND s.inside IS NULL AND s.standing <> 'rejected' AND CASE s.speaker_set
    WHEN 1 THEN s.person = :person
    ELSE EXISTS (SELECT 1 FROM statement_people r JOIN article_people p ON p.number = r.who
        WHERE r.statement = s.number AND r.role = 'speaker' AND p.person = :person) END
ORDER BY c.start, s.id
"""


class Which(NamedTuple):
    """Which articles' labels are asked for: a condition, and its values; ``led`` the number ``lead`` gives them."""

    condition: str = "1"
    values: tuple[str | int, ...] = ()
    led: int = 0


@contextmanager
def lead(db: sqlite3.Connection, which: Which, led: Mapping[int, str]) -> Iterator[Which]:
    """Lay who unnamed people are over the labels asked for, in a table that is gone with the connection."""
    asking = next(NUMBERS)
    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS led"
        " (asking INTEGER, who INTEGER, person TEXT NOT NULL, PRIMARY KEY (asking, who)) WITHOUT ROWID"
    )
    db.executemany("INSERT INTO temp.led VALUES (?, ?, ?)", ((asking, *one) for one in led.items()))
    try:
        yield which._replace(led=asking)
    finally:
        with suppress(sqlite3.ProgrammingError):  # the record was closed before its listing came to its end
            db.execute("DELETE FROM temp.led WHERE asking = ?", [asking])


def who(db: sqlite3.Connection, which: Which) -> list[Called]:
    """Return those of whom some articles have labels, people first and who is in most articles first."""
    rows = select(db, WHO.format(which=which.condition, led=which.led), which.values)
    people = [Called(row["id"], row["name"], row["kind"]) for row in rows]
    return [*people, Called(None, None, "group"), Called(None, None, "event")]


def called(db: sqlite3.Connection, person: str) -> Called:
    """Return somebody by their id."""
    return Called(*db.execute("SELECT id, name, kind FROM people WHERE id = ?", [person]).fetchone())


def articles_about(db: sqlite3.Connection, person: str) -> list[int]:
    """Return the articles of current revisions that refer to somebody, the earliest first."""
    import numpy as np  # here, since it takes a while to load

    every = listed(db)
    about = numbers_of(db, "SELECT article FROM article_people WHERE person = :person", {"person": person})
    fits = every.fitting(db) & np.isin(every.numbers, about)
    numbers: list[int] = every.numbers[fits][np.argsort(every.earliest[fits])].tolist()
    return numbers


def labels_of(db: sqlite3.Connection, one: Called, which: Which) -> list[Labelled]:
    """Return the labels of somebody, of groups or of events in some articles, the earliest article first."""
    read = lru_cache(DOCUMENTS)(lambda number: text_of(db, number))
    if one.id is None:
        whose, values = "l.kind = ?", (one.what, *which.values)
    else:
        whose, values = "coalesce(led.person, w.person) = ?", (one.id, *which.values)
    return [
        Labelled(
            row["article"],
            row["account"],
            words_of(read(row["document"]), [Span(row["start"], row["end"])]),
            Span(row["start"], row["end"]),
            row["kind"],
            row["statement"],
            row["by"],
        )
        for row in select(db, LABELS.format(whose=whose, which=which.condition, led=which.led), values)
    ]


def cues_of(db: sqlite3.Connection, person: str, article: int) -> Iterator[tuple[str, Span, str]]:
    """Yield the cues of somebody's statements in an article: the words, where they stand, and the statement's id."""
    (document,) = db.execute("SELECT document FROM articles WHERE number = ?", [article]).fetchone()
    text = text_of(db, document)
    for row in select(db, CUES, {"person": person, "article": article}):
        yield " ".join(text[row["start"] : row["end"]].split()), Span(row["start"], row["end"]), row["id"]


def articles(db: sqlite3.Connection, which: Which) -> list[int]:
    """Return the articles that have labels among those asked for."""
    rows = db.execute(
        "SELECT a.number FROM articles a JOIN documents d ON d.number = a.document"
        f" WHERE d.replaced_by IS NULL AND {which.condition} ORDER BY a.number",
        which.values,
    )
    return [number for (number,) in rows.fetchall()]


def unnamed_in(db: sqlite3.Connection, article: int) -> list[tuple[int, str]]:
    """Return the unnamed people of an article who have labels, by number, with their words."""
    return db.execute(
        "SELECT p.number, p.name FROM article_people p WHERE p.article = ? AND p.kind = 'unnamed'"
        " AND EXISTS (SELECT 1 FROM labels WHERE who = p.number) ORDER BY p.number",
        [article],
    ).fetchall()


def named_in(db: sqlite3.Connection, article: int) -> list[str]:
    """Return the ids of the people whom an article names."""
    rows = db.execute(
        "SELECT DISTINCT person FROM article_people WHERE article = ? AND kind = 'person' ORDER BY person", [article]
    )
    return [person for (person,) in rows]


def roles_of(db: sqlite3.Connection, person: str) -> list[str]:
    """Return the roles that current articles give a person."""
    rows = db.execute(
        "SELECT DISTINCT r.words FROM roles r JOIN article_people p ON p.number = r.who"
        " JOIN articles a ON a.number = p.article JOIN documents d ON d.number = a.document"
        " WHERE p.person = ? AND d.replaced_by IS NULL ORDER BY r.words",
        [person],
    )
    return [words for (words,) in rows]
