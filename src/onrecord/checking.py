"""Checking: a draft -> its quotations -> passages on record that may hold them -> verdicts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.check import FINDINGS, Finding, Passage, Quotation, judged, probes
from onrecord.check.damage import is_noisy
from onrecord.check.dictionary import is_word
from onrecord.check.quotations import wording_of
from onrecord.check.sources import Said
from onrecord.drafts import drafted
from onrecord.extract.quotes import quoted
from onrecord.read.language import UNKNOWN, detected, named
from onrecord.store import passages
from onrecord.terms import Article, Document, Span

ARTICLES = 12
"""Articles that one quotation is held against: those that have most of its phrases."""
LEFT = 8
"""Articles looked at besides where none of these has the words: those with most of its rare words."""
FEW = 3
"""Words that differ from which on others may be meant than those that were found."""
KEPT = 512
"""Articles kept in memory, since a draft comes back to the same."""


class Checked(NamedTuple):
    """A draft, and what is to be said of each of its quotations, in the order of its text."""

    file: str
    text: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many quotations have which verdict as their gravest; those ignored are counted so."""
        names = ["ignored" if one.quotation.ignored else one.verdicts[0] for one in self.findings]
        return {name: names.count(name) for name in dict.fromkeys(names)}


def check(db: sqlite3.Connection, draft: Document) -> Checked:
    """Hold every quotation of a draft against the record."""
    sources = Sources(db)
    found = [_checked(quotation, sources) for quotation in drafted(draft)]
    return Checked(draft.file, draft.text, tuple(sorted(found, key=lambda one: one.quotation.span)))


def _checked(quotation: Quotation, sources: Sources) -> Finding:
    """Say what is to be said of one quotation; what is ignored is looked up all the same, so that the reason can be
    weighed.
    """
    for look in (sources.near, sources.beside, sources.far):
        found = judged(quotation, look(quotation), is_word, sources.is_noisy)
        if not _is_doubtful(found):
            break
    if found.verdicts == ("not-on-record",):
        language = detected(quotation.words)
        if language not in ("en", UNKNOWN):
            note = f"reads as {named(language)}: only English is compared"
            return replace(found, verdicts=("unchecked",), note=note, matches=())
    return found


def _is_doubtful(found: Finding) -> bool:
    """Say whether another source may have more of a quotation than those that were looked at."""
    ranges = {(*change.ours_words, *change.theirs_words) for change in found.changes if not change.customary}
    several = sum(max(end - start, last - first) for start, end, first, last in ranges) > FEW
    return several or found.verdicts[0] in ("not-on-record", "joined", "paraphrase-as-quotation")


def is_finding(found: Finding, *, strict: bool = False) -> bool:
    """Say whether there is something to look at, a figure beside it that differs also; ignores with a reason are not,
    and with "strict" typography and what could not be checked is.
    """
    if found.quotation.ignored:
        return False
    return found.verdicts[0] in FINDINGS or bool(found.figures) or (strict and found.verdicts[0] != "identical")


class Told(NamedTuple):
    """What is known of an article besides its text."""

    said: tuple[Said, ...]
    marks: tuple[Span, ...]
    parts: tuple[Span, ...]
    damaged: tuple[Span, ...]


class Sources:
    """The record as passages: looked up, and kept while a draft is checked."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._holding = lru_cache(KEPT)(self._read)
        self._told = lru_cache(KEPT)(self._tell)
        self._noisy = cache(self._noise)

    def near(self, quotation: Quotation) -> list[Passage]:
        """Return the passages that have the rarest of a quotation's phrases."""
        return self._passages(quotation, self._having(probes.leading(wording_of(quotation))))

    def beside(self, quotation: Quotation) -> list[Passage]:
        """Return those that have most of its phrases, besides."""
        ours = wording_of(quotation)
        near = self._having(probes.leading(ours))
        return self._passages(quotation, [*near, *self._having(probes.phrases(ours))])

    def far(self, quotation: Quotation) -> list[Passage]:
        """Return those that have the rarest of its words, wherever these stand, besides."""
        ours = wording_of(quotation)
        near = self._having(probes.phrases(ours))
        return self._passages(quotation, [*near, *passages.numbers_like(self.db, probes.telling(ours), LEFT)])

    def _having(self, phrases: Sequence[probes.Phrase]) -> list[int]:
        return passages.numbers_with(self.db, [phrase.words for phrase in phrases], ARTICLES)

    def is_noisy(self, passage: Passage) -> bool:
        """Say whether letters of a passage's article must have been misread."""
        return self._noisy(passage.number)

    def _noise(self, number: int) -> bool:
        holding, _ = self._holding(number)
        return is_noisy(" ".join(holding.text[s:e] for spans in holding.paragraphs for s, e in spans), is_word)

    def _passages(self, quotation: Quotation, numbers: Sequence[int]) -> list[Passage]:
        ours = wording_of(quotation)
        found = []
        for number in dict.fromkeys(numbers):
            holding, texts = self._holding(number)
            near = probes.paragraphs(texts, ours)
            if near:
                found.append(self._passage(holding, near))
        return found

    def _read(self, number: int) -> tuple[passages.Holding, tuple[str, ...]]:
        holding = passages.holding(self.db, number)
        text = holding.text
        return holding, tuple(" ".join(text[s:e] for s, e in spans).casefold() for spans in holding.paragraphs)

    def _tell(self, number: int) -> Told:
        holding, _ = self._holding(number)
        said = tuple(
            Said(one.kind, one.content, (*one.source, *one.cue), one.speaker, one.sure)
            for one in passages.spoken(self.db, number)
        )
        marks = quoted(holding.text, Article(holding.paragraphs))
        parts, damaged = passages.verbatim_parts(self.db, number), passages.damaged(self.db, number)
        return Told(said, marks, parts, damaged)

    def _passage(self, holding: passages.Holding, near: Sequence[int]) -> Passage:
        told = self._told(holding.number)
        paragraphs = tuple(holding.paragraphs[n] for n in near)
        reach = [(spans[0].start, spans[-1].end) for spans in paragraphs]

        def inside(start: int, end: int) -> bool:
            return any(first < end and start < last for first, last in reach)

        return Passage(
            file=holding.file,
            id=holding.id,
            article=holding.article,
            title=holding.title,
            authors=holding.authors,
            outlet=holding.outlet,
            published=holding.published,
            primary=holding.primary,
            current=holding.current,
            origin=holding.source,
            text=holding.text,
            paragraphs=paragraphs,
            statements=tuple(one for one in told.said if any(inside(*span) for span in one.content)),
            marks=tuple(mark for mark in told.marks if inside(*mark)),
            parts=tuple(part for part in told.parts if inside(*part)),
            damaged=told.damaged,
            number=holding.number,
        )
