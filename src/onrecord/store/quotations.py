"""Quotation families as rows in the form of the documented JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TypedDict

from onrecord.compare import Comparison, compared, wording
from onrecord.compare.align import Run
from onrecord.compare.words import Wording
from onrecord.link import wordings
from onrecord.store import read, tallies
from onrecord.store.rows import select, text_of
from onrecord.store.schema import NotOnRecord
from onrecord.store.statements import GRAVE, Offsets
from onrecord.store.words import words_of
from onrecord.terms import Kind, Span


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


class Piece(TypedDict):
    """Words that a member and the reference have both ("same", or "moved" to another place), or one of them alone."""

    kind: str
    words: str


class MemberRow(TypedDict):
    """A member of a family and how it stands to the reference; ``statement`` and its ``standing`` are None where no
    statement covers it.

    ``difference`` is read word by word: empty where nothing differs, or where no words are taken over.
    """

    file: str
    id: str
    article: int
    statement: str | None
    content: Offsets
    words: str
    speaker: str | None
    standing: str | None
    outlet: str | None
    published: str | None
    relations: list[str]
    changes: list[ChangeRow]
    cuts: list[CutRow]
    difference: list[Piece]


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


OWN_WORDS = {"paraphrased", "same-occasion"}
"""Relations of what is not told in the reference's words."""
UTTERANCES = """
SELECT u.number, u.id AS utterance, u.start, u.end, u.wording, u.article AS number_of_article,
       s.number AS statement_number, s.id AS statement, s.kind, s.person, s.standing, p.name AS speaker,
       a.place, a.outlet, a.published, a.reprint_of, d.number AS document_number, d.id, d.file, {relations} AS relations
FROM {source} JOIN articles a ON a.number = u.article JOIN documents d ON d.number = a.document
LEFT JOIN statements s ON s.number = u.statement LEFT JOIN people p ON p.id = s.person
{where} ORDER BY coalesce(a.published, '9999'), d.id, a.place, u.start, u.id
"""
MEMBERS = UTTERANCES.format(
    relations="m.relations",
    source="(SELECT :reference AS wording, NULL AS relations"
    " UNION ALL SELECT wording, relations FROM families WHERE reference = :reference) m"
    " JOIN utterances u ON u.wording = m.wording",
    where="",
)
BY_ID = "SELECT wording FROM utterances WHERE id = ?"
FAMILIES = """
WITH held AS (
    SELECT number AS reference, number AS wording FROM wordings
        WHERE reference = 1 AND number NOT IN (SELECT was FROM joined)
    UNION ALL SELECT reference, wording FROM families)
SELECT h.reference FROM held h JOIN utterances u ON u.wording = h.wording JOIN articles a ON a.number = u.article
    JOIN wordings w ON w.number = h.reference
GROUP BY h.reference HAVING count(DISTINCT u.article) > 1
ORDER BY count(DISTINCT coalesce(a.reprint_of, a.number)) = 1, w.published, w.id
"""
IN_ORDER = "ORDER BY alone, published, id"
SAID_BY = """
WITH own AS (SELECT number FROM wordings WHERE person IN ({people}))
SELECT number FROM own UNION SELECT reference FROM families WHERE wording IN own
"""


def quotations(db: sqlite3.Connection, wanted: WantedQuotations) -> Iterator[QuotationRow]:
    """Yield the families of two articles or more that are wanted: those of several origins first, then what an article
    and its own reprints have; of each the earliest first.
    """
    if tallies.families_counted(db):
        listed, people = _listed(db, wanted)
        for (reference,) in db.execute(f"SELECT reference {listed} {IN_ORDER}", people).fetchall():
            yield family(db, members(db, reference))
        return
    for (reference,) in db.execute(FAMILIES).fetchall():
        rows = members(db, reference)
        if wanted.altered and not any(relation in (row["relations"] or "") for row in rows for relation in GRAVE):
            continue
        speaker = (wanted.speaker or "").casefold()
        if speaker and not any(speaker in (row["speaker"] or "").casefold() for row in rows):
            continue
        yield family(db, rows)


def some(db: sqlite3.Connection, wanted: WantedQuotations, *, skip: int, most: int) -> tuple[list[QuotationRow], int]:
    """Return some of the families that ``quotations`` yields, in that order, and how many there are in all."""
    if not tallies.families_counted(db):
        rows = list(quotations(db, wanted))
        return rows[skip : skip + most], len(rows)
    listed, people = _listed(db, wanted)
    if wanted.speaker:
        found = [reference for (reference,) in db.execute(f"SELECT reference {listed} {IN_ORDER}", people)]
        total, found = len(found), found[skip:][: most if most >= 0 else None]
    else:
        (total,) = db.execute(f"SELECT count(*) {listed}").fetchone()
        page = f"SELECT reference {listed} {IN_ORDER} LIMIT {most:d} OFFSET {skip:d}"
        found = [reference for (reference,) in db.execute(page)]
    return [family(db, members(db, reference)) for reference in found], total


