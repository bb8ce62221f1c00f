"""What somebody is on record with: statements, each with its quotation families, its figures and its paragraph."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from onrecord.store import read
from onrecord.store.found import said_by
from onrecord.store.listed import numbers_of
from onrecord.store.rows import select, text_of
from onrecord.store.statements import StatementRow, numbered

if TYPE_CHECKING:
    from onrecord.store.listed import Numbers


class ReportRow(TypedDict):
    """A statement that reports an utterance, with the paragraph it stands in."""

    file: str
    id: str
    article: int
    statement: str
    kind: str
    polarity: str | None
    words: str
    context: str
    said_on: str | None
    outlet: str | None
    published: str | None


class PositionRow(TypedDict):
    """An utterance: when it was made where an article tells, in the fullest words on record, and every report of it.

    ``reports`` counts articles, ``origins`` those that are no reprints; ``ids`` are the statements'.
    """

    said_on: str | None
    reported: str | None
    words: str
    reports: int
    origins: int
    ids: list[str]
    members: list[ReportRow]


class ApartRow(TypedDict):
    """Two utterances by their places in the list, how many days lie between them, and in what they differ."""

    earlier: int
    later: int
    days: int
    differs: list[str]
    shared: list[str]


class PositionsRow(TypedDict):
    """What somebody said of something, in order of when it was said, else reported.

    ``since`` and ``until`` are the first and the last day; ``apart`` puts utterances far apart in time next to each
    other that differ in a negation, in polarity, in figures, in a modal verb or in wording: whether they contradict
    each other is for the reader to judge.
    """

    person: str
    person_id: str
    on: str | None
    about: str | None
    since: str | None
    until: str | None
    days: int | None
    statements: list[PositionRow]
    apart: list[ApartRow]


class Said(NamedTuple):
    """A statement as it is grouped and put in order: by the families of its words, and its days; ``account`` is its
    article or what that reprints.
    """

    number: int
    id: str
    article: int
    account: int
    kind: str
    said_on: str | None
    published: str | None
    families: tuple[int, ...]


class Reported(NamedTuple):
    """A statement as it is shown and compared."""

    said: Said
    row: StatementRow
    figures: tuple[tuple[str, float | None, float | None], ...]
    context: str


OWN = ("person", "person_id", "on", "about")
FIELDS = (*OWN, "utterance", "utterance_said_on", "reports", "origins", *ReportRow.__annotations__)
"""The columns of positions as a table, a row a report."""
SAID = """
SELECT s.number, s.id, s.article, coalesce(a.reprint_of, a.number), s.kind, s.said_on, a.published
FROM {those} v CROSS JOIN statements s ON s.number = v.number AND s.speaker_set = coalesce(v.by_hand, s.speaker_set)
JOIN articles a ON a.number = s.article
WHERE a.document NOT IN (SELECT number FROM documents WHERE replaced_by IS NOT NULL) AND s.standing <> 'rejected'
AND (s.inside IS NULL OR NOT EXISTS (SELECT 1 FROM statements o WHERE o.article = s.article AND o.id = s.inside
    AND (o.speaker_set = 1 AND o.person = :person OR o.speaker_set = 0 AND EXISTS (SELECT 1 FROM statement_people r
        JOIN article_people p ON p.number = r.who
        WHERE r.statement = o.number AND r.role = 'speaker' AND p.person = :person))))
ORDER BY coalesce(a.published, '9999'), a.number, s.start, s.id
"""
"""Without the view of speakers, which SQLite would make of all statements first."""
EVERY = """
(SELECT r.statement AS number, 0 AS by_hand FROM article_people p CROSS JOIN statement_people r ON r.who = p.number
        WHERE p.person = :person AND r.role = 'speaker'
    UNION SELECT number, 1 FROM statements INDEXED BY statements_standing
        WHERE standing <> 'machine' AND person = :person AND speaker_set = 1)
"""
THESE = "(SELECT value AS number, NULL AS by_hand FROM json_each(:numbers))"
AMONG = "(SELECT value FROM json_each(?))"
FAMILIES = f"""
SELECT DISTINCT u.statement, coalesce(m.reference, u.wording) AS family FROM utterances u
LEFT JOIN members m ON m.wording = u.wording AND m.relations <> 'same-occasion'
WHERE u.statement IN {AMONG} ORDER BY 1, 2
"""
OF_FAMILIES = """
SELECT DISTINCT u.statement FROM (SELECT value AS wording FROM json_each(?1) UNION SELECT wording FROM members
    WHERE reference IN (SELECT value FROM json_each(?1)) AND relations <> 'same-occasion') m
