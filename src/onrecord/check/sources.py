"""Passages of sources: what of an article is given as verbatim, by whom, and what is its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from onrecord.check.marks import owner_of, unmarked
from onrecord.compare import Wording, wording
from onrecord.terms import CLOSES, Kind, Span

_wording = lru_cache(4096)(wording)
"""A draft comes back to the same passages, and a passage has the same words in several ways."""
AROUND = 160
"""Characters shown before and after a match."""
TORN = 600
"""Characters within which a quotation that is torn over lines is closed."""


class Said(NamedTuple):
    """A statement of a source: by whom, and how sure that is."""

    kind: Kind
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    speaker: str | None
    sure: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of an article in which words of a quotation may stand, and what is known of them.

    ``marks`` are what stands in quotation marks there, marks included; ``parts`` block quotes and turns. ``current``
    says whether the source still has this text, ``origin`` is the same for all revisions of it.
    """

    file: str
    id: str
    article: int
    title: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: str | None
    primary: bool
    current: bool
    origin: int
    text: str
    paragraphs: tuple[tuple[Span, ...], ...]
    statements: tuple[Said, ...]
    marks: tuple[Span, ...]
    parts: tuple[Span, ...]
    damaged: tuple[Span, ...]
    number: int = 0
    """The article's number in the record."""


class Unit(NamedTuple):
    """Words of a passage that belong together: an utterance, a report of one, or a paragraph of the article's own."""

    text: str
    spans: tuple[Span, ...]
    verbatim: bool
    speaker: str | None
    sure: float
    named: str
    """The words that name who speaks."""
    reported: bool = False

    @property
    def wording(self) -> Wording:
        """The words as they are compared."""
        return _wording(self.text, self.spans)


def units(passage: Passage, holds: Callable[[str], bool]) -> Iterator[Unit]:
    """Yield what can be quoted of a passage, utterances first.

    Args:
        passage: of a source.
        holds: says of words, in small letters, whether they are worth comparing.
    """
    seen: set[tuple[Span, ...]] = set()
    for unit in (*_utterances(passage), *_torn(passage), *_statements(passage), *_own(passage)):
        if unit.spans not in seen:
            seen.add(unit.spans)
            plain = " ".join(unit.text[start:end] for start, end in unit.spans).casefold()
            if holds(plain) and unit.wording.words:
                yield unit


def _utterances(passage: Passage) -> Iterator[Unit]:
    """Yield what is quoted in each paragraph by one speaker, and in the next where it goes on there."""
    run: list[Span] = []
    owner: Said | None = None
    goes_on = False
    for paragraph in passage.paragraphs:
        first, last = paragraph[0].start, paragraph[-1].end
        inside = [mark for mark in passage.marks if first <= mark.start < last]
        for number, mark in enumerate(inside):
            said = owner_of(mark, passage.statements)
            together = goes_on if number == 0 else not _differ(owner, said)
            if run and not together:
                yield _unit(passage, run, True, owner)
                run, owner = [], None
            run.append(unmarked(passage.text, mark))
            owner = owner if owner is not None and owner.speaker else said or owner
        goes_on = bool(inside) and inside[-1].end >= last and not _closed(passage.text, inside[-1])
        if run and not goes_on:
            yield _unit(passage, run, True, owner)
            run, owner = [], None
    if run:
        yield _unit(passage, run, True, owner)


def _torn(passage: Passage) -> Iterator[Unit]:
    """Yield what lines torn apart as paragraphs held: from a mark that is not closed in its own to where it is."""
    text = passage.text
    for mark in passage.marks:
        opening = text[mark.start]
        closing = [one for one in CLOSES.get(opening, ()) if one != opening or one == '"']
        if not closing or _closed(text, mark):
            continue
        edges = "".join({opening, *closing})
        found = re.search(f"[{re.escape(edges)}]", text[mark.end : mark.end + TORN])
        if found and found[0] in closing:
            end = mark.end + found.start()
            lines = (span for paragraph in passage.paragraphs for span in paragraph)
            rest = [Span(max(s, mark.end), min(e, end)) for s, e in lines if s < end and mark.end < e]
            run = [unmarked(text, mark), *(span for span in rest if text[slice(*span)].strip())]
            yield _unit(passage, run, True, _owner(passage, run))


def _owner(passage: Passage, run: Sequence[Span]) -> Said | None:
    """Return whose statement holds the longest part of a run, of those with a speaker where any has one."""
    pairs = [(span.end - span.start, -n, owner_of(span, passage.statements)) for n, span in enumerate(run)]
    known = [pair for pair in pairs if pair[2] is not None and pair[2].speaker]
    return max(known or pairs, key=lambda pair: pair[:2])[2]


def _statements(passage: Passage) -> Iterator[Unit]:
    """Yield the statements: those given as verbatim over all their parts, and reports."""
    for said in passage.statements:
        if said.kind == "direct":
            yield _unit(passage, [unmarked(passage.text, span) for span in said.content], True, said)
        else:
            yield _unit(passage, said.content, passage.primary, said)._replace(reported=True)
    for part in passage.parts:
        inside = [span for paragraph in passage.paragraphs for span in paragraph if part.start <= span.start < part.end]
        if inside:
            yield _unit(passage, inside, True, owner_of(part, passage.statements))


def _own(passage: Passage) -> Iterator[Unit]:
    for paragraph in passage.paragraphs:
        yield Unit(passage.text, paragraph, passage.primary, None, 0.0, "")


def _unit(passage: Passage, spans: Sequence[Span], verbatim: bool, said: Said | None) -> Unit:
    if said is None:
        return Unit(passage.text, tuple(spans), verbatim, None, 0.0, "")
    named = " ".join(passage.text[start:end] for start, end in said.source)
    return Unit(passage.text, tuple(spans), verbatim, said.speaker, said.sure, named)


def _differ(one: Said | None, other: Said | None) -> bool:
    return bool(one and other and one.speaker and other.speaker and one.speaker != other.speaker)


def _closed(text: str, mark: Span) -> bool:
    return unmarked(text, mark).end < mark.end


def around(passage: Passage, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after a place, from its paragraph."""
    for paragraph in passage.paragraphs:
        if paragraph[0].start <= start <= paragraph[-1].end:
            before = passage.text[max(paragraph[0].start, start - AROUND) : start]
            break
    else:
        before = passage.text[max(0, start - AROUND) : start]
    last = max((p[-1].end for p in passage.paragraphs if p[0].start <= end <= p[-1].end), default=end + AROUND)
    after = passage.text[end : min(last, end + AROUND)]
    return _whole(before, first=False), _whole(after, first=True)


def _whole(words: str, *, first: bool) -> str:
    """Return words as one line without a word that is cut where they are as long as they may be."""
    if len(words) >= AROUND:
        words = re.sub(r"\s\S*$", " …", words) if first else re.sub(r"^\S*\s", "… ", words)
    return " ".join(words.split())


def passage_text(passage: Passage) -> str:
    """Return the passage's paragraphs as one text."""
    return "\n".join(" ".join(passage.text[start:end] for start, end in paragraph) for paragraph in passage.paragraphs)
