"""Who is who across articles: the people of all articles -> one register, as keys -> candidates -> verdicts -> groups.

A full name has a home, the sound of its surname: those of one home are told apart or put together first
(``bearers``). What may be several people's, a bare surname, initials, an organisation's letters, is then led to the
one bearer whom roles, story and gender point to (``led``), and stays by itself where they point to nobody, or to two.
Each such name is led to a bearer of a full name, never to another such name, so no chain of weak links can form.

Precision comes first: groups and unnamed sources, and organisations without a name of their own ("the council"), are
somebody else in each article.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from onrecord.link import unknown
from onrecord.link.evidence import (
    Member,
    Profile,
    by_roles,
    by_story,
    by_words_around,
    named_in,
    role,
    shared_story,
)
from onrecord.link.names import (
    PersonName,
    acronyms,
    folded,
    home,
    is_acronym,
    organisation_name,
    person_name,
    same_given,
)
from onrecord.link.namesakes import told_apart

Group = list[Member]

SURNAMES = 0.93
"""Jaro-Winkler likeness of two surnames of one sound that may be one."""
JOINED = 3.0
"""Evidence from which two full names are one person's; see ``evidence`` for its parts."""
LED = 3.0
"""Evidence from which a name that may be several people's is one's."""
OTHER_KIND = 2.0
"""How much less there is where an article took somebody for an organisation."""
ONLY = 1.5
"""What each of two words of the story adds where the record knows of nobody else of that name."""
KNOWN = 0.7
"""What it adds that more articles tell of somebody, for each time they are e times as many."""
AHEAD = 2.0
"""By how much it must be ahead of that for anybody else."""


class Keys(NamedTuple):
    """By which names somebody is found: a full name's ``home`` and the ``aliases`` it may be called by, or the one
    ``alias`` that is all an article gives; all None or empty where nobody of another article can be the same.
    """

    home: str | None = None
    aliases: frozenset[str] = frozenset()
    alias: str | None = None


def keys(member: Member) -> Keys:
    """Return the keys of a member."""
    if member.kind == "organisation":
        return _organisation_keys(member)
    if member.kind != "person" or not any(map(str.isupper, member.name)):
        return Keys()
    parts = member.parts
    if not parts.is_full:
        return Keys(alias=f"called {parts.surname}")
    short = {parts.surname, *(one.surname for one in map(person_name, member.names) if not one.given)}
    if any(" " not in words for words in member.roles):  # "Mayor Ada"
        short.add(parts.first)
    return Keys(f"person {home(member.name)}", frozenset(f"called {name}" for name in short))


def _organisation_keys(member: Member) -> Keys:
    words = organisation_name(member.name)
    if not words or not any(map(str.isupper, member.name)):
        return Keys()
    if is_acronym(member.name):
        return Keys(alias=f"letters {''.join(words)}")
    if len(words) == 1:  # which an article may take for an organisation's though it is a surname
        return Keys(alias=f"called {words[0]}")
    letters = {"".join(organisation_name(name)) for name in member.names if is_acronym(name)} | acronyms(member.name)
    short = {name[0] for name in map(organisation_name, member.names) if len(name) == 1}
    aliases = frozenset({*(f"letters {name}" for name in letters), *(f"called {name}" for name in short)})
    return Keys(f"organisation {words[0]}", aliases)


def grouped(members: Iterable[Member]) -> list[Group]:
    """Return the people of all articles as groups of who is the same; the order of members changes nothing.

    A record keeps the keys and does the same by parts (``onrecord.register``).
    """
    homes: dict[str, list[Member]] = defaultdict(list)
    weak: dict[str, list[Member]] = defaultdict(list)
    found: list[Group] = []
    called: dict[str, frozenset[str]] = {}
    for member in members:
        home, called[member.id], alias = keys(member)
        if home is not None:
            homes[home].append(member)
        elif alias is not None:
            weak[alias].append(member)
        else:
            found.append([member])
    by_alias: dict[str, list[int]] = defaultdict(list)
    for some in homes.values():
        for group in bearers(some):
            for alias in {alias for member in group for alias in called[member.id]}:
                by_alias[alias].append(len(found))
            found.append(group)
    led_to: list[tuple[int, Member]] = []
    for alias, some in weak.items():
        numbers = by_alias[alias]
        for bearer, same in led(some, [found[n] for n in numbers]):
            if bearer is None:
                found.append(same)
            else:
                led_to += ((numbers[bearer], member) for member in same)
    for n, member in led_to:
        found[n].append(member)
    return found


