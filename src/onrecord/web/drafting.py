"""A draft as it was checked: its text in runs, the quotations marked, and beside each what is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypedDict

from onrecord.check import FINDINGS, Finding, Match
from onrecord.reports import wording
from onrecord.terms import Span
from onrecord.web.pages import address

if TYPE_CHECKING:
    from onrecord.checking import Checked

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
"""Lines that follow one another with none between them that is empty."""


class DraftRun(TypedDict):
    """Words of a draft; ``finding`` is the number of the quotation that they belong to, from 1, None outside of all."""

    words: str
    finding: int | None


class DraftBlock(TypedDict):
    """A paragraph of a draft, and the numbers of the quotations that begin in it."""

    runs: list[DraftRun]
    findings: list[int]


class Differing(TypedDict):
    """Some words, and whether they differ from the other side's."""

    words: str
    differs: bool


class Source(TypedDict):
    """Where the words of a quotation stand: what is said there, in which article, and the pages that show that and its
    original, None of what an earlier revision had.
    """

    theirs: list[Differing]
    where: str
    shown: str
    original: str | None


class Verdict(TypedDict):
    """What is to be said of a quotation: its row as ``onrecord check --json`` gives it, and the same in words.

    ``grade`` is look (something to look at), open (not checked, or left out with a reason) or fine; ``sources`` are in
    the order of the row's matches.
    """

    number: int
    grade: str
    label: str
    row: dict[str, Any]
    ours: list[Differing]
    sources: list[Source]


class Draft(TypedDict):
    """A draft that was checked; ``counts`` says in words how many quotations have which verdict."""

    file: str
    counts: str
    blocks: list[DraftBlock]
    verdicts: list[Verdict]


def draft(checked: Checked) -> Draft:
    """Return a draft that was checked in the form of its page."""
    from onrecord.reports.rows import rows  # here, since the model's libraries take half a second to load

    return Draft(
        file=checked.file,
        counts=wording.counted(checked.counts),
        blocks=list(_blocks(checked)),
        verdicts=[
            Verdict(
                number=number,
                grade=_grade(found),
                label=wording.label(found),
                row=row,
                ours=[Differing(words=one.words, differs=one.differs) for one in wording.ours(found)],
                sources=[_source(found, match) for match in found.matches],
            )
            for number, (found, row) in enumerate(zip(checked.findings, rows(checked), strict=True), 1)
        ],
    )


def _grade(found: Finding) -> str:
    if found.quotation.ignored is not None or found.verdicts[0] == "unchecked":
        return "open"
    return "look" if found.verdicts[0] in FINDINGS else "fine"


def _source(found: Finding, match: Match) -> Source:
    passage = match.passage
    at = ",".join(f"{start}-{end}" for start, end in match.content) if passage.current else None
    return Source(
        theirs=[Differing(words=one.words, differs=one.differs) for one in wording.theirs(found, match)],
        where=wording.where(match) or passage.file,
        shown=address("/article", id=passage.id, article=passage.article or None, at=at),
        original=at and address("/original", id=passage.id, article=passage.article or None, at=at),
    )


def _blocks(checked: Checked) -> Iterator[DraftBlock]:
    text = checked.text
    marked = [(span, n) for n, found in enumerate(checked.findings, 1) for span in found.quotation.spans]
    begins = [(found.quotation.span.start, n) for n, found in enumerate(checked.findings, 1)]
    for paragraph in PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        runs = list(_runs(text, Span(start, end), marked))
        yield DraftBlock(runs=runs, findings=[n for at, n in begins if start <= at < end])


def _runs(text: str, span: Span, marked: list[tuple[Span, int]]) -> Iterator[DraftRun]:
    inside = [(one, n) for one, n in marked if one.start < span.end and span.start < one.end]
    edges = {edge for one, _ in inside for edge in one if span.start < edge < span.end} | {span.start, span.end}
    for start, end in pairwise(sorted(edges)):
        number = next((n for one, n in inside if one.start <= start < one.end), None)
        yield DraftRun(words=text[start:end], finding=number)
