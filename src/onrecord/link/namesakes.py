"""Those who bear one full name: one person, unless the record shows several.

Whoever shares a role, a name in a role or a story is one. Of those who then stand apart, two are two people where each
has names in its roles that the other has not ("mayor of Saltmere", "goalkeeper of Wexley Rovers") in several articles,
or where the surname is so common that namesakes are likely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from onrecord.link.evidence import Member, Profile, Role, by_roles, by_words_around, role, shared_story, shared_with_one

SHOWN, OFTEN = 2, 5
"""Articles that must tell of each of two namesakes, since one may slip: with names in its roles, and without."""
COMMON = 8
"""First names met with a surname from which it is common."""
STORY, OF_THEM, SAMPLE = 4, 0.5, 40
"""Words around that must be shared for one story to hold both, and in which part of the articles of the one of whom
fewer tell, since namesakes meet in a story now and then; of so many of them."""


class Sets:
    """Things that belong together, as more and more pairs are joined."""

    def __init__(self) -> None:
        self._leads: dict[Hashable, Hashable] = {}

    def find(self, one: Hashable) -> Hashable:
        """Return what stands for all that a thing was joined with."""
        lead = self._leads.setdefault(one, one)
        while lead != self._leads[lead]:
            self._leads[lead] = self._leads[self._leads[lead]]
            lead = self._leads[lead]
        self._leads[one] = lead
        return lead

    def join(self, one: Hashable, other: Hashable) -> None:
        """Put two things together, with all that they were joined with."""
        self._leads[self.find(other)] = self.find(one)


def told_apart(members: Sequence[Member], *, first_names: int) -> list[Profile]:
    """Return who the bearers of one name are.

    Args:
        members: in order; all have the same first name, surname and suffix.
        first_names: how many first names the record has with this surname.
    """
    middle: dict[str, list[Member]] = {}
    for member in members:
        middle.setdefault("".join(member.parts.given[1:])[:1], []).append(member)
    without = middle.pop("", [])
    if len(middle) > 1:  # "Ada M. Lund" is not "Ada B. Lund"
        return _with_rest([one for some in middle.values() for one in _by_told(some, first_names)], without)
    return _by_told(members, first_names)


def _by_told(members: Sequence[Member], first_names: int) -> list[Profile]:
    classes = _by_roles(members)
    if len(classes) < 2:
        return [Profile(members)]
    found = _apart(_of_one_story(classes), common=first_names >= COMMON)
    untold = [member for member in members if not _keys(member)]
    return _with_rest(found, untold)


def _keys(member: Member) -> list[Hashable]:
    """Return what only one bearer of a name has: roles, and names in them."""
    roles = [role(words) for words in member.roles]
    return [*roles, *(name for one in roles for name in one.names)]


def _by_roles(members: Iterable[Member]) -> list[Profile]:
    sets, told = Sets(), []
    for member in members:
        if keys := _keys(member):
            told.append((member, keys[0]))
            for key in keys[1:]:
                sets.join(keys[0], key)
    _join_shortened(sets, [role(words) for member, _ in told for words in member.roles])
    classes: dict[Hashable, list[Member]] = {}
    for member, key in told:
        classes.setdefault(sets.find(key), []).append(member)
    return [Profile(some) for some in classes.values()]


def _join_shortened(sets: Sets, roles: Iterable[Role]) -> None:
    """Join a role without a name with the only longer one that has its words: "mayor", "mayor of Saltmere"."""
    every = sorted(set(roles), key=lambda one: (len(one.words), sorted(one.words)))
    for one in every:
        longer = {sets.find(other) for other in every if one.words < other.words}
        if not one.names and len(longer - {sets.find(one)}) == 1:
            sets.join(longer.pop(), one)


def _of_one_story(classes: list[Profile]) -> list[Profile]:
    """Put together classes that appear in one story."""
    sets = Sets()
    for n, one in enumerate(classes):
        for m, other in enumerate(classes[:n]):
            if _share_stories(*sorted((one, other), key=lambda profile: len(profile.members))):
                sets.join(m, n)
    return _joined(classes, sets)


def _share_stories(small: Profile, large: Profile) -> bool:
    some = small.members[:: max(1, len(small.members) // SAMPLE)]
    return sum(shared_with_one(member, large) >= STORY for member in some) >= OF_THEM * len(some)


def _joined(classes: list[Profile], sets: Sets) -> list[Profile]:
    found: dict[Hashable, list[Member]] = {}
    for n, one in enumerate(classes):
        found.setdefault(sets.find(n), []).extend(one.members)
    return [Profile(sorted(members, key=lambda member: member.order)) for members in found.values()]


def _apart(classes: list[Profile], *, common: bool) -> list[Profile]:
    """Keep those classes that the record shows to be people of their own; the rest goes to the one they fit best."""
    classes = sorted(classes, key=lambda one: (-len(one.members), one.members[0].order))
    all_around = sum((one.around for one in classes), Counter[str]())
    count = sum(len(one.members) for one in classes)
    found = classes[:1]
    for one in classes[1:]:
        if common or all(_shown(each) for each in (one, *found)):
            found.append(one)
            continue
        best = max(range(len(found)), key=lambda n: _fits(one, found[n], all_around, count))
        found[best] = Profile([*found[best].members, *one.members])
    return found


def _shown(one: Profile) -> bool:
    return len(one.members) >= (SHOWN if one.role_names else OFTEN)


def _fits(one: Profile, other: Profile, all_around: Counter[str], count: int) -> float:
    return sum(by_words_around(member, other, all_around, count) for member in one.members)


def _with_rest(found: list[Profile], untold: Iterable[Member]) -> list[Profile]:
    """Give the rest to the one whose roles and stories they share, else to whom most articles tell of."""
    if len(found) == 1:
        return [Profile(sorted((*found[0].members, *untold), key=lambda member: member.order))]
    all_around = sum((one.around for one in found), Counter[str]())
    count = sum(len(one.members) for one in found)
    homes: list[list[Member]] = [[] for _ in found]
    for member in untold:
        scores = [
            2 * shared_story(member, one)
            + by_roles(map(role, member.roles), one)
            + by_words_around(member, one, all_around, count)
            + len(one.members) / (count + 1)
            for one in found
        ]
        homes[scores.index(max(scores))].append(member)
    return [
        Profile(sorted((*one.members, *more), key=lambda member: member.order))
        for one, more in zip(found, homes, strict=True)
    ]
