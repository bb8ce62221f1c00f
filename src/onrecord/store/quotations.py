"""Quotation families as rows in the form of the documented JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from onrecord.compare import Comparison, compared, wording
from onrecord.link import wordings
from onrecord.store.rows import select, text_of
from onrecord.store.statements import Offsets
from onrecord.store.words import words_of
from onrecord.terms import Span


class ChangeRow(TypedDict):
    """A difference: what kind it is, and the words of the member and of the reference with some beside them."""

    change: str
    ours: str
    theirs: str


class CutRow(TypedDict):
    """Words of the reference that a member has not, where they stood, and which of them limit what was kept."""

    where: str
    words: str
    limiting: list[str]


class MemberRow(TypedDict):
    """A member of a family and how it stands to the reference; ``statement`` is None where no statement covers it."""

    file: str
    id: str
    article: int
    statement: str | None
    content: Offsets
    words: str
    speaker: str | None
    outlet: str | None
    published: str | None
    relations: list[str]
    changes: list[ChangeRow]
    cuts: list[CutRow]


class QuotationRow(TypedDict):
    """A quotation family: the reference first, then the members by date.

    ``origins`` counts articles, reprints of one text once; ``earliest`` is when the first of them came out.
    """

    id: str
    speaker: str | None
    person_id: str | None
    articles: int
    origins: int
    earliest: str | None
    words: str
    members: list[MemberRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedQuotations:
    """Which families to give: those that fit every field that is not None or False.

    ``speaker`` is a part of a member's speaker's name, in any case; ``altered`` asks for those with a member that is
    altered, spliced or given to somebody else.
    """

    speaker: str | None = None
    altered: bool = False


GRAVE = ("other-speaker", "altered", "spliced")
MEMBERS = """
SELECT u.number, u.id AS utterance, u.start, u.end, u.article AS number_of_article, s.number AS statement_number,
       s.id AS statement, s.kind, s.person, p.name AS speaker, a.place, a.outlet, a.published, a.reprint_of,
       d.number AS document_number, d.id, d.file, m.relations
FROM (SELECT :reference AS wording, NULL AS relations
      UNION ALL SELECT wording, relations FROM members WHERE reference = :reference) m
JOIN utterances u ON u.wording = m.wording
JOIN articles a ON a.number = u.article JOIN documents d ON d.number = a.document
LEFT JOIN statements s ON s.number = u.statement LEFT JOIN people p ON p.id = s.person
ORDER BY coalesce(a.published, '9999'), d.id, a.place, u.start, u.id
"""
FAMILIES = """
SELECT w.number FROM wordings w WHERE w.reference = 1 AND (SELECT count(DISTINCT u.article) FROM utterances u
    WHERE u.wording IN (SELECT w.number UNION ALL SELECT m.wording FROM members m WHERE m.reference = w.number)) > 1
ORDER BY w.published, w.id
"""


def quotations(db: sqlite3.Connection, wanted: WantedQuotations) -> Iterator[QuotationRow]:
    """Yield the families of two articles or more that are wanted, the earliest first."""
    for (reference,) in db.execute(FAMILIES).fetchall():
        rows = list(select(db, MEMBERS, {"reference": reference}))
        if wanted.altered and not any(relation in (row["relations"] or "") for row in rows for relation in GRAVE):
            continue
        speaker = (wanted.speaker or "").casefold()
        if speaker and not any(speaker in (row["speaker"] or "").casefold() for row in rows):
            continue
        yield _family(db, rows)


def _family(db: sqlite3.Connection, rows: list[sqlite3.Row]) -> QuotationRow:
    reference = next(row for row in rows if row["relations"] is None)
    model = _Words(db, reference)
    members = [_member(db, row, model) for row in rows if row is not reference]
    return QuotationRow(
        id=rows[0]["utterance"],
        speaker=reference["speaker"],
        person_id=reference["person"],
        articles=len({row["number_of_article"] for row in rows}),
        origins=len({row["reprint_of"] or row["number_of_article"] for row in rows}),
        earliest=rows[0]["published"],
        words=model.words,
        members=[_member(db, reference, model), *members],
    )


class _Words:
    """A member's words: as they are shown, and as they are compared."""

    def __init__(self, db: sqlite3.Connection, row: sqlite3.Row) -> None:
        self.text = text_of(db, row["document_number"])
        self.content = [Span(row["start"], row["end"])]
        if row["statement"] is not None:
            spans = db.execute(
                "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'content' ORDER BY rowid",
                [row["statement_number"]],
            )
            self.content = [Span(*span) for span in spans]
        self.words = words_of(self.text, self.content)
        self.kind = row["kind"]

    def against(self, other: _Words) -> Comparison:
        """Compare these words with another's: those in marks, where one has more than these."""
        return compared(*(wording(one.text, one.compared(both=one.kind == other.kind)) for one in (self, other)))

    def compared(self, *, both: bool) -> list[Span]:
        """Return the spans that are compared."""
        if both or self.kind is None:
            return self.content
        return list(wordings.verbatim(self.text, self.kind, self.content)[1])


def _member(db: sqlite3.Connection, row: sqlite3.Row, model: _Words) -> MemberRow:
    own = _Words(db, row)
    relations = (row["relations"] or "").split()
    found = own.against(model)
    if not relations:
        relations = ["typography" if found.typography else "identical"]
    verbatim = not {"paraphrased", "spliced"} & set(relations)
    return MemberRow(
        file=row["file"],
        id=row["id"],
        article=row["place"],
        statement=row["statement"],
        content=[list(span) for span in own.content],
        words=own.words,
        speaker=row["speaker"],
        outlet=row["outlet"],
        published=row["published"],
        relations=relations,
        changes=[ChangeRow(change=one.change, ours=one.ours, theirs=one.theirs) for one in found.changes]
        if verbatim
        else [],
        cuts=[CutRow(where=one.where, words=one.words, limiting=list(one.limiting)) for one in found.cuts]
        if verbatim
        else [],
    )
