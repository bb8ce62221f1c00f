"""Many wordings linked at once, without a record: keys -> candidate references -> verdict -> homes."""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from onrecord.link.families import AGREED, REPORT_DAYS, Home, Said, homes
from onrecord.link.paraphrases import FIGURE, weight
from onrecord.link.spoken import Spoken
from onrecord.link.wordings import least

T = TypeVar("T")
STRETCH = REPORT_DAYS + 1
"""Days in a stretch: utterances are found by the stretch they were made in, for one speaker may have very many."""
AT_HAND = 10_000
"""References of which what was read is kept: some 10 KB each."""
UNDATED = -(1 << 30)
LITTLE = 1e-6
"""By which sums may differ that are added up in another order."""


class Findable(Protocol):
    """A wording, which may be made each time that it is asked for, and the keys by which it is found."""

    @property
    def said(self) -> Said: ...
    @property
    def keys(self) -> Sequence[int]: ...


class Keyed(NamedTuple):
    """A wording that is there, and its keys."""

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
        self._references: list[Findable] = []
        self._days = array("q")
        self._at_hand: OrderedDict[int, Said] = OrderedDict()
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._spoken: dict[tuple[str, int], Spoken] = defaultdict(Spoken)

    def put(self, one: Findable, said: Said) -> None:
        """Put a reference there, with the wording that it has made."""
        number = len(self._references)
        self._references.append(one)
        self._days.append(UNDATED if said.day is None else said.day)
        for key in one.keys:
            if key in self._keys:
                self._by_key[key].append(number)
        if said.verbatim and said.person and said.day is not None:
            self._spoken[said.person, said.day // STRETCH].put(number, _stems(said))
        self._keep(number, said)

    def candidates(self, one: Said, keys: Sequence[int]) -> list[Said]:
        """Return the references that may take a wording in, in their order."""
        fewest = least(len(keys))
        held = Counter(chain.from_iterable(self._by_key.get(key, ()) for key in keys))
        found = {number for number, count in held.items() if count >= fewest}
        if not one.verbatim and one.person and one.day is not None:
            found.update(self._reported(one, one.day))
        return [self._said(number) for number in sorted(found)]

    def _said(self, number: int) -> Said:
        said = self._at_hand.get(number)
        if said is None:
            said = self._references[number].said
            self._keep(number, said)
        else:
            self._at_hand.move_to_end(number)
        return said

    def _keep(self, number: int, said: Said) -> None:
        """Keep a reference and what is read of it at hand, and no longer the one that was not asked for longest."""
        self._at_hand[number] = said
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)[1].forget()

    def _reported(self, one: Said, day: int) -> Iterator[int]:
        """Yield the utterances that have so much of a report's sense that it may be one of theirs."""
        stems, enough = _stems(one), AGREED * weight(one.meaning.whole) - LITTLE
        for stretch in range(day // STRETCH - 1, day // STRETCH + 2):
            spoken = self._spoken.get((one.person, stretch))
            for number in spoken.having(stems, enough) if spoken else ():
                if abs(day - self._days[number]) <= REPORT_DAYS:
                    yield number


def _stems(one: Said) -> dict[str, float]:
    """Return what a wording's sense is made of, each with what it weighs."""
    whole = one.meaning.whole
    return {**whole.stems, **{f"#{number}": FIGURE for number in whole.numbers}}


def is_reference(found: Iterable[Home], person: str) -> bool:
    """Say whether a wording takes in others: none has taken it in, and somebody may have said it."""
    return person != "?" and not any(home.takes_in for home in found)


def linked(wordings: Iterable[Findable], keys: Container[int]) -> Iterator[Linked]:
    """Yield which references take in each of some wordings.

    Args:
        wordings: in their order: the first ones take in the others.
        keys: as of a ``Shelf``.
    """
    shelf = Shelf(keys)
    for one in wordings:
        said = one.said
        found = homes(said, shelf.candidates(said, one.keys))
        if is_reference(found, said.person):
            shelf.put(one, said)
        number = said.number
        del one, said  # or they were held until the next has been asked for
        yield Linked(number, found)


def all_linked(baskets: Iterable[list[Keyed]]) -> list[Linked]:
    """Return what takes in which, of all wordings of some baskets, which are empty then.

    One speaker's basket may hold a tenth of a large record, so that a wording is let go as soon as it is taken in.
    """
    found: list[Linked] = []
    for basket in baskets:
        keys = several([one.keys for one in basket])
        wordings: Iterator[Keyed] = emptied(basket)
        found += linked(wordings, keys)
    return found


def several(keys: Iterable[Iterable[int]]) -> set[int]:
    """Return the keys that more than one of some wordings have, given the keys of each."""
    every = np.fromiter(chain.from_iterable(keys), np.uint32)
    every.sort()
    return set(every[1:][every[1:] == every[:-1]].tolist())


def emptied(some: list[T]) -> Iterator[T]:
    """Yield what stands in a list, which is then let go."""
    some.reverse()
    while some:
        yield some.pop()