def _listed(db: sqlite3.Connection, wanted: WantedQuotations) -> tuple[str, list[str]]:
    """Return which of the families that were counted are wanted, as SQL, and whose ids it takes."""
    listed = f"FROM listed_families WHERE {'grave' if wanted.altered else '1'}"
    if not wanted.speaker:
        return listed, []
    people = read.called(db, wanted.speaker)
    return f"{listed} AND reference IN ({SAID_BY.format(people=', '.join('?' * len(people)))})", people


def quotation(db: sqlite3.Connection, id: str) -> QuotationRow:
    """Return a family by its id, or by the id of any utterance in it.

    Raises:
        NotOnRecord: there is none.
    """
    found = [rows for (wording,) in db.execute(BY_ID, [id]).fetchall() for rows in _families(db, wording)]
    if not found:
        raise NotOnRecord(f"no quotation on record has the id {id!r}: the list of quotations has all there are")
    return family(db, next((rows for rows in found if rows[0]["utterance"] == id), found[0]))


def of_statement(db: sqlite3.Connection, id: str) -> list[QuotationRow]:
    """Return the families that a statement belongs to."""
    statement = "SELECT DISTINCT u.wording FROM utterances u JOIN statements s ON s.number = u.statement WHERE s.id = ?"
    return [
        family(db, rows) for (wording,) in db.execute(statement, [id]).fetchall() for rows in _families(db, wording)
    ]


def of_article(db: sqlite3.Connection, article: int) -> dict[str, tuple[str, int]]:
    """Return for the statements of an article that others have too the family's id, and in how many articles it is."""
    rows = db.execute(
        "SELECT s.id, u.wording FROM utterances u JOIN statements s ON s.number = u.statement WHERE u.article = ?",
        [article],
    )
    found: dict[str, tuple[str, int]] = {}
    for statement, number in rows.fetchall():
        for family in _families(db, number):
            found.setdefault(statement, (family[0]["utterance"], len({row["number_of_article"] for row in family})))
    return found


def _families(db: sqlite3.Connection, wording: int) -> Iterator[list[sqlite3.Row]]:
    """Yield the families of two articles or more that have a wording, as the reference or not."""
    for reference in family_of(db, wording):
        rows = members(db, reference)
        if len({row["number_of_article"] for row in rows}) > 1:
            yield rows


def family_of(db: sqlite3.Connection, wording: int) -> list[int]:
    """Return the references whose families a wording belongs to, itself where that is one or where it is alone."""
    rows = db.execute(
        "SELECT reference FROM families WHERE wording = :wording UNION SELECT number FROM wordings"
        " WHERE number = :wording AND reference = 1 AND number NOT IN (SELECT was FROM joined) ORDER BY 1",
        {"wording": wording},
    )
    return [number for (number,) in rows] or [wording]


def members(db: sqlite3.Connection, reference: int) -> list[sqlite3.Row]:
    """Return the utterances of a family, the earliest first; those of its reference have None for relations."""
    return list(select(db, MEMBERS, {"reference": reference}))


