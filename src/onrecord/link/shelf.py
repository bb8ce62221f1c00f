"""Many wordings linked at once, without a record: keys -> candidate references -> verdict -> homes.

Wordings that have no key and no speaker in common, directly or by way of others, say nothing of one another: so they
are parted into baskets, each of which can be linked by itself, here or in another process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from onrecord.link.families import AGREED, REPORT_DAYS, Home, Said, homes
from onrecord.link.paraphrases import FIGURE, weight
from onrecord.link.parts import components, together
from onrecord.link.wordings import least

LITTLE = 1e-6
"""By which sums may differ that are added up in another order."""


class Keyed(NamedTuple):
    """A wording, and the keys by which it is found."""

    said: Said
    keys: Sequence[int]


class Linked(NamedTuple):
    """A wording by its number, and which references take it in; () if it is one, or if nobody is given for it."""

    number: int
    homes: tuple[Home, ...]


class Shelf:
    """References, put there in their order, found by keys and by what they say."""

    def __init__(self) -> None:
        self._references: list[Said] = []
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._by_stem: dict[tuple[str, str], list[int]] = defaultdict(list)

    def put(self, one: Keyed) -> None:
        """Put a reference there."""
        number = len(self._references)
        self._references.append(one.said)
        for key in one.keys:
            self._by_key[key].append(number)
        if one.said.verbatim and one.said.person:
            for stem in _stems(one.said):
                self._by_stem[one.said.person, stem].append(number)

    def candidates(self, one: Keyed) -> list[Said]:
        """Return the references that may take a wording in, in their order."""
        fewest = least(len(one.keys))
        held = Counter(chain.from_iterable(self._by_key.get(key, ()) for key in one.keys))
        found = {number for number, count in held.items() if count >= fewest}
        if not one.said.verbatim and one.said.person:
            found.update(self._reported(one.said))
        return [self._references[number] for number in sorted(found)]

    def _reported(self, one: Said) -> Iterator[int]:
        """Yield the utterances that have so much of a report's sense that it may be one of theirs."""
        shared: dict[int, float] = defaultdict(float)
        for stem, rare in _stems(one).items():
            for number in self._by_stem.get((one.person, stem), ()):
                shared[number] += rare
        enough = AGREED * weight(one.meaning.whole) - LITTLE
        for number, rare in shared.items():
            days = one.day, self._references[number].day
            if rare >= enough and None not in days and abs(days[0] - days[1]) <= REPORT_DAYS:  # type: ignore[operator]
                yield number


def _stems(one: Said) -> dict[str, float]:
    """Return what a wording's sense is made of, each with what it weighs."""
    whole = one.meaning.whole
    return {**whole.stems, **{f"#{number}": FIGURE for number in whole.numbers}}


def is_reference(found: Iterable[Home], person: str) -> bool:
    """Say whether a wording takes in others: none has taken it in, and somebody may have said it."""
    return person != "?" and not any(home.takes_in for home in found)


def linked(wordings: Iterable[Keyed]) -> Iterator[Linked]:
    """Yield which references take in each of some wordings, given in their order; the first ones take in the others."""
    shelf = Shelf()
    for one in wordings:
        found = homes(one.said, shelf.candidates(one))
        if is_reference(found, one.said.person):
            shelf.put(one)
        yield Linked(one.said.number, found)


def all_linked(baskets: Iterable[Sequence[Keyed]]) -> list[Linked]:
    """Return what takes in which, of all wordings of some baskets."""
    return [found for basket in baskets for found in linked(basket)]


def baskets(wordings: Sequence[tuple[Hashable, Sequence[int]]]) -> list[list[int]]:
    """Part wordings so that what has a key or a speaker in common comes together.

    Args:
        wordings: of each its speaker, None or "" where nobody is named, and its keys.

    Returns:
        Numbers of wordings, in rising order; the baskets by their first.
    """
    speakers: dict[Hashable, int] = {}
    numbers = [speakers.setdefault(speaker, len(speakers)) if speaker else -1 for speaker, _ in wordings]
    sizes = np.fromiter((len(keys) for _, keys in wordings), np.int64, len(wordings))
    holders = np.repeat(np.arange(len(wordings), dtype=np.int64), sizes)
    keys = np.fromiter(chain.from_iterable(keys for _, keys in wordings), np.int64, int(sizes.sum()))
    named = np.flatnonzero(np.asarray(numbers, np.int64) >= 0)
    keys = np.concatenate([keys, -1 - np.asarray(numbers, np.int64)[named]])
    holders = np.concatenate([holders, named])
    order = np.lexsort((holders, keys))
    keys, holders = keys[order], holders[order]
    same = keys[1:] == keys[:-1]
    parts = components(len(wordings), holders[:-1][same], holders[1:][same])
    return [part.tolist() for part in together(parts)]
