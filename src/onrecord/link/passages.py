"""How much of one article stands in another: the passages that both have, misread words and all.

Texts are compared by the words they share three at a time. Such threes that follow one another in both texts at nearly
the same distance are one passage, so a misread, dropped or doubled word does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.terms import CLOSES, Article

PASSAGE = 8
"""Words of the shortest passage that counts; two writers share what is shorter, a name with an office, a set phrase."""
GRAM = 3
GAP = 6
"""Words that may differ on end inside a passage, no more than are the same just before and just after: what is written
to a pattern, such as the weather of two days, differs as much as it agrees. With 15 % of a cut text's words misread
0.74 of it or more is found to be shared; by the share of the same words in a whole passage it was all or nothing."""
SHIFT = 3
"""Words by which one side of a gap may be longer than the other."""
REPEATED = 8
"""A three that a text has oftener does not tell where a passage stands."""

WHOLE = 0.95
"""A share from which passages may stand in any order: else sentences that recur in all texts of a pattern add up."""
LONGEST = 200
"""How many passages at most are put in order, the longest ones: that takes time by its square."""

MARKS = '“”„"«»'  # single ones are left out, since most of them are apostrophes
RUN = re.compile(rf"[^{MARKS}]*([{MARKS}]|$)")
WORD = re.compile(r"\w+")

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Words(NamedTuple):
    """An article's words as numbers, and which of them stand outside of quotation marks."""

    numbers: Numbers
    plain: Flags


class Shared(NamedTuple):
    """The share of each text's words that stand in the other too, in passages of ``PASSAGE`` words or more.

    Passages that stand in another order count only where they are nearly all of a text. All shares are between 0 and 1;
    ``plain`` is the same of the words outside of quotation marks.
    """

    one: float
    other: float
    plain_one: float
    plain_other: float


class Passage(NamedTuple):
    """Where the same words stand, as half-open ranges of word numbers in one text and in the other.

    ``run`` is how many of the last are the same to the letter.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    run: int


def words_of(text: str, article: Article) -> Words:
    """Return the words of an article's body."""
    numbers: list[int] = []
    plain: list[bool] = []
    for paragraph in article.body:
        closing: tuple[str, ...] = ()
        for found in RUN.finditer(" ".join(text[start:end] for start, end in paragraph).casefold()):
            tokens = WORD.findall(found[0])
            numbers += [crc32(token.encode("utf-8", "surrogatepass")) for token in tokens]
            plain += [not closing] * len(tokens)
            if not closing:
                closing = CLOSES.get(found[1], ())
            elif found[1] in closing:
                closing = ()
    return Words(np.array(numbers, np.int64), np.array(plain, np.bool_))


def compared(one: Words, other: Words) -> Shared:
    """Return what two texts share."""
    if np.array_equal(one.numbers, other.numbers):
        return Shared(1.0, 1.0, 1.0, 1.0)
    found = list(passages(one.numbers, other.numbers))
    shared = _shared(one, other, found)
    if max(shared.one, shared.other) >= WHOLE:
        return shared
    return _shared(one, other, _in_order(found))


def _shared(one: Words, other: Words, found: Iterable[Passage]) -> Shared:
    here, there = np.zeros(len(one.numbers), np.bool_), np.zeros(len(other.numbers), np.bool_)
    for passage in found:
        here[passage.start : passage.end] = True
        there[passage.other_start : passage.other_end] = True
    return Shared(_share(here), _share(there), _share(here[one.plain]), _share(there[other.plain]))


def _share(flags: Flags) -> float:
    return round(np.count_nonzero(flags) / len(flags), 4) if len(flags) else 0.0


def _in_order(found: Iterable[Passage]) -> Iterator[Passage]:
    """Yield those passages that follow one another in both texts and have most words together."""
    some = sorted(sorted(found, key=lambda passage: passage.start - passage.end)[:LONGEST])
    best: list[tuple[int, int]] = []  # words up to a passage, and which comes before it
    for passage in some:
        ways = [
            (best[n][0] + passage.end - max(passage.start, before.end), n)
            for n, before in enumerate(some[: len(best)])
            if before.end < passage.end
            and before.other_start < passage.other_start
            and before.other_end < passage.other_end
        ]
        best.append(max([(passage.end - passage.start, -1), *ways]))
    at = max(range(len(some)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        yield some[at]
        at = best[at][1]


def passages(one: Numbers, other: Numbers) -> Iterator[Passage]:
    """Yield the passages that stand in both of two texts; a text that repeats itself may have some that overlap."""
    open_: list[Passage] = []
    for run in _runs(one, other):
        n = _gone_on(open_, run)
        if n is not None:
            open_[n] = _joined(open_[n], run)
        else:
            over = [passage for passage in open_ if run.start - passage.end > GAP]
            if over:
                yield from filter(_counts, over)
                open_ = [passage for passage in open_ if run.start - passage.end <= GAP]
            open_.append(run)
    yield from filter(_counts, open_)


def _gone_on(passages: Sequence[Passage], run: Passage) -> int | None:
    """Return which passage a run goes on, the one at the most like distance in both texts; None where it begins one.

    Written out, since it is asked of each run with each passage before it.
    """
    start, _, other_start, _, size = run
    found, least = None, SHIFT + 1
    for n, (_, end, _, other_end, last) in enumerate(passages):
        gap, other_gap = start - end, other_start - other_end
        shift = abs(gap - other_gap)
        if shift < least and gap >= -GRAM and other_gap >= -GRAM and max(gap, other_gap) <= min(GAP, last, size):
            found, least = n, shift
    return found


def _joined(passage: Passage, run: Passage) -> Passage:
    end, other_end = max(passage.end, run.end), max(passage.other_end, run.other_end)
    return Passage(passage.start, end, passage.other_start, other_end, run.run)


def _counts(passage: Passage) -> bool:
    return min(passage.end - passage.start, passage.other_end - passage.other_start) >= PASSAGE


def _runs(one: Numbers, other: Numbers) -> list[Passage]:
    """Return the stretches of three words or more that are the same to the letter, in the order of the first text."""
    here, there = _shared_grams(_grams(one), _grams(other))
    diagonal = there - here
    order = np.lexsort((here, diagonal))
    here, there, diagonal = here[order], there[order], diagonal[order]
    begins = np.ones(len(here), np.bool_)
    begins[1:] = (diagonal[1:] != diagonal[:-1]) | (here[1:] - here[:-1] > GRAM)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(here))[: len(first)] - 1
    size = here[last] + GRAM - here[first]
    runs = np.stack([here[first], here[first] + size, there[first], there[first] + size, size], axis=1)
    return [Passage(*run) for run in runs[np.lexsort((runs[:, 2], runs[:, 0]))].tolist()]


def _shared_grams(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Return where the same threes stand, each place in one with each in the other."""
    order = np.argsort(other, kind="stable").astype(np.int64)
    ordered = other[order]
    left = np.searchsorted(ordered, one, "left")
    count = np.searchsorted(ordered, one, "right") - left
    count[count > REPEATED] = 0
    here = np.repeat(np.arange(len(one)), count)
    nth = np.arange(len(here)) - np.repeat(np.cumsum(count) - count, count)
    return here, order[np.repeat(left, count) + nth]


def _grams(numbers: Numbers) -> Numbers:
    """Return a number for each three words that follow one another."""
    grams = np.zeros(max(0, len(numbers) - GRAM + 1), np.int64)
    for shift in range(GRAM):  # a polynomial over the words' numbers, modulo 2**64
        grams = grams * np.int64(0x1E3779B97F4A7C15) + numbers[shift : len(grams) + shift]
    return grams