CROSS JOIN utterances u ON u.wording = m.wording WHERE u.statement IS NOT NULL
"""
ABOUT = f"""
SELECT DISTINCT r.statement FROM statement_people r JOIN article_people p ON p.number = r.who
WHERE r.statement IN {AMONG} AND r.role = 'about' AND p.person = ?
"""
FIGURES = "SELECT unit, low, high FROM figures WHERE article = ? AND statement = ? AND unit IS NOT NULL ORDER BY start"


def said(db: sqlite3.Connection, person: str, numbers: Sequence[int] | None = None) -> list[Said]:
    """Return somebody's statements of current revisions, by day and place; none inside another of theirs.

    Args:
        db: the record.
        person: an id.
        numbers: of some of these statements; all if left out.
    """
    sql = SAID.format(those=EVERY if numbers is None else THESE)
    rows = db.execute(sql, {"person": person, "numbers": json.dumps(numbers)}).fetchall()
    of = families(db, [row[0] for row in rows])
    return [Said._make((*row, of[row[0]])) for row in rows]


def families(db: sqlite3.Connection, some: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return the quotation families of statements, of one that has none a number that no other has."""
    found: dict[int, list[int]] = {}
    for number, family in db.execute(FAMILIES, [json.dumps(some)]):
        found.setdefault(number, []).append(family)
    return {number: tuple(found.get(number, (-number,))) for number in some}


def count(db: sqlite3.Connection, person: str) -> int:
    """Return how many statements somebody made, 0 where that was not counted yet."""
    found = db.execute("SELECT statements FROM tallies WHERE person = ?", [person]).fetchone()
    return found[0] if found else 0


def numbers(db: sqlite3.Connection, person: str) -> Numbers:
    """Return the numbers of all somebody's statements, of earlier revisions too."""
    return numbers_of(db, said_by(":person").every, {"person": json.dumps([person])})


def with_words(db: sqlite3.Connection, begin: Iterable[str]) -> Numbers:
    """Return the numbers of all statements that hold a word that begins in one of some ways."""
    terms = " OR ".join(f'"{one}"*' for one in sorted(begin))
    return numbers_of(db, "SELECT rowid FROM statement_search WHERE statement_search MATCH :terms", {"terms": terms})


def of_families(db: sqlite3.Connection, some: Iterable[int]) -> list[int]:
    """Return the statements that are of some families, whoever made them."""
    return [number for (number,) in db.execute(OF_FAMILIES, [json.dumps(list(some))])]


def words(db: sqlite3.Connection, some: Iterable[int]) -> dict[int, str]:
    """Return the words of statements by their numbers."""
    sql = f"SELECT rowid, words FROM statement_search WHERE rowid IN {AMONG}"
    return dict(db.execute(sql, [json.dumps(list(some))]).fetchall())


def about(db: sqlite3.Connection, some: Iterable[Said], whom: str) -> set[int]:
    """Return which of some statements are about somebody, by their numbers."""
    numbers = json.dumps([one.number for one in some])
    return {number for (number,) in db.execute(ABOUT, [numbers, whom])}


def reported(db: sqlite3.Connection, groups: Sequence[Sequence[Said]]) -> list[list[Reported]]:
    """Return groups of statements as they are shown, in each by day, file and place."""
    numbers = list({one.number for some in groups for one in some})
    rows = dict(zip(numbers, numbered(db, numbers), strict=True))
    return [sorted((_reported(db, one, rows[one.number]) for one in some), key=_place) for some in groups]


def _reported(db: sqlite3.Connection, one: Said, row: StatementRow) -> Reported:
    figures = tuple((one["unit"], one["low"], one["high"]) for one in select(db, FIGURES, [one.article, row["id"]]))
    return Reported(one, row, figures, _context(db, one.article, row))


def _place(one: Reported) -> tuple[str, str, str, int, list[int], str]:
    row = one.row
    return row["published"] or "9999", row["file"], row["document"], row["article"], row["content"][0], row["id"]


def _context(db: sqlite3.Connection, article: int, row: StatementRow) -> str:
    """Return the paragraphs that a statement stands in, as one line."""
    (document,) = db.execute("SELECT document FROM articles WHERE number = ?", [article]).fetchone()
    body, text = read.body(db, article), text_of(db, document)
    first, last = row["content"][0][0], row["content"][-1][1]
    paragraphs = {number for number, span in body if span.start < last and first < span.end}
    return " ".join(" ".join(text[slice(*span)] for number, span in body if number in paragraphs).split())


def flat(found: PositionsRow) -> Iterator[dict[str, object]]:
    """Yield positions as rows of a table, one a report."""
    whole: Mapping[str, object] = found
    for number, one in enumerate(found["statements"], 1):
        for report in one["members"]:
            yield {
                **{name: whole[name] for name in OWN},
                "utterance": number,
                "utterance_said_on": one["said_on"],
                "reports": one["reports"],
                "origins": one["origins"],
                **report,
            }
