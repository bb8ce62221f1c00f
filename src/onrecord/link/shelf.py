"""Many wordings linked at once, without a record: keys -> candidate references -> verdict -> homes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from onrecord.link.families import AGREED, REPORT_DAYS, Home, Said, homes
from onrecord.link.paraphrases import FIGURE, shared, weight
from onrecord.link.wordings import least

STRETCH = REPORT_DAYS + 1
"""Days in a stretch: utterances are found by the stretch they were made in, for one speaker may have very many."""
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
        self._by_stem: dict[tuple[str, str, int], list[int]] = defaultdict(list)

    def put(self, one: Keyed) -> None:
        """Put a reference there."""
        number = len(self._references)
        self._references.append(one.said)
        for key in one.keys:
            self._by_key[key].append(number)
        if one.said.verbatim and one.said.person and one.said.day is not None:
            for stem in _stems(one.said):
                self._by_stem[one.said.person, stem, one.said.day // STRETCH].append(number)

    def candidates(self, one: Keyed) -> list[Said]:
        """Return the references that may take a wording in, in their order."""
        fewest = least(len(one.keys))
        held = Counter(chain.from_iterable(self._by_key.get(key, ()) for key in one.keys))
        found = {number for number, count in held.items() if count >= fewest}
        if not one.said.verbatim and one.said.person and one.said.day is not None:
            found.update(self._reported(one.said, one.said.day))
        return [self._references[number] for number in sorted(found)]

    def _reported(self, one: Said, day: int) -> Iterator[int]:
        """Yield the utterances that have so much of a report's sense that it may be one of theirs.

        They are looked for by the stems that fewest have: what has none of these has not enough left by the others.
        """
        near = day // STRETCH - 1, day // STRETCH, day // STRETCH + 1
        held = [
            (rare, [self._by_stem.get((one.person, stem, some), ()) for some in near])
            for stem, rare in _stems(one).items()
        ]
        held.sort(key=lambda stem: sum(map(len, stem[1])))
        enough = AGREED * weight(one.meaning.whole) - LITTLE
        left = sum(rare for rare, _ in held)
        found: set[int] = set()
        for rare, numbers in held:
            if left < enough:
                break
            found.update(*numbers)
            left -= rare
        for number in found:
            other = self._references[number]
            in_time = other.day is not None and abs(day - other.day) <= REPORT_DAYS
            if in_time and shared(one.meaning.whole, other.meaning.whole) >= enough:
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
        number = one.said.number
        del one  # or it were held until the next has been asked for
        yield Linked(number, found)


def all_linked(baskets: Iterable[list[Keyed]]) -> list[Linked]:
    """Return what takes in which, of all wordings of some baskets, which are empty then.

    One speaker's basket may hold a tenth of a large record, so that a wording is let go as soon as it is taken in.
    """
    return [found for basket in baskets for found in linked(_emptied(basket))]


def _emptied(basket: list[Keyed]) -> Iterator[Keyed]:
    basket.reverse()
    while basket:
        yield basket.pop()
