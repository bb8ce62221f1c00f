"""What a record holds, as rows in the forms of the documented JSON; all SQL that reads is here."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict, get_args

from onrecord.store.words import words_of
from onrecord.terms import Kind, Span

Offsets = list[list[int]]


class Where(TypedDict):
    """Which article, of which document."""

    file: str
    id: str
    article: int


class ArticleRow(TypedDict):
    """One article."""

    file: str
    id: str
    article: int
    title: str | None
    authors: list[str]
    outlet: str | None
    published: str | None
    story: None
    reprint_of: Where | None


class StatementRow(TypedDict):
    """One statement and where it stands; ``document`` is its document's id, ``words`` its content as one line."""

    id: str
    kind: str
    act: None
    polarity: None
    source: Offsets
    cue: Offsets
    content: Offsets
    speaker: str | None
    person_id: str | None
    speaker_confidence: float | None
    candidates: list[dict[str, Any]]
    inside: None
    said_on: None
    confidence: float
    file: str
    document: str
    article: int
    words: str
    outlet: str | None
    published: str | None


class PersonRow(TypedDict):
    """One person, with the names the articles use and how often they speak."""

    person_id: str
    person: str
    kind: None
    names: list[str]
    roles: list[str]
    statements: int
    articles: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements to give: all that fit every field that is not None.

    ``speaker``, ``outlet``: part of the name, in any case. ``since``, ``until``: YYYY-MM-DD, of publication, both
    included; what has no date then fits neither. ``like``: words that all occur in the content, those in double
    quotation marks side by side.

    Raises:
        ValueError: a kind or a day that is none.
    """

    speaker: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    since: str | None = None
    until: str | None = None
    like: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is no kind of statement: choose among {', '.join(get_args(Kind))}")
        for day in (self.since, self.until):
            if day is not None and not _is_day(day):
                raise ValueError(f"{day!r} is no day: write it as YYYY-MM-DD, such as 2025-03-14")


ARTICLES = """
SELECT a.number, a.place, a.title, a.authors, a.outlet, a.published, a.language,
       d.number AS document_number, d.id, d.file, d.encoding,
       o.place AS original_place, od.id AS original_id, od.file AS original_file
FROM articles a JOIN documents d ON d.number = a.document
LEFT JOIN articles o ON o.number = a.reprint_of LEFT JOIN documents od ON od.number = o.document
WHERE {condition} ORDER BY {order}
"""
STATEMENTS = """
SELECT s.number, s.id, s.kind, s.person, p.name AS speaker, s.speaker_confidence, s.confidence, a.place, a.outlet,
       a.published, d.number AS document_number, d.id AS document, d.file
FROM statements s JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document
LEFT JOIN people p ON p.id = s.person
WHERE {conditions}
ORDER BY d.file, d.id, a.place, s.start, s.id
"""
PEOPLE = """
SELECT p.id, p.name, count(*) AS statements, count(DISTINCT s.article) AS articles,
       count(DISTINCT coalesce(a.reprint_of, a.number)) AS origins