def bearers(members: Sequence[Member]) -> list[Group]:
    """Return who bears full names of one home.

    Args:
        members: all that have it as their home; their order changes nothing.
    """
    if not members:
        return []
    members = sorted(members, key=lambda member: member.order)
    if members[0].kind == "organisation":
        return [profile.members for profile in _organisations(members)]
    names: dict[Hashable, list[Member]] = defaultdict(list)
    for member in members:
        parts = member.parts
        names[parts.first, "".join((*parts.particles, parts.surname)), parts.suffix].append(member)
    first_names: dict[str, set[str]] = defaultdict(set)
    for member in members:
        first_names[member.parts.surname].add(member.parts.first)
    found = [
        (name, profile)
        for name, some in names.items()
        for profile in told_apart(some, first_names=len(first_names[some[0].parts.surname]))
    ]
    return [sorted(profile.members, key=lambda member: member.order) for profile in _joined(found)]


def followers(members: Iterable[Member], groups: Sequence[Group]) -> list[Group]:
    """Put members into the groups of whom they are by the same name, and return those who are in none as groups."""
    profiles = [Profile(group) for group in groups]
    rest = []
    for member in sorted(members, key=lambda member: member.order):
        same = [n for n, profile in enumerate(profiles) if _has_name(profile, member)]
        if same:
            groups[max(same, key=lambda n: _lead(member, profiles[n], Counter(), 0))].append(member)
        else:
            rest.append(member)
    return bearers(rest)


def _has_name(profile: Profile, member: Member) -> bool:
    if member.kind == "organisation":
        return any(organisation_name(one.name) == organisation_name(member.name) for one in profile.members)
    return any(same_name(member.parts, parts) == 1 for parts in profile.parts)


def _joined(named: Sequence[tuple[Hashable, Profile]]) -> list[Profile]:
    """Put together those whose names are spellings of one name, the surest first; not those of one name told apart."""
    everyone = Profile(member for _, profile in named for member in profile.members)
    count = len(everyone.members)
    of = {n: profile for n, (_, profile) in enumerate(named)}
    names = [{name} for name, _ in named]

    def evidence(n: int, m: int) -> float | None:
        sure = alike(of[n], of[m]) if names[n].isdisjoint(names[m]) else 0.0
        return sure and _evidence(of[n], of[m], everyone.around, count) + 10 * (sure - 0.7)

    open_ = {pair: sure for pair in combinations(of, 2) if (sure := evidence(*pair))}
    while open_:
        (n, m), best = max(open_.items(), key=lambda item: (item[1], [-x for x in item[0]]))
        if best < JOINED:
            break
        of[n] = Profile((*of[n].members, *of.pop(m).members))
        names[n] |= names[m]
        open_ = {pair: sure for pair, sure in open_.items() if m not in pair and n not in pair}
        open_ |= {(min(n, other), max(n, other)): sure for other in of if other != n and (sure := evidence(n, other))}
    return list(of.values())


