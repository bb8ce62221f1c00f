"""Groups of articles that are one text, and which of them each was taken from: verdict -> groups.

A group is gathered around its fullest text, with which each member has been compared itself; copies of copies do not
make a chain. Of articles that came later, what holds several earlier texts is a round-up and no group's middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

WHOLE = 0.8
"""The share of an article's words from which it is nearly all in the other."""
AS_MUCH = 0.02
"""Shares so near are the same: then the earlier article is the one that was copied."""

Held = dict[int, float]
"""Articles, each with a share of words."""


class Copy(NamedTuple):
    """Two articles that are one text, with the share of each one's words that stand in the other."""

    one: int
    other: int
    shared_one: float
    shared_other: float


class Place(NamedTuple):
    """What orders articles in time: those without a date come last."""

    published: str
    file: str
    document: str
    article: int


UNDATED = "9999"
"""In place of a date: after all of them."""


class Reprint(NamedTuple):
    """An article that is a reprint: of the earliest of its group, taken from one of those before it.

    ``shared`` is the share of its words that stand in the article it was ``taken_from``. Both are None where it shares
    nothing with any earlier one, such as the second half of a text of which the first half was printed before it.
    """

    original: int
    taken_from: int | None
    shared: float | None


def lineages(copies: Iterable[Copy], places: Mapping[int, Place]) -> dict[int, Reprint]:
    """Return each article that is a reprint; the order of copies changes nothing.

    Args:
        copies: pairs that are one text, each once.
        places: of all articles in them.
    """
    inside: dict[int, Held] = {}
    for one, other, shared_one, shared_other in copies:
        inside.setdefault(one, {})[other] = shared_one
        inside.setdefault(other, {})[one] = shared_other
    found = {}
    for group in groups(inside, places):
        original, *later = sorted(group, key=places.__getitem__)
        for article in later:
            before = {earlier: inside[article][earlier] for earlier in group & inside[article].keys()}
            found[article] = Reprint(original, *_taken_from(article, before, places))
    return found


def _taken_from(article: int, held: Held, places: Mapping[int, Place]) -> tuple[int, float] | tuple[None, None]:
    earlier = {other: share for other, share in held.items() if places[other] < places[article]}
    if not earlier:
        return None, None
    most = max(earlier.values()) - AS_MUCH
    first = min((other for other, share in earlier.items() if share >= most), key=places.__getitem__)
    return first, earlier[first]


def groups(inside: Mapping[int, Held], places: Mapping[int, Place]) -> Iterator[set[int]]:
    """Yield groups of two articles or more.

    Args:
        inside: of each article the share of its words in each of those it is one text with.
        places: of all articles in them.
    """
    for component in _components(inside):
        yield from (group for group in _groups(component, inside, places) if len(group) > 1)


def _groups(component: set[int], inside: Mapping[int, Held], places: Mapping[int, Place]) -> list[set[int]]:
    """Return the groups of articles that are linked at all, around one fullest text after the other."""
    middles: dict[int, int] = {}
    found: dict[int, set[int]] = {}
    left = set(component)
    while left:
        middle = _fullest(left, inside, places)
        members = {middle, *(inside[middle].keys() & left)}
        left -= members
        home = _home(middle, inside, middles, places)
        found.setdefault(middle if home is None else home, set()).update(members)
        for member in members:
            middles[member] = middle if home is None else home
    return list(found.values())


def _fullest(left: set[int], inside: Mapping[int, Held], places: Mapping[int, Place]) -> int:
    """Return the article in which most of the others' words stand; of several the earliest."""

    def rank(article: int) -> tuple[bool, float, Place]:
        holds = sum(inside[other][article] for other in sorted(inside[article].keys() & left, key=places.__getitem__))
        return _is_round_up(article, inside, places), -holds, places[article]

    return min(left, key=rank)


def _is_round_up(article: int, inside: Mapping[int, Held], places: Mapping[int, Place]) -> bool:
    """Say whether an article holds several texts that came out before it and are not one text themselves."""
    day = places[article].published
    earlier = {other: share for other, share in inside[article].items() if places[other].published < day}
    if len(earlier) < 2 or max(earlier.values()) >= WHOLE or day == UNDATED:
        return False
    most = min(earlier, key=lambda other: (-earlier[other], places[other]))
    return not earlier.keys() <= {most, *inside[most]}


def _home(
    middle: int, inside: Mapping[int, Held], middles: Mapping[int, int], places: Mapping[int, Place]
) -> int | None:
    """Return the middle of a group that a text belongs to though it was not compared with that.

    It is nearly all in an article that is nearly all in that middle, as a cut of a cut.
    """
    ways = [
        (-share, places[other], middles[other])
        for other, share in inside[middle].items()
        if share >= WHOLE and other in middles and inside[other].get(middles[other], 1.0) >= WHOLE
    ]
    return min(ways)[2] if ways else None


def _components(inside: Mapping[int, Held]) -> Iterator[set[int]]:
    """Yield sets of articles that pairs lead from one to another."""
    seen: set[int] = set()
    for start in inside:
        if start in seen:
            continue
        component, edge = {start}, [start]
        while edge:
            new = inside[edge.pop()].keys() - component
            component |= new
            edge += new
        seen |= component
        yield component