FROM people p JOIN statements s ON s.person = p.id JOIN articles a ON a.number = s.article
GROUP BY p.id ORDER BY statements DESC, p.name
"""


def articles(db: sqlite3.Connection) -> Iterator[ArticleRow]:
    """Yield all articles, by file and place in it."""
    for row in _rows(db, ARTICLES.format(condition="1", order="d.file, d.id, a.place")):
        yield _article(row)


def article(db: sqlite3.Connection, number: int) -> ArticleRow:
    """Return one article by its number in the record."""
    (row,) = _rows(db, ARTICLES.format(condition="a.number = ?", order="1"), [number])
    return _article(row)


def _article(row: sqlite3.Row) -> ArticleRow:
    original = None
    if row["original_id"] is not None:
        original = Where(file=row["original_file"], id=row["original_id"], article=row["original_place"])
    return ArticleRow(
        file=row["file"],
        id=row["id"],
        article=row["place"],
        title=row["title"],
        authors=json.loads(row["authors"]),
        outlet=row["outlet"],
        published=row["published"],
        story=None,
        reprint_of=original,
    )


def statements(db: sqlite3.Connection, wanted: Wanted) -> Iterator[StatementRow]:
    """Yield the statements wanted, by file, article and place in it."""
    yield from _statements(db, *_conditions(wanted))


def _statements(db: sqlite3.Connection, conditions: list[str], values: list[Any]) -> Iterator[StatementRow]:
    at, text = None, ""
    for row in _rows(db, STATEMENTS.format(conditions=" AND ".join(conditions) or "1"), values):
        if row["document_number"] != at:
            at, text = row["document_number"], text_of(db, row["document_number"])
        spans = _spans(db, row["number"])
        yield StatementRow(
            id=row["id"],
            kind=row["kind"],
            act=None,
            polarity=None,
            source=spans["source"],
            cue=spans["cue"],
            content=spans["content"],
            speaker=row["speaker"],
            person_id=row["person"],
            speaker_confidence=row["speaker_confidence"],
            candidates=[{"person": row["speaker"], "person_id": row["person"], "score": row["speaker_confidence"]}]
            if row["person"]
            else [],
            inside=None,
            said_on=None,
            confidence=row["confidence"],
            file=row["file"],
            document=row["document"],
            article=row["place"],
            words=words_of(text, [Span(*span) for span in spans["content"]]),
            outlet=row["outlet"],
            published=row["published"],
        )


def people(db: sqlite3.Connection) -> Iterator[PersonRow]:
    """Yield everybody who speaks, who speaks most first."""
    for row in _rows(db, PEOPLE):
        yield PersonRow(
            person_id=row["id"],
            person=row["name"],
            kind=None,
            names=_names(db, row["id"]),
            roles=[],
            statements=row["statements"],
            articles=row["articles"],
            origins=row["origins"],
        )


def extractions(db: sqlite3.Connection, *, with_text: bool) -> Iterator[dict[str, Any]]:
    """Yield all articles with what was found in them, in the order in which they were read: the form of `extract`."""
    for row in _rows(db, ARTICLES.format(condition="1", order="d.number, a.place")):
        text = text_of(db, row["document_number"])
        found = statements_of(db, row["number"])
        out: dict[str, Any] = {
            **_article(row),
            "language": row["language"],
            "encoding": row["encoding"],
            "body": [list(span) for _, span in body(db, row["number"])],
            "statements": found,
            "mentions": [
                {"span": [m["start"], m["end"]], "person": m["name"], "person_id": m["person"]}
                for m in _rows(
                    db,
                    "SELECT m.*, p.name FROM mentions m JOIN people p ON p.id = m.person"
                    " WHERE article = ? ORDER BY start, end",
                    [row["number"]],
                )
            ],
        }
        yield {**out, "text": text} if with_text else out


def statements_of(db: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    """Return an article's statements without what is the article's own."""
    own = ("file", "document", "article", "words", "outlet", "published")
    return [
        {key: value for key, value in statement.items() if key not in own}
        for statement in _statements(db, ["s.article = ?"], [article])
    ]


def body(db: sqlite3.Connection, article: int) -> list[tuple[int, Span]]:
    """Return an article's body spans, each with its paragraph's number."""
    rows = _rows(db, "SELECT * FROM body_spans WHERE article = ? ORDER BY rowid", [article])
    return [(row["paragraph"], Span(row["start"], row["end"])) for row in rows]


def text_of(db: sqlite3.Connection, document: int) -> str:
    """Return a document's text."""
    (text,) = db.execute("SELECT text FROM documents WHERE number = ?", [document]).fetchone()
    return str(text)


def ids_like(db: sqlite3.Connection, prefix: str) -> list[str]:
    """Return the statements' ids that begin so, in order."""
    rows = _rows(db, "SELECT id FROM statements WHERE substr(id, 1, ?) = ? ORDER BY id", [len(prefix), prefix])
    return [row["id"] for row in rows]


def search_terms(like: str) -> str:
    """Return a user's words as an FTS5 query in which nothing but the words has a meaning.

    >>> search_terms('bridge* "not closed" ???')
    '"bridge*" "not closed"'

    Returns:
        "" where there is no word to look for.
    """
    found = re.findall(r'"([^"]+)"|([^\s"]+)', re.sub("[“”„«»]", '"', like.replace("\0", " ")))
    terms = [phrase or word for phrase, word in found]
    return " ".join(f'"{term}"' for term in terms if any(map(str.isalnum, term)))


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    choices = [
        (wanted.speaker, "instr(casefold(p.name), casefold(?))"),
        (wanted.outlet, "instr(casefold(a.outlet), casefold(?))"),
        (wanted.kind, "s.kind = ?"),
        (wanted.since, "a.published >= ?"),
        (wanted.until, "a.published <= ?"),
        (wanted.id, "s.id = ?"),
    ]
    conditions = [condition for value, condition in choices if value is not None]
    values = [value for value, _ in choices if value is not None]
    terms = None if wanted.like is None else search_terms(wanted.like)
    if terms:
        conditions.append("s.number IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)")
        values.append(terms)
    return conditions if terms != "" else ["0"], values if terms != "" else []


def _is_day(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day  # which also takes other ways to write it
    except ValueError:
        return False


def _spans(db: sqlite3.Connection, statement: int) -> dict[str, Offsets]:
    spans: dict[str, Offsets] = {"source": [], "cue": [], "content": []}
    for role, start, end in db.execute(
        "SELECT role, start, end FROM statement_spans WHERE statement = ? ORDER BY rowid", [statement]
    ):
        spans[role].append([start, end])
    return spans


def _names(db: sqlite3.Connection, person: str) -> list[str]:
    """Return the names by which articles mention a person, in order of the alphabet."""
    rows = _rows(
        db,
        "SELECT DISTINCT substr(d.text, m.start + 1, m.end - m.start) AS name FROM mentions m"
        " JOIN articles a ON a.number = m.article JOIN documents d ON d.number = a.document WHERE m.person = ?",
        [person],
    )
    return sorted({" ".join(row["name"].split()) for row in rows})


def _rows(db: sqlite3.Connection, sql: str, values: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values)