def family(db: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> QuotationRow:
    """Return a family by its utterances."""
    reference = next(row for row in rows if row["relations"] is None)
    model = Words.of(db, reference)
    others = [member(db, row, model) for row in rows if row is not reference]
    return QuotationRow(
        id=rows[0]["utterance"],
        speaker=reference["speaker"],
        person_id=reference["person"],
        articles=len({row["number_of_article"] for row in rows}),
        origins=len({row["reprint_of"] or row["number_of_article"] for row in rows}),
        earliest=rows[0]["published"],
        words=model.words,
        members=[member(db, reference, model), *others],
    )


@dataclass(frozen=True)
class Words:
    """An utterance's words: where they stand in a text, and of which kind its statement is, None of none."""

    text: str
    content: tuple[Span, ...]
    kind: Kind | None

    @classmethod
    def of(cls, db: sqlite3.Connection, row: sqlite3.Row) -> Words:
        """Return an utterance's words."""
        text = text_of(db, row["document_number"])
        if row["statement"] is None:
            return cls(text, (Span(row["start"], row["end"]),), None)
        spans = db.execute(
            "SELECT start, end FROM statement_spans WHERE statement = ? AND role = 'content' ORDER BY rowid",
            [row["statement_number"]],
        )
        return cls(text, tuple(Span(*span) for span in spans), row["kind"])

    @property
    def words(self) -> str:
        """The words as one line."""
        return words_of(self.text, self.content)

    @property
    def written(self) -> tuple[str, ...]:
        """The words as they stand there, marks and all."""
        return tuple(self.text[start:end] for start, end in self.content)

    def against(self, other: Words) -> Comparison:
        """Compare these words with another's; of a mixed statement those in marks, unless the other is mixed too."""
        both = self.kind == other.kind
        return compared(*(_wording(one.text, one.content if both else one.verbatim) for one in (self, other)))

    @property
    def verbatim(self) -> tuple[Span, ...]:
        """The spans that are given as verbatim, or all."""
        return self.content if self.kind is None else wordings.verbatim(self.text, self.kind, self.content)[1]


_wording = lru_cache(512)(wording)
"""A reference is compared with each of its members."""


def member(db: sqlite3.Connection, row: sqlite3.Row, model: Words, *, longer: bool = False) -> MemberRow:
    """Return an utterance and how it stands to a reference's words.

    Args:
        db: the record.
        row: the utterance.
        model: the reference's words.
        longer: whether it may go on before and after these, which is then no difference.
    """
    own = Words.of(db, row)
    relations = (row["relations"] or "").split()
    found = None
    if longer or relations or (own.kind, own.written) != (model.kind, model.written):
        found = own.against(model)
    if longer and found is not None:
        found = _trimmed(own, found)
        relations = [relation for relation in found.relations if relation in ("altered", "truncated")]
    if not relations:
        relations = ["typography" if found is not None and found.typography else "identical"]
    differs = found is not None and not {*OWN_WORDS, "spliced"} & set(relations)
    return MemberRow(
        file=row["file"],
        id=row["id"],
        article=row["place"],
        statement=row["statement"],
        content=[list(span) for span in own.content],
        words=own.words,
        speaker=row["speaker"],
        standing=row["standing"],
        outlet=row["outlet"],
        published=row["published"],
        relations=relations,
        changes=[
            ChangeRow(change=one.change, ours=one.ours, theirs=one.theirs)
            for one in (found.changes if found is not None and differs else ())
        ],
        cuts=[
            CutRow(where=one.where, words=one.words, limiting=list(one.limiting))
            for one in (found.cuts if found is not None and differs else ())
        ],
        difference=[] if found is None else _difference(found, relations),
    )


def _trimmed(own: Words, found: Comparison) -> Comparison:
    """Compare anew without the words before and after those that stand for the reference's."""
    runs = (*found.alignment.runs, *found.alignment.moved)
    if not runs:
        return found
    first, last = min(runs), max(runs, key=lambda run: run.end)
    before, after = first.other_start, len(found.theirs.words) - last.other_end
    start, end = found.ours.span(max(0, first.start - before), min(len(found.ours.words), last.end + after))
    inside = tuple(Span(max(s, start), min(e, end)) for s, e in own.content if s < end and start < e)
    return compared(wording(own.text, inside), found.theirs)


def _difference(found: Comparison, relations: Sequence[str]) -> list[Piece]:
    """Return where the words differ; of what is spliced not what another reference has, which has its own beside it."""
    if OWN_WORDS & set(relations) or not (found.changes or found.cuts):
        return []
    return [piece for piece in pieces(found) if piece["kind"] != "theirs" or "spliced" not in relations]


def pieces(found: Comparison) -> list[Piece]:
    """Return two wordings as one text: what both have, and in its place what one of them alone has."""
    ours, theirs, alignment = found.ours, found.theirs, found.alignment
    here = {n: "moved" for run in alignment.moved for n in range(run.start, run.end)}
    there = {n for run in alignment.moved for n in range(run.other_start, run.other_end)}
    out: list[Piece] = []

    def add(kind: str, words: str) -> None:
        if words:
            out.append(Piece(kind=kind, words=words))

    def alone(start: int, end: int, other_start: int, other_end: int) -> None:
        for first, last in _stretches(n for n in range(other_start, other_end) if n not in there):
            add("theirs", theirs.said(first, last))
        for kind in ("ours", "moved"):
            for first, last in _stretches(n for n in range(start, end) if here.get(n, "ours") == kind):
                add(kind, ours.said(first, last))

    at, other_at = 0, 0
    runs = _adjoined(alignment.runs)
    for run, following in zip_longest(runs, runs[1:]):
        alone(at, run.start, other_at, run.other_start)
        add("same", ours.said(*_unshown(ours, run, following)))
        at, other_at = run.end, run.other_end
    alone(at, len(ours.words), other_at, len(theirs.words))
    return _merged(out)


def _adjoined(runs: Iterable[Run]) -> list[Run]:
    """Return runs with those made one between which no word stands: what else does, an ellipsis, is shown then."""
    found: list[Run] = []
    for run in runs:
        if found and (found[-1].end, found[-1].other_end) == (run.start, run.other_start):
            found[-1] = found[-1]._replace(end=run.end, other_end=run.other_end)
        else:
            found.append(run)
    return found


def _unshown(ours: Wording, run: Run, following: Run | None) -> tuple[int, int]:
    """Return a run without the parts of a contraction that is shown whole before it, or with what differs after it."""
    start, end, words = run.start, run.end, ours.words
    while 0 < start < end and words[start].start == words[start - 1].start:
        start += 1
    until = following.start if following else len(words)
    while start < end < until and words[end].start == words[end - 1].start:
        end -= 1
    return start, end


def _stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges of numbers that follow one another."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = number
        elif number != last:
            yield first, last
            first = number
        last = number + 1
    if first is not None and last is not None:
        yield first, last


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1]["kind"] == piece["kind"]:
            out[-1]["words"] += " " + piece["words"]
        else:
            out.append(piece)
    return out
