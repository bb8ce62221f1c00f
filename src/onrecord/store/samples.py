"""What a blind sample asks of a record: findings as the machine found them, whatever somebody said of them since."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple, TypedDict

from onrecord.store import read
from onrecord.store.changes import as_it_is
from onrecord.store.read import ArticleRow
from onrecord.store.rows import text_of
from onrecord.store.words import words_of
from onrecord.terms import Span

POPULATION = """
SELECT s.id FROM statements s JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document
LEFT JOIN as_found f ON f.statement = s.number
WHERE d.replaced_by IS NULL AND (f.statement IS NULL OR f.found IS NOT NULL) ORDER BY d.id, a.place, s.start, s.id
"""
SPEAKERS = """
SELECT DISTINCT q.id, q.name FROM statement_people r JOIN article_people p ON p.number = r.who
JOIN people q ON q.id = p.person WHERE r.statement = ? AND r.role = 'speaker'
"""
IN_ARTICLE = """
SELECT DISTINCT q.id, q.name FROM article_people p JOIN people q ON q.id = p.person
WHERE p.article = (SELECT article FROM statements WHERE number = ?)
"""


class Blind(NamedTuple):
    """A finding without what was found of it but its words: where these stand, in which paragraphs of which article.

    ``people`` are the ids and names of those to whom the article refers, in order of the alphabet.
    """

    statement: str
    article: ArticleRow
    words: str
    text: str
    content: tuple[Span, ...]
    paragraphs: tuple[tuple[Span, ...], ...]
    people: tuple[tuple[str, str], ...]


class Accuracy(TypedDict):
    """Of how many findings so many are right; ``low`` and ``high`` are the ends of Wilson's 95 % interval.

    ``what`` is words: that somebody says, thinks or the like what was found; speaker, of these: that it is who was
    found; both, of all.
    """

    what: str
    right: int
    of: int
    accuracy: float | None
    low: float
    high: float


class Disagreement(TypedDict):
    """A finding of which somebody said another thing than was found."""

    statement: str
    words: str
    judged: str
    found: str


def population(db: sqlite3.Connection) -> list[str]:
    """Return the ids of all statements of current revisions that were found, in an order that is always the same."""
    return [id for (id,) in db.execute(POPULATION)]


def speakers(db: sqlite3.Connection, statement: int) -> dict[str, str]:
    """Return who speaks as it was found: names by id, none where nobody is named."""
    return dict(db.execute(SPEAKERS, [statement]).fetchall())


def blind(db: sqlite3.Connection, statement: int) -> Blind:
    """Return a statement, by its number, without what was found of it but its words."""
    id, article, document = db.execute(
        "SELECT s.id, a.number, a.document FROM statements s JOIN articles a ON a.number = s.article"
        " WHERE s.number = ?",
        [statement],
    ).fetchone()
    found = db.execute("SELECT found FROM as_found WHERE statement = ?", [statement]).fetchone()
    spans = (json.loads(found[0]) if found else as_it_is(db, statement))["content"]
    content = tuple(Span(*span) for span in spans)
    text = text_of(db, document)
    paragraphs: dict[int, list[Span]] = {}
    for number, span in read.body(db, article):
        paragraphs.setdefault(number, []).append(span)
    around = list(paragraphs.values())
    touched = [n for n, one in enumerate(around) if one[0].start < content[-1].end and content[0].start < one[-1].end]
    shown = around[max(0, touched[0] - 1) : touched[-1] + 2] if touched else []
    people = sorted(db.execute(IN_ARTICLE, [statement]).fetchall(), key=lambda one: (one[1].casefold(), one[0]))
    return Blind(
        id, read.article(db, article), words_of(text, content), text, content, tuple(map(tuple, shown)), tuple(people)
    )
