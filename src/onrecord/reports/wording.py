"""What a check found, in words, and where the words of both sides differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.check import Finding, Match, Verdict
from onrecord.terms import Span

CAUTION = "On record means that a source has it so: not that it is true, current or complete."
LABELS: dict[Verdict, str] = {
    "not-on-record": "not on record",
    "altered": "altered",
    "joined": "joined from several places",
    "other-speaker": "other speaker",
    "paraphrase-as-quotation": "a report given as a quotation",
    "cut-middle": "words left out without a mark",
    "cut-start": "cut at the start, after words that limit it",
    "cut-end": "cut at the end, before words that limit it",
    "ellipsis-hides": "ellipsis hides words that limit it",
    "other-date": "other date",
    "source-changed": "source has changed since",
    "several": "fits different utterances",
    "source-damaged": "source is damaged here",
    "unchecked": "could not be checked",
    "typography": "as on record but for typography",
    "identical": "as on record",
}
"""What each verdict is called for people."""


class Piece(NamedTuple):
    """Some words, and whether they differ from the other side's."""

    words: str
    differs: bool


def label(found: Finding) -> str:
    """Return the verdicts in words, the gravest first."""
    names = [LABELS[verdict] for verdict in found.verdicts]
    kinds = ", ".join(dict.fromkeys(change.change for change in found.changes if not change.customary))
    if kinds and found.verdicts[0] in ("altered", "paraphrase-as-quotation"):
        names[0] += f" ({kinds})"
    if found.figures:
        names.append("another figure beside it")
    if found.quotation.ignored is not None:
        names.insert(0, f"ignored: {found.quotation.ignored or 'no reason given'}")
    return "; ".join(names)


def ours(found: Finding) -> list[Piece]:
    """Return the draft's words in pieces, those that differ marked."""
    marked = [change.ours_span for change in found.changes]
    return list(_pieces(found.quotation.text, found.quotation.spans, marked))


def theirs(found: Finding, match: Match) -> list[Piece]:
    """Return a source's words in pieces, those that differ from the draft's marked; of the first match only."""
    first = found.matches and found.matches[0] is match
    marked = [change.theirs_span for change in found.changes] if first else []
    marked += [cut.span for cut in found.cuts if cut.where == "middle"] if first else []
    return list(_pieces(match.passage.text, match.content, marked))


def where(match: Match) -> str:
    """Return which article a match stands in."""
    passage = match.passage
    parts = [passage.outlet, passage.published, passage.title, "primary source" if passage.primary else None]
    return ", ".join(part for part in parts if part)


def counted(counts: dict[str, int]) -> str:
    """Return how many quotations have which verdict, in words."""
    return ", ".join(f"{number} {_name(verdict)}" for verdict, number in counts.items())


def _name(verdict: str) -> str:
    names: dict[str, str] = dict(LABELS.items())
    return names.get(verdict, verdict)


def _pieces(text: str, spans: Sequence[Span], marked: Iterable[Span]) -> Iterator[Piece]:
    inside = sorted(set(marked))
    for n, (start, end) in enumerate(spans):
        if n:
            yield Piece(" … " if text[spans[n - 1].end : start].strip() else " ", False)
        edges = {start, end, *(edge for span in inside for edge in span if start < edge < end)}
        points = sorted(edges)
        for first, last in pairwise(points):
            differs = any(s <= first and last <= e for s, e in inside)
            yield Piece(text[first:last], differs)