def _evidence(one: Profile, other: Profile, all_around: Counter[str], count: int) -> float:
    """Return what speaks for two being one besides their names; the fewer articles are looked for in the more."""
    small, large = sorted((one, other), key=lambda profile: len(profile.members))
    some = small.members[:: max(1, len(small.members) // 20)]
    story = sum(by_story(member, large) for member in some) / len(some)
    around = sum(by_words_around(member, large, all_around, count) for member in some) / len(some)
    return by_roles(small.roles, large) + story + around


def alike(one: Profile, other: Profile) -> float:
    """Return how surely the names of two may be one person's: 1 the same name, 0 never."""
    if one.gender and other.gender and one.gender != other.gender:
        return 0.0
    nicknames = one.nicknames | other.nicknames
    return min((same_name(a, b, nicknames) for a in one.parts for b in other.parts), default=0.0)


def same_name(one: PersonName, other: PersonName, nicknames: Collection[str] = ()) -> float:
    """Return how surely two full names may be one person's: 1 the same, 0 never.

    Args:
        one: a name.
        other: another.
        nicknames: those that articles give to who bears one of the two.
    """
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return 0.0
    if one.letters == other.letters:
        return 1.0 if one.suffix == other.suffix else 0.7
    if one.given[1:] and other.given[1:] and not _same_middle(one.given[1], other.given[1]):
        return 0.0
    if {len(one.first), len(other.first)} == {1} or 1 in (len(one.first), len(other.first)):
        given = 0.7 if one.first[:1] == other.first[:1] else 0.0
    else:
        given = 0.9 if one.first in nicknames or other.first in nicknames else same_given(one.first, other.first)
    return given * _same_surname(one, other) * (1.0 if one.suffix == other.suffix else 0.7)


def _same_middle(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _same_surname(one: PersonName, other: PersonName) -> float:
    if one.surname == other.surname:
        return 1.0 if one.particles == other.particles else 0.8 if not (one.particles and other.particles) else 0.0
    return 0.8 if JaroWinkler.similarity(one.surname, other.surname) >= SURNAMES else 0.0


def _organisations(members: Sequence[Member]) -> list[Profile]:
    """Return organisations that begin with one word: a name cut short is the only one's that it may be, or whose story
    it is in.
    """
    names: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    for member in members:
        names[organisation_name(member.name)].append(member)
    whole = {
        words: Profile(some)
        for words, some in names.items()
        if not any(words == longer[: len(words)] for longer in names if longer != words)
    }
    for words, some in names.items():
        if words in whole:
            continue
        longer = [other for other in whole if other[: len(words)] == words]
        if len(longer) == 1:
            whole[longer[0]] = Profile([*whole[longer[0]].members, *some])
        else:
            whole[words] = Profile(some)
    return list(whole.values())


class Led(NamedTuple):
    """Members that are one person: a bearer by its place in the list that was given, or nobody known (None)."""

    bearer: int | None
    members: Group


def led(members: Sequence[Member], known: Sequence[Group]) -> Iterator[Led]:
    """Yield to whom names lead that may be several people's.

    Args:
        members: those that an article calls by one alias alone; their order changes nothing.
        known: the groups of those who may be called by it, full names alone.
    """
    profiles = [Profile(sorted(group, key=lambda member: member.order)) for group in known]
    all_around = sum((profile.around for profile in profiles), Counter[str]())
    count = sum(len(profile.members) for profile in profiles)
    homes: dict[int | None, Group] = defaultdict(list)
    for member in sorted(members, key=lambda member: member.order):
        scores = [
            _lead(member, profile, all_around, count) + (_only(member, profile) if len(profiles) == 1 else 0)
            if _may_be(member, profile)
            else -math.inf
            for profile in profiles
        ]
        homes[_surest(scores)].append(member)
    alone = homes.pop(None, [])
    yield from (Led(bearer, some) for bearer, some in homes.items())
    yield from (Led(None, some) for some in unknown.grouped(alone))


def _only(member: Member, profile: Profile) -> float:
    """Return what it adds that nobody else on record may be called so."""
    return ONLY * min(2, shared_story(member, profile))


def _surest(scores: Sequence[float]) -> int | None:
    """Return the place of the highest, if that is high enough and far enough ahead."""
    order = sorted(range(len(scores)), key=lambda n: -scores[n])
    if not order or scores[order[0]] < LED:
        return None
    return None if len(order) > 1 and scores[order[0]] - scores[order[1]] < AHEAD else order[0]


def _may_be(member: Member, profile: Profile) -> bool:
    if not profile.parts:
        return member.kind == "organisation"
    if _by_given_name(member, profile):
        return _has_title(member, profile)
    if member.kind != "person":
        return member.kind == "organisation"
    if member.gender and profile.gender and member.gender != profile.gender:
        return False
    parts = member.parts
    return any(_fits(parts, other) for other in profile.parts)


def _by_given_name(member: Member, profile: Profile) -> bool:
    """Say whether a name of one word is somebody's given name, and no surname or nickname."""
    parts = member.parts
    if parts.surname in profile.nicknames:
        return False
    theirs = [other for other in profile.parts if parts.surname in (other.first, other.surname)]
    return not parts.given and bool(theirs) and all(parts.surname != other.surname for other in theirs)


def _has_title(member: Member, profile: Profile) -> bool:
    """Say whether "Mayor Ada" has somebody's role, in a story of theirs."""
    if member.kind != "person" or (member.gender and profile.gender and member.gender != profile.gender):
        return False
    return any(role(words) in profile.roles for words in member.roles) and shared_story(member, profile) > 0


def _fits(weak: PersonName, full: PersonName) -> bool:
    """Say whether initials and a surname, or the surname alone, may be a full name's."""
    if weak.suffix and full.suffix and weak.suffix != full.suffix:
        return False
    initials = [name[0] for name in full.given]
    return all(one[0] == other for one, other in zip(weak.given, initials, strict=False))


def _lead(member: Member, profile: Profile, all_around: Counter[str], count: int) -> float:
    """Return what speaks for a member being the one of a profile."""
    own = frozenset(word for one in profile.members[:1] for word in folded(one.name).split())
    named = 2.0 * min(2, named_in(member, own)) if member.kind == "organisation" else 0.0
    return (
        by_roles(map(role, member.roles), profile)
        + by_story(member, profile)
        + by_words_around(member, profile, all_around, count)
        + named
        + KNOWN * math.log(len(profile.members))
        + (1.0 if len(member.parts.given) > 1 else 0.0)
        - (OTHER_KIND if member.kind == "organisation" and profile.parts else 0.0)
    )
