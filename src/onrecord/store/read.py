"""Articles and people as rows in the forms of the documented JSON."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict

from onrecord.store import figures, lookup, timeline
from onrecord.store.listed import listed, numbers_of
from onrecord.store.rows import CURRENT, IN_FILE, select, text_of
from onrecord.store.schema import NotOnRecord
from onrecord.store.statements import check_days, search_terms, statements_of
from onrecord.terms import Span


class Where(TypedDict):
    """Which article, of which document."""

    file: str
    id: str
    article: int


class Revision(TypedDict):
    """Which revision, of which document."""

    id: str
    revision: int


class ArticleRow(TypedDict):
    """One article; of its document ``in_file`` says whether the file still holds it, ``left_out`` what share of it
    stands in no article, and ``quotes_left_out`` whether a quotation does (both None where it was never measured).
    A reprint is one of the earliest article of its group, taken from that or a later one: ``shared`` is the share of
    its words that stand in the article it was ``taken_from``.
    """

    file: str
    id: str
    article: int
    title: str | None
    authors: list[str]
    outlet: str | None
    section: str | None
    published: str | None
    updated: str | None
    language: str
    primary: bool
    revision: int
    replaced_by: Revision | None
    in_file: bool
    left_out: float | None
    quotes_left_out: bool | None
    story: str | None
    reprint_of: Where | None
    taken_from: Where | None
    shared: float | None


class RoleRow(TypedDict):
    """A role that articles give somebody, with the dates of the first and the last that do."""

    role: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedArticles:
    """Which articles to give: those of current revisions that fit every field that is not None.

    ``title``, ``outlet``: part of it, in any case. ``since``, ``until``: YYYY-MM-DD, of publication, both included.
    ``like``: words that all occur in the body, those in double quotation marks side by side.

    Raises:
        ValueError: a day that is none.
    """

    title: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    like: str | None = None

    def __post_init__(self) -> None:
        check_days(self.since, self.until)


class PersonRow(TypedDict):
    """One person: the names and roles that current articles use, those of most articles first; how many statements
    they make, and in how many articles, and of how many origins, they are named or speak.
    """

    person_id: str
    person: str
    kind: str
    names: list[str]
    roles: list[RoleRow]
    statements: int
    articles: int
    origins: int


def story_id(document: str, place: int) -> str:
    """Return the id of the story of which an article is the earliest."""
    return f"{document}-{place}" if place else document


ARTICLES = f"""
SELECT a.number, a.place, a.title, a.authors, a.outlet, a.section, a.published, a.updated, a.language,
       d.number AS document_number, d.id, d.file, d.encoding, d.revision, d.primary_source, d.left_out,
       d.quotes_left_out, {IN_FILE} AS in_file, r.id AS later_id, r.revision AS later_revision,
       o.place AS original_place, od.id AS original_id, od.file AS original_file, a.shared,
       m.place AS model_place, md.id AS model_id, md.file AS model_file,
       sa.place AS story_place, sd.id AS story_id
FROM articles a JOIN documents d ON d.number = a.document JOIN documents source ON source.number = d.source
LEFT JOIN documents r ON r.number = d.replaced_by
LEFT JOIN articles o ON o.number = a.reprint_of LEFT JOIN documents od ON od.number = o.document
LEFT JOIN articles m ON m.number = a.taken_from LEFT JOIN documents md ON md.number = m.document
LEFT JOIN told t ON t.article = a.number
LEFT JOIN articles sa ON sa.number = t.story LEFT JOIN documents sd ON sd.number = sa.document
WHERE {{condition}} ORDER BY {{order}}
"""
WITH_WORDS = "SELECT rowid FROM body_search WHERE body_search MATCH :terms"
HOLDS = (
    "{column} LIKE '%' || :like || '%' ESCAPE '\\'"
    " OR length({column}) < length(CAST({column} AS BLOB)) AND instr(casefold({column}), :folded)"
)
"""Whether letters stand in some words, in any case: LIKE, which is quick, knows the cases of ASCII; what has other
letters is longer in bytes."""
WITH_TITLE = f"SELECT number FROM articles INDEXED BY articles_listed WHERE {HOLDS.format(column='title')}"
LATEST = f"SELECT a.number FROM articles a CROSS JOIN {CURRENT} ORDER BY a.published DESC, a.number LIMIT ? OFFSET ?"
OUTLETS = f"""
WITH RECURSIVE each(outlet) AS (SELECT min(outlet) FROM articles UNION ALL
    SELECT (SELECT min(outlet) FROM articles WHERE outlet > each.outlet) FROM each WHERE each.outlet IS NOT NULL)
SELECT outlet FROM each WHERE outlet IS NOT NULL AND EXISTS (SELECT 1 FROM articles a
    CROSS JOIN {CURRENT} WHERE a.outlet = each.outlet) ORDER BY outlet
