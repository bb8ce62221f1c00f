"""A quotation held against all that passages say: what counts of the differences, and what is only damage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from onrecord.check.damage import IsWord, is_damage
from onrecord.check.people import same_person, surname
from onrecord.check.probes import may_hold
from onrecord.check.quotations import Quotation
from onrecord.check.sources import Passage, Unit, passage_text, units
from onrecord.compare import Change, Comparison, Gap, Wording, compared

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
ALIKE = 3
"""Stretches of three words that a part of something joined shares with its source at least: five words do."""
SURE = 0.7
"""How sure it must be whom a pronoun means for it to be evidence against somebody else whom the article names."""
LEAST = 3
"""Letters that a name broken off by damage still has."""


class Letters(NamedTuple):
    """What tells misread letters: whether some are a word, and whether a passage has many that are none."""

    is_word: IsWord
    is_noisy: Callable[[Passage], bool]


@dataclass(slots=True)
class Held:
    """A quotation held against one unit of one passage."""

    passage: Passage
    unit: Unit
    found: Comparison
    same: bool | None
    changes: tuple[Change, ...] = ()
    """Those that are neither customary nor damage."""
    damaged: bool = False
    distance: int = 0
    covered: float = 0.0

    @property
    def order(self) -> tuple[object, ...]:
        """What comes first: nearest words, then the named speaker, verbatim, primary, current, the earliest."""
        return (
            self.distance,
            self.damaged,
            {True: 0, None: 1, False: 2}[self.same],
            not self.unit.verbatim,
            not self.passage.primary,
            not self.passage.current,
            self.passage.published or "9999",
            self.passage.id,
            self.passage.article,
            -len(self.found.theirs.words),
        )


def held_against(quotation: Quotation, ours: Wording, passages: Sequence[Passage], letters: Letters) -> Iterator[Held]:
    """Yield the quotation held against all that each passage says; its own words where no verbatim ones do as well."""
    keys, stretches = _few(ours)
    for passage in passages:
        some = []
        for unit in units(passage, lambda words: may_hold(words, ours)):
            theirs, others = _few(unit.wording)
            if len(keys & theirs) * 3 >= len(keys) or len(stretches & others) >= ALIKE:
                one = Held(passage, unit, compared(ours, unit.wording), _same(quotation, unit))
                some.append(_weighed(one, letters))
        least = min((one.distance for one in some if one.unit.verbatim), default=len(keys))
        yield from (one for one in some if one.unit.verbatim or one.distance < least)


@lru_cache(1 << 14)
def _few(some: Wording) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """Return the words of a wording, and all three of them that stand side by side."""
    keys = some.keys
    return frozenset(keys), frozenset(zip(keys, keys[1:], keys[2:], strict=False))


def _weighed(one: Held, letters: Letters) -> Held:
    """Tell the changes that count from damage and from customary brackets, and count the words that they are about."""
    found, counted = one.found, []
    often = Counter(WORD.findall(passage_text(one.passage).casefold())) if found.changes else Counter()

    def known(word: str) -> bool:
        return letters.is_word(word) or often[word] > 1

    def damage(gap: Gap) -> bool:
        return is_damage(found, gap, one.passage.damaged, known, lambda: letters.is_noisy(one.passage))

    for change in found.changes:
        if change.customary:
            continue
        gap = Gap(*change.ours_words, *change.theirs_words)
        there = change.ours.casefold() == change.theirs.casefold()  # but were not taken for the article's own
        if there or (change.change != "order" and damage(gap)):
            one.damaged = True
        else:
            counted.append(change)
    one.changes = tuple(counted)
    ranges = {(change.ours_words, change.theirs_words) for change in counted if change.change != "order"}
    one.distance = sum(max(e - s, f - t) for (s, e), (t, f) in ranges)
    one.distance += any(change.change == "order" for change in counted)
    missing = {n for (s, e), _ in ranges for n in range(s, e)}
    one.covered = 1 - len(missing) / len(found.ours.words)
    return one


def _same(quotation: Quotation, unit: Unit) -> bool | None:
    """Say whether the draft and the source name the same speaker, and None where that cannot be told."""
    same = same_person(quotation.speaker, unit.speaker)
    if same is False and not quotation.named:
        return None
    if same is False:
        name, theirs = surname(quotation.speaker or ""), surname(unit.speaker or "")
        written = unit.named.casefold()
        if name in written and theirs not in written:
            return True
        if Levenshtein.distance(name, theirs) <= len(name) // 6 or (len(theirs) > LEAST and name.startswith(theirs)):
            return None  # a letter misread, or a name broken off
        if unit.sure < SURE and name in (unit.text.casefold() if theirs not in written else written):
            return None  # a pronoun or a description was led to a name: it may mean the other
    return same


def longest(one: Held) -> int:
    return max((run.end - run.start for run in (*one.found.alignment.runs, *one.found.alignment.moved)), default=0)
