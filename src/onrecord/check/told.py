"""What is said of a quotation: its verdicts, what shows them, and where its words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.check.figures import Figure, differing
from onrecord.check.held import Held
from onrecord.check.quotations import Quotation
from onrecord.check.sources import Passage, around, passage_text
from onrecord.compare import Change, Cut
from onrecord.terms import Span

Verdict = Literal[
    "not-on-record",
    "altered",
    "joined",
    "other-speaker",
    "paraphrase-as-quotation",
    "cut-middle",
    "cut-start",
    "cut-end",
    "ellipsis-hides",
    "other-date",
    "source-changed",
    "several",
    "source-damaged",
    "unchecked",
    "typography",
    "identical",
]
VERDICTS: tuple[Verdict, ...] = Verdict.__args__  # type: ignore[attr-defined]
"""The gravest first."""
FINDINGS: tuple[Verdict, ...] = VERDICTS[: VERDICTS.index("unchecked")]
"""Those that are something to look at; with "strict" unchecked and typography are too."""

BRIEF = 16
"""Words of a cut that a note shows."""


class Match(NamedTuple):
    """Where words of the quotation stand: the source's words as they are there, and those before and after."""

    passage: Passage
    content: tuple[Span, ...]
    words: str
    before: str
    after: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of a quotation: its verdicts, the gravest first, and what shows them.

    ``changes`` and ``cuts`` are against the first match. ``note`` is one or more sentences for the user.
    """

    quotation: Quotation
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...] = ()
    cuts: tuple[Cut, ...] = ()
    matches: tuple[Match, ...] = ()
    figures: tuple[Figure, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Told:
    """What has been found so far to be said."""

    verdicts: set[Verdict] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    changes: tuple[Change, ...] = ()
    cuts: list[Cut] = field(default_factory=list)

    def add(self, verdict: Verdict, note: str = "") -> None:
        """Add a verdict, and why."""
        self.verdicts.add(verdict)
        if note and note not in self.notes:
            self.notes.append(note)


def finding(quotation: Quotation, said: Told, told: Sequence[Held]) -> Finding:
    verdicts = tuple(sorted(said.verdicts, key=VERDICTS.index))
    matches = {(one.passage.id, one.passage.article, one.passage.current): _match(one) for one in reversed(told)}
    figures: tuple[Figure, ...] = ()
    if told and verdicts[0] != "not-on-record":
        first = next(reversed(matches.values()))
        figures = differing(quotation.beside, passage_text(first.passage), f"{first.before} {first.after}")
    for ours, theirs in figures:
        said.notes.append(f"beside it the draft has “{ours}”, the source “{theirs}”")
    return Finding(
        quotation,
        verdicts,
        said.changes,
        tuple(said.cuts),
        tuple(reversed(matches.values())),
        figures,
        "; ".join(said.notes),
    )


def _match(one: Held) -> Match:
    found = one.found
    touched = [(run.other_start, run.other_end) for run in (*found.alignment.runs, *found.alignment.moved)]
    touched += [change.theirs_words for change in one.changes]
    first, last = min(start for start, _ in touched), max(end for _, end in touched)
    start, end = found.theirs.span(first, last)
    content = tuple(Span(max(s, start), min(e, end)) for s, e in found.theirs.spans if s < end and start < e) or (
        Span(start, end),
    )
    words = _line(one.passage.text, content)
    before, after = around(one.passage, start, end)
    return Match(one.passage, content, words, before, after, one.unit.speaker)


def _line(text: str, spans: Sequence[Span]) -> str:
    """Return the words of spans as one line, " … " where other words stand between."""
    line = ""
    for n, (start, end) in enumerate(spans):
        gap = "" if not n else " … " if text[spans[n - 1].end : start].strip() else " "
        line += gap + " ".join(text[start:end].split())
    return line


def brief(words: str) -> str:
    line = words.split()
    return words if len(line) <= BRIEF else " ".join([*line[:BRIEF], "…"])
