"""Parting wordings into baskets, each of which can be linked by itself, here or in another process.

Of two wordings one can take in the other, or say something of what else does, only where they have a key in common
and besides that a speaker, a story, or nearly a day; or where one may report the other, which are a speaker's of days
that are not far apart (``families``, ``shelf``). What such pairs connect, directly or by way of others, comes together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.link.families import DAYS, REPORT_DAYS
from onrecord.link.parts import Grouped, Numbers, components, joined

WIDE = 1 << 32
"""Numbers of one kind lie so far apart, so that none of the next kind comes near them."""
AT_ONCE = 2_000_000
"""Keys whose holders are looked at at one time, or some more: each needs a hundred bytes meanwhile."""


class Placed(NamedTuple):
    """What decides of which others wordings may say something: who spoke, on which occasion, in which words.

    Attributes:
        person: a number each, -1 where nobody is given for it.
        names: of each person the words of its name.
        day: from which one counts days does not matter; -1 if unknown.
        keys: those of all wordings, one's after the other's.
        key_counts: how many each has.
        stories: of each wording.
    """

    person: Numbers
    names: Sequence[frozenset[str]]
    day: Numbers
    keys: NDArray[np.uint32]
    key_counts: Numbers
    stories: Grouped


def baskets(wordings: Placed) -> Numbers:
    """Part wordings so that what says something of one another comes together.

    Returns:
        A number for each wording: that of a basket, which is its first wording's.
    """
    person, day = wordings.person, wordings.day
    bearer = _nested(wordings.names)
    stories, ends = wordings.stories
    told = np.diff(ends, prepend=0)
    parts = np.arange(len(person), dtype=np.int64)
    for holders, shared in _shared(wordings.keys, wordings.key_counts):
        named = person[holders] >= 0
        parts = _met(parts, holders[named], shared[named] * WIDE + bearer[person[holders[named]]])
        dated = day[holders] >= 0
        parts = _met(parts, holders[dated], shared[dated] * WIDE + day[holders[dated]], within=DAYS)
        each = told[holders]
        first = (ends - told)[holders] - (np.cumsum(each) - each)
        place = np.repeat(first, each) + np.arange(int(each.sum()))
        parts = _met(parts, np.repeat(holders, each), np.repeat(shared, each) * WIDE + stories[place])
    (reporting,) = np.nonzero((person >= 0) & (day >= 0))
    return _met(parts, reporting, person[reporting] * WIDE + day[reporting], within=REPORT_DAYS)


def _shared(keys: NDArray[np.uint32], counts: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield who has keys that several have, and a number for each of these, some keys at a time."""
    each = np.repeat(np.arange(len(counts), dtype=np.uint64), counts)  # a key's holder below the key, for memory's sake
    each |= np.left_shift(keys, 32, dtype=np.uint64)
    each.sort()
    begin = 0
    while begin < len(each):
        last = each[min(begin + AT_ONCE, len(each)) - 1] | np.uint64(WIDE - 1)
        end = int(np.searchsorted(each, last, side="right"))  # all of a key's holders come at one time
        some = each[begin:end]
        begins = np.ones(len(some), bool)
        begins[1:] = (some[1:] ^ some[:-1]) >= WIDE
        alone = begins.copy()
        alone[:-1] &= begins[1:]
        yield (some % WIDE).astype(np.int64)[~alone], np.cumsum(begins, dtype=np.int64)[~alone]
        begin = end


def _nested(names: Sequence[frozenset[str]]) -> Numbers:
    """Return a number for each of some speakers, equal where one's name is a part of the other's."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(names):
        for word in words:
            bearers[word].add(number)
    pairs = [
        (number, longer)
        for number, words in enumerate(names)
        if words
        for longer in set.intersection(*sorted((bearers[word] for word in words), key=len))
    ]
    ones, others = np.array(pairs, np.int64).reshape(-1, 2).T
    return components(len(names), ones, others)


def _met(parts: Numbers, holders: Numbers, codes: Numbers, *, within: int = 0) -> Numbers:
    """Return parts with those joined whose holders' codes are near each other."""
    order = np.argsort(codes, kind="stable")
    (near,) = np.nonzero(np.diff(codes[order]) <= within)
    return joined(parts, holders[order[near]], holders[order[near + 1]])
