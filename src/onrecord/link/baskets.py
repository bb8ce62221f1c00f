"""Parting wordings into baskets, each of which can be linked by itself, here or in another process.

Of two wordings one can take in the other, or say something of what else does, only where they have a key in common
and besides that a speaker, a story, or nearly a day; or where one may report the other, which are a speaker's of days
that are not far apart (``families``, ``shelf``). What such pairs connect, directly or by way of others, comes together.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from onrecord.link.families import DAYS, REPORT_DAYS
from onrecord.link.parts import Numbers, components, joined, together

WIDE = 1 << 32
"""Numbers of one kind lie so far apart, so that none of the next kind comes near them."""


class Placed(NamedTuple):
    """What decides of which others a wording may say something: who spoke, on which occasion, in which words.

    ``person`` and ``names`` are empty where nobody is given for it, ``day`` is None if unknown.
    """

    person: str
    names: frozenset[str]
    stories: Sequence[int]
    day: int | None
    keys: Sequence[int]


def baskets(wordings: Iterable[Placed]) -> list[list[int]]:
    """Part wordings so that what says something of one another comes together.

    Returns:
        Numbers of wordings, in rising order; the baskets by their first.
    """
    known: dict[str, int] = {}
    names: list[frozenset[str]] = []
    speakers, days, keys, sizes = array("q"), array("q"), array("I"), array("I")
    stories, counts = array("q"), array("q")
    for one in wordings:
        if one.person and one.person not in known:
            known[one.person] = len(known)
            names.append(one.names)
        speakers.append(known.get(one.person, -1))
        days.append(-1 if one.day is None else one.day)
        keys.extend(one.keys)
        sizes.append(len(one.keys))
        stories.extend(one.stories)
        counts.append(len(one.stories))
    whose, when, told = _numbers(speakers), _numbers(days), _numbers(counts)
    holders, shared = _shared(np.frombuffer(keys, np.uint32), np.frombuffer(sizes, np.uint32))
    bearers = _nested(names)
    parts = np.arange(len(sizes), dtype=np.int64)
    named = whose[holders] >= 0
    parts = _met(parts, holders[named], shared[named] * WIDE + bearers[whose[holders[named]]])
    dated = when[holders] >= 0
    parts = _met(parts, holders[dated], shared[dated] * WIDE + when[holders[dated]], within=DAYS)
    each = told[holders]
    first = (np.cumsum(told) - told)[holders] - (np.cumsum(each) - each)
    place = np.repeat(first, each) + np.arange(int(each.sum()))
    parts = _met(parts, np.repeat(holders, each), np.repeat(shared, each) * WIDE + _numbers(stories)[place])
    (reporting,) = np.nonzero((whose >= 0) & (when >= 0))
    parts = _met(parts, reporting, whose[reporting] * WIDE + when[reporting], within=REPORT_DAYS)
    return [part.tolist() for part in together(parts)]


def _numbers(some: array[int]) -> Numbers:
    return np.frombuffer(some, np.int64)


def _shared(keys: np.ndarray, sizes: np.ndarray) -> tuple[Numbers, Numbers]:
    """Return who has keys that several have, and a number for each of these."""
    each = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)  # a key's holder below the key, for memory's sake
    each |= np.left_shift(keys, 32, dtype=np.uint64)
    each.sort()
    same = (each[1:] ^ each[:-1]) < WIDE
    several = np.zeros(len(each), bool)
    several[1:] = same
    several[:-1] |= same
    each = each[several]
    begins = np.ones(len(each), bool)
    begins[1:] = (each[1:] ^ each[:-1]) >= WIDE
    return (each % WIDE).astype(np.int64), np.cumsum(begins, dtype=np.int64) - 1


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
