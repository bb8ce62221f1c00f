"""Many wordings linked at once, without a record: keys -> candidate references -> verdict -> homes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from onrecord.link.families import AGREED, REPORT_DAYS, Home, Said, homes
from onrecord.link.paraphrases import FIGURE, weight
from onrecord.link.wordings import least

STRETCH = REPORT_DAYS + 1
"""Days in a stretch: utterances are found by the stretch they were made in, for one speaker may have very many."""
REMEMBERED = 10_000
"""References of which what was read is kept at hand: some 10 KB each."""
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
    """References, put there in their order, found by keys and by what they say.

    Args:
        keys: those that several wordings have, by which alone one is found for another.
    """

    def __init__(self, keys: Container[int]) -> None:
        self._keys = keys
        self._references: list[Said] = []
        self._read: OrderedDict[int, None] = OrderedDict()
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._by_stem: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def put(self, one: Keyed) -> None:
        """Put a reference there."""
        number = len(self._references)
        self._references.append(one.said)
        for key in one.keys:
            if key in self._keys:
                self._by_key[key].append(number)
        if one.said.verbatim and one.said.person and one.said.day is not None:
            by_stem = self._by_stem[one.said.person, one.said.day // STRETCH]
            for stem in _stems(one.said):
                by_stem[stem].append(number)
        self._remember(number)

    def candidates(self, one: Keyed) -> list[Said]:
        """Return the references that may take a wording in, in their order."""
        fewest = least(len(one.keys))
        held = Counter(chain.from_iterable(self._by_key.get(key, ()) for key in one.keys))
        found = {number for number, count in held.items() if count >= fewest}
        if not one.said.verbatim and one.said.person and one.said.day is not None:
            found.update(self._reported(one.said, one.said.day))
        for number in found:
            self._remember(number)
        return [self._references[number] for number in sorted(found)]

    def _remember(self, number: int) -> None:
        """Keep what is read of a reference, and no longer what is read of the one that was not asked for longest."""
        self._read[number] = None
        self._read.move_to_end(number)
        if len(self._read) > REMEMBERED:
            self._references[self._read.popitem(last=False)[0]].forget()

    def _reported(self, one: Said, day: int) -> Iterator[int]:
        """Yield the utterances that have so much of a report's sense that it may be one of theirs.

        They are looked for by the stems that fewest have: what has none of these has not enough left by the others.
        """
        stems = _stems(one)
        enough = AGREED * weight(one.meaning.whole) - LITTLE
        for stretch in range(day // STRETCH - 1, day // STRETCH + 2):
            by_stem = self._by_stem.get((one.person, stretch), {})
            held = sorted(((rare, by_stem.get(stem, ())) for stem, rare in stems.items()), key=lambda one: len(one[1]))
            for number in _having(held, enough):
                said_on = self._references[number].day
                if said_on is not None and abs(day - said_on) <= REPORT_DAYS:
                    yield number


def _having(held: Sequence[tuple[float, Sequence[int]]], enough: float) -> Iterator[int]:
    """Yield the numbers of which what holds them weighs enough together, given those first that hold fewest."""
    left = sum(rare for rare, _ in held)
    found: dict[int, float] = {}
    for rare, numbers in held:
        if left >= enough:
            for number in numbers:
                found[number] = found.get(number, 0.0) + rare
        else:
            for number in found:
                at = bisect_left(numbers, number)
                if at < len(numbers) and numbers[at] == number:
                    found[number] += rare
        left -= rare
    yield from (number for number, rare in found.items() if rare >= enough)


def _stems(one: Said) -> dict[str, float]:
    """Return what a wording's sense is made of, each with what it weighs."""
    whole = one.meaning.whole
    return {**whole.stems, **{f"#{number}": FIGURE for number in whole.numbers}}


def is_reference(found: Iterable[Home], person: str) -> bool:
    """Say whether a wording takes in others: none has taken it in, and somebody may have said it."""
    return person != "?" and not any(home.takes_in for home in found)


def linked(wordings: Iterable[Keyed], keys: Container[int]) -> Iterator[Linked]:
    """Yield which references take in each of some wordings.

    Args:
        wordings: in their order: the first ones take in the others.
        keys: as of a ``Shelf``.
    """
    shelf = Shelf(keys)
    for one in wordings:
        found = homes(one.said, shelf.candidates(one))
        if is_reference(found, one.said.person):
            shelf.put(one)
        number = one.said.number
        del one  # or it were held until the next has been asked for
        yield Linked(number, found)


def all_linked(baskets: Iterable[list[Keyed]]) -> list[Linked]:
    """Return what takes in which, of all wordings of some baskets, which are empty then.

    One speaker's basket may hold a tenth of a large record, so that a wording is let go as soon as it is taken in.
    """
    return [found for basket in baskets for found in linked(_emptied(basket), several([one.keys for one in basket]))]


def several(keys: Iterable[Iterable[int]]) -> set[int]:
    """Return the keys that more than one of some wordings have, given the keys of each."""
    every = np.fromiter(chain.from_iterable(keys), np.uint32)
    every.sort()
    return set(every[1:][every[1:] == every[:-1]].tolist())


def _emptied(basket: list[Keyed]) -> Iterator[Keyed]:
    basket.reverse()
    while basket:
        yield basket.pop()