"""
"""Found by going from one to the next in the index, not through all articles."""
PEOPLE = """
WITH stands AS (
    SELECT p.person, p.article, 0 AS speaks FROM article_people p
    UNION ALL SELECT v.person, s.article, 1 FROM speakers v JOIN statements s ON s.number = v.statement
    WHERE s.standing <> 'rejected')
SELECT p.id, p.name, p.kind, sum(speaks) AS statements, count(DISTINCT a.number) AS articles,
       count(DISTINCT coalesce(a.reprint_of, a.number)) AS origins
FROM stands JOIN people p ON p.id = stands.person JOIN articles a ON a.number = stands.article
JOIN documents d ON d.number = a.document WHERE d.replaced_by IS NULL AND {condition}
GROUP BY p.id HAVING sum(speaks) OR p.kind IN ('person', 'organisation')
ORDER BY statements DESC, articles DESC, p.name, p.id
"""
NAMES = """
SELECT DISTINCT p.person, substr(d.text, m.start + 1, m.end - m.start) AS name FROM article_people p
JOIN mentions m ON m.who = p.number AND m.kind = 'name'
JOIN articles a ON a.number = p.article JOIN documents d ON d.number = a.document
WHERE {condition} AND d.replaced_by IS NULL
"""
CALLED = """(instr(casefold(p.name), casefold(:name)) OR p.id IN (SELECT person FROM article_people
    WHERE instr(casefold(name), casefold(:name)) OR instr(casefold(names), casefold(:name))))"""


def articles(db: sqlite3.Connection) -> Iterator[ArticleRow]:
    """Yield all articles of all revisions, by file and place in it."""
    for row in select(db, ARTICLES.format(condition="1", order="d.file, source.id, d.revision, a.place")):
        yield _article(row)


def some_articles(
    db: sqlite3.Connection, wanted: WantedArticles, *, skip: int, most: int
) -> tuple[list[ArticleRow], int]:
    """Return some of the articles wanted, the latest first: ``most`` after ``skip``, and how many there are in all."""
    if wanted == WantedArticles():
        return [article(db, number) for (number,) in db.execute(LATEST, [most, skip])], lookup.counts(db).articles
    import numpy as np  # here, since it takes a while to load

    every = listed(db)
    fits = every.fitting(db, wanted.outlet, wanted.since, wanted.until)
    if wanted.title is not None:
        fits &= np.isin(every.numbers, numbers_of(db, WITH_TITLE, _held(wanted.title)))
    if wanted.like is not None:
        terms = search_terms(wanted.like)
        fits &= np.isin(every.numbers, numbers_of(db, WITH_WORDS, {"terms": terms})) if terms else False
    found = every.numbers[fits][np.argsort(every.latest[fits])]
    page = found[skip : None if most < 0 else skip + most].tolist()
    return [article(db, number) for number in page], len(found)


def outlets(db: sqlite3.Connection) -> list[str]:
    """Return the outlets of current articles, in order of the alphabet."""
    return [outlet for (outlet,) in db.execute(OUTLETS)]


def row_of(db: sqlite3.Connection, id: str, place: int) -> ArticleRow:
    """Return an article of a document's current revision, of its latest where a build has replaced that just now.

    Raises:
        NotOnRecord: there is no such article.
    """
    sql = ARTICLES.format(condition="d.id = ? AND a.place = ?", order="d.replaced_by IS NOT NULL, d.revision DESC")
    found = next(select(db, sql, [id, place]), None)
    if found is None:
        raise NotOnRecord(
            f"no article {place} of a document {id!r} is on record: the list of articles has all there are"
        )
    return _article(found)


def article(db: sqlite3.Connection, number: int) -> ArticleRow:
    """Return one article by its number in the record."""
    (row,) = select(db, ARTICLES.format(condition="a.number = ?", order="1"), [number])
    return _article(row)


def _article(row: sqlite3.Row) -> ArticleRow:
    later = None
    if row["later_id"] is not None:
        later = Revision(id=row["later_id"], revision=row["later_revision"])
    return ArticleRow(
        file=row["file"],
        id=row["id"],
        article=row["place"],
        title=row["title"],
        authors=json.loads(row["authors"]),
        outlet=row["outlet"],
        section=row["section"],
        published=row["published"],
        updated=row["updated"],
        language=row["language"],
        primary=bool(row["primary_source"]),
        revision=row["revision"],
        replaced_by=later,
        in_file=bool(row["in_file"]),
        left_out=row["left_out"],
        quotes_left_out=None if row["quotes_left_out"] is None else bool(row["quotes_left_out"]),
        story=None if row["story_id"] is None else story_id(row["story_id"], row["story_place"]),
        reprint_of=_where(row, "original"),
        taken_from=_where(row, "model"),
        shared=row["shared"],
    )


def _where(row: sqlite3.Row, which: str) -> Where | None:
    if row[f"{which}_id"] is None:
        return None
    return Where(file=row[f"{which}_file"], id=row[f"{which}_id"], article=row[f"{which}_place"])


def people(db: sqlite3.Connection, name: str | None = None) -> Iterator[PersonRow]:
    """Yield everybody who speaks or is named in a current revision, who speaks most first.

    Args:
        db: the record.
        name: part of a name in any case, of those who are wanted; all if left out.
    """
    for row in select(db, PEOPLE.format(condition=CALLED if name else "1"), {"name": name}):
        yield _person(db, row)


def called(db: sqlite3.Connection, name: str) -> list[str]:
    """Return the ids of those in whose name on record some letters stand, in any case."""
    sql = f"SELECT id FROM people WHERE {HOLDS.format(column='name')}"
    return [id for (id,) in db.execute(sql, _held(name))]


def _held(letters: str) -> dict[str, str]:
    """Return what ``HOLDS`` looks for."""
    folded = letters.casefold()
    return {"folded": folded, "like": re.sub(r"([\\%_])", r"\\\1", folded)}


def person(db: sqlite3.Connection, id: str) -> PersonRow | None:
    """Return somebody by their id, None where no current article names them."""
    row = next(select(db, PEOPLE.format(condition="p.id = :id"), {"id": id}), None)
    return None if row is None else _person(db, row)


def _person(db: sqlite3.Connection, row: sqlite3.Row) -> PersonRow:
    return PersonRow(
        person_id=row["id"],
        person=row["name"],
        kind=row["kind"],
        names=names(db, row["id"]),
        roles=roles(db, row["id"]),
        statements=row["statements"],
        articles=row["articles"],
        origins=row["origins"],
    )


def extractions(db: sqlite3.Connection, *, with_text: bool) -> Iterator[dict[str, Any]]:
    """Yield all articles with what was found in them, in the order in which they were read: the form of `extract`."""
    for row in select(db, ARTICLES.format(condition="1", order="d.number, a.place")):
        out = _extraction(db, row)
        yield {**out, "text": text_of(db, row["document_number"])} if with_text else out


def _extraction(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    number = row["number"]
    return {
        **_article(row),
        "encoding": row["encoding"],
        "facts": facts(db, number),
        "body": [list(span) for _, span in body(db, number)],
        "parts": parts(db, number),
        "damaged": damaged(db, row["document_number"]),
        "statements": statements_of(db, number),
        "mentions": _mentions(db, number),
        "figures": figures.figures_of(db, number),
        "dates": timeline.dates_of(db, number),
    }


def body(db: sqlite3.Connection, article: int) -> list[tuple[int, Span]]:
    """Return an article's body spans, each with its paragraph's number."""
    rows = select(db, "SELECT * FROM body_spans WHERE article = ? ORDER BY rowid", [article])
    return [(row["paragraph"], Span(row["start"], row["end"])) for row in rows]


def facts(db: sqlite3.Connection, article: int) -> list[dict[str, str]]:
    rows = select(db, "SELECT * FROM facts WHERE article = ? ORDER BY rowid", [article])
    return [{"name": row["name"], "value": row["value"], "where": row["place"]} for row in rows]


def parts(db: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    rows = select(db, "SELECT * FROM parts WHERE article = ? ORDER BY rowid", [article])
    return [
        {
            "kind": row["kind"],
            "span": [row["start"], row["end"]],
            "by": None if row["by_start"] is None else [row["by_start"], row["by_end"]],
        }
        for row in rows
    ]


def damaged(db: sqlite3.Connection, document: int) -> list[list[int]]:
    rows = select(db, "SELECT start, end FROM damaged WHERE document = ? ORDER BY start", [document])
    return [[row["start"], row["end"]] for row in rows]


def _mentions(db: sqlite3.Connection, article: int) -> list[dict[str, Any]]:
    rows = select(
        db,
        "SELECT m.start, m.end, m.kind, p.name, p.id FROM mentions m JOIN article_people w ON w.number = m.who"
        " JOIN people p ON p.id = w.person WHERE m.article = ? ORDER BY m.start, m.end",
        [article],
    )
    return [
        {"span": [row["start"], row["end"]], "person": row["name"], "person_id": row["id"], "kind": row["kind"]}
        for row in rows
    ]


def names(db: sqlite3.Connection, person: str) -> list[str]:
    """Return the names by which current articles mention a person, in order of the alphabet."""
    rows = select(db, NAMES.format(condition="p.person = ?"), [person])
    return sorted({" ".join(row["name"].split()) for row in rows})


def roles(db: sqlite3.Connection, person: str) -> list[RoleRow]:
    """Return the roles that current articles give a person, those of most articles first."""
    rows = select(
        db,
        "SELECT min(r.words) AS role, min(a.published) AS first, max(a.published) AS last FROM article_people p"
        " JOIN roles r ON r.who = p.number JOIN articles a ON a.number = p.article"
        " JOIN documents d ON d.number = a.document WHERE p.person = ? AND d.replaced_by IS NULL"
        " GROUP BY casefold(r.words) ORDER BY count(DISTINCT a.number) DESC, role",
        [person],
    )
    return [RoleRow(role=row["role"], first=row["first"], last=row["last"]) for row in rows]
