"""What somebody is on record with: statements, each with its quotation families, its figures and its paragraph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypedDict

from onrecord.store import read
from onrecord.store.rows import select, text_of
from onrecord.store.statements import StatementRow, statement


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


class Reported(NamedTuple):
    """A statement as it is grouped: by the families of its words; ``account`` is its article or what that reprints."""

    row: StatementRow
    families: tuple[int, ...]
    account: int
    about: frozenset[str]
    figures: tuple[tuple[str, float | None, float | None], ...]
    context: str


OWN = ("person", "person_id", "on", "about")
FIELDS = (*OWN, "utterance", "utterance_said_on", "reports", "origins", *ReportRow.__annotations__)
"""The columns of positions as a table, a row a report."""
FAMILIES = """
SELECT DISTINCT coalesce(m.reference, u.wording) AS family FROM utterances u
LEFT JOIN members m ON m.wording = u.wording AND m.relations <> 'same-occasion' WHERE u.statement = ? ORDER BY 1
"""
FIGURES = "SELECT unit, low, high FROM figures WHERE article = ? AND statement = ? AND unit IS NOT NULL ORDER BY start"


def reported(db: sqlite3.Connection, person: str) -> Iterator[Reported]:
    """Yield somebody's statements of current revisions, by article and place; none inside another of theirs."""
    rows = db.execute(
        "SELECT s.number, s.article, coalesce(a.reprint_of, a.number) FROM speakers v"
        " JOIN statements s ON s.number = v.statement JOIN articles a ON a.number = s.article"
        " JOIN documents d ON d.number = a.document WHERE v.person = ? AND d.replaced_by IS NULL"
        " AND s.standing <> 'rejected' AND NOT EXISTS (SELECT 1 FROM statements o JOIN speakers w"
        " ON w.statement = o.number WHERE o.article = s.article AND o.id = s.inside AND w.person = v.person)"
        " ORDER BY coalesce(a.published, '9999'), d.file, d.id, a.place, s.start, s.id",
        [person],
    ).fetchall()
    for number, article, account in rows:
        row = statement(db, number)
        families = tuple(family for (family,) in db.execute(FAMILIES, [number]))
        figures = tuple((one["unit"], one["low"], one["high"]) for one in select(db, FIGURES, [article, row["id"]]))
        about = db.execute(
            "SELECT p.person FROM statement_people r JOIN article_people p ON p.number = r.who"
            " WHERE r.statement = ? AND r.role = 'about'",
            [number],
        )
        people = frozenset(who for (who,) in about)
        yield Reported(row, families or (-number,), account, people, figures, _context(db, article, row))


def _context(db: sqlite3.Connection, article: int, row: StatementRow) -> str:
    """Return the paragraphs that a statement stands in, as one line."""
    (document,) = db.execute("SELECT document FROM articles WHERE number = ?", [article]).fetchone()
    body, text = read.body(db, article), text_of(db, document)
    first, last = row["content"][0][0], row["content"][-1][1]
    numbers = {number for number, span in body if span.start < last and first < span.end}
    return " ".join(" ".join(text[slice(*span)] for number, span in body if number in numbers).split())


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
