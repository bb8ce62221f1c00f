"""Who is who among those of one alias who are nobody known: groups of all that pairs of the same lead to.

Thousands of articles may call somebody by one surname alone, so pairs are not gone through one by one: whoever is the
same as one who was reached is taken out of those left, by the words and roles that both have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from onrecord.link.evidence import Member, Role, in_story, role
from onrecord.link.names import is_acronym

Season = int | None


def grouped(members: Sequence[Member]) -> list[list[Member]]:
    """Group those who are nobody known: by the same roles that hold a name, or the same story; organisations whose name
    is more than letters are one.

    Returns:
        Groups by their first, each in the order of ``members``.
    """
    left = _Left(members)
    groups = []
    for first in range(len(members)):
        if first not in left.members:
            continue
        left.take(first)
        reached = [first]
        for n in reached:  # grows meanwhile
            for m in left.same_as(n):
                left.take(m)
                reached.append(m)
        groups.append([members[n] for n in sorted(reached)])
    return groups


class _Left:
    """Those who are in no group yet, by their places, and where they are found by what they have."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._all = members
        self.members = set(range(len(members)))
        self._by_word: dict[str, dict[Season, set[int]]] = defaultdict(lambda: defaultdict(set))
        self._by_role: dict[Role, set[int]] = defaultdict(set)
        self._organisations: dict[bool, set[int]] = {True: set(), False: set()}
        for n in self.members:
            self._each(n, set.add)

    def take(self, n: int) -> None:
        """Take one out."""
        self.members.remove(n)
        self._each(n, set.remove)

    def same_as(self, n: int) -> list[int]:
        """Return those who are the same as one who was taken out."""
        one = self._all[n]
        found = {*self._organisations_as(n)} if one.kind == "organisation" else set()
        found.update(*(self._by_role[words] for words in _named_roles(one)), self._in_story(one))
        return [m for m in found if _same(*(self._all[k] for k in sorted((n, m), reverse=True)))]

    def _each(self, n: int, do: Callable[[set[int], int], None]) -> None:
        one = self._all[n]
        for word in one.around:
            do(self._by_word[word][one.season], n)
        for words in _named_roles(one):
            do(self._by_role[words], n)
        if one.kind == "organisation":
            do(self._organisations[is_acronym(one.name)], n)

    def _organisations_as(self, n: int) -> Iterator[int]:
        """Yield organisations of which the later one of the two has a name that is more than letters."""
        yield from (m for m in self._organisations[False] if m > n or not is_acronym(self._all[n].name))
        if not is_acronym(self._all[n].name):
            yield from (m for m in self._organisations[True] if m < n)

    def _in_story(self, one: Member) -> Iterator[int]:
        """Yield those of the same season, or one beside it, or of none that is known, amid enough of the same words."""
        now = one.season
        held: Counter[int] = Counter()
        for word in one.around:
            seasons = self._by_word[word]
            near = seasons if now is None else (now - 1, now, now + 1, None)
            held.update(chain.from_iterable(seasons.get(when, ()) for when in near))
        yield from (m for m, count in held.items() if in_story(count))


def _named_roles(one: Member) -> set[Role]:
    return {found for found in map(role, one.roles) if found.names}


def _same(one: Member, other: Member) -> bool:
    """Say whether nothing speaks against the later and the earlier of two being one."""
    if one.kind == other.kind == "organisation" and not is_acronym(one.name):
        return True
    if one.kind == "person" and not (one.parts.given == other.parts.given and one.parts.suffix == other.parts.suffix):
        return False
    return not (one.gender and other.gender and one.gender != other.gender)
