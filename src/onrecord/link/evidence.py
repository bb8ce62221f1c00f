"""What speaks for two articles meaning the same person besides the name: roles, the story, the words around it.

A ``Profile`` adds up what articles tell of somebody, so that an article's person is compared with somebody of ten
thousand articles as quickly as with somebody of one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

from onrecord.link.names import PersonName, folded, organisation_name, person_name
from onrecord.terms import Gender, PersonKind

SEASON = 60
"""Days of a story: those who appear amid the same words in the same or the next such stretch are in one story."""
PAST = frozenset("former ex then acting late retired longtime current".split())
FUNCTION = frozenset(
    """a an the of for at in on to with near from and by as who is was his her their its this that what when where why
    how after over into about against more says said will have been they from amid""".split()
)
SHORTEST = 4
"""Letters of the shortest word of a title that counts."""
SAME_ROLE, SAME_PLACE, PART_OF_ROLE, SAME_WORD, OTHER_PLACE, OTHER_ROLE = 7.0, 4.0, 2.5, 1.0, -2.0, -0.5
"""What roles add: the same with a name in it ("mayor of Saltmere"), the same name in another one, the same trade,
a word in common, other names, nothing. Chosen on 5,000 articles of benchmarks/people_generator.py, seed 7."""
STORY, MOST_STORY = 1.2, 8.0
"""What each word adds that stands around both in one season, and how much at most."""
AROUND, MOST_AROUND = 1.0, 5.0
"""The same of words that stand around one often, whenever that was."""


class Role(NamedTuple):
    """What a role says: its words folded, and those of them that are names."""

    words: frozenset[str]
    names: frozenset[str]


@lru_cache(1 << 16)
def role(words: str) -> Role:
    """Return a role's words without those that only say when it was held.

    >>> sorted(role("former mayor of Saltmere").words), sorted(role("former mayor of Saltmere").names)
    (['mayor', 'saltmere'], ['saltmere'])
    """
    found = [(word, word[:1].isupper()) for word in re.findall(r"[\w’'.-]*\w", words)]
    kept = [(folded(word), is_name) for word, is_name in found if folded(word) not in PAST | FUNCTION]
    return Role(frozenset(word for word, _ in kept), frozenset(word for word, is_name in kept[1:] if is_name))


def mark(name: str, kind: PersonKind) -> str | None:
    """Return the word that stands for somebody around others of the article, None where it would tell nothing."""
    if kind not in ("person", "organisation") or not any(map(str.isupper, name)):
        return None
    return f"@{person_name(name).surname if kind == 'person' else ''.join(organisation_name(name))}"


def around(title: str | None, people: Iterable[tuple[str, PersonKind]]) -> frozenset[str]:
    """Return the words that tell an article's story: those of its title, and whom it names."""
    words = (word for word in folded(title or "").split() if len(word) >= SHORTEST and word not in FUNCTION)
    return frozenset({*words, *filter(None, (mark(name, kind) for name, kind in people))})


@dataclass(frozen=True, slots=True)
class Member:
    """A person of one article, as linking sees them; ``order`` tells which is the earliest, ``around`` are the words
    of the article that tell its story: other people's names, those of its title.
    """

    number: int
    id: str
    order: tuple[str, ...]
    name: str
    kind: PersonKind
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: Gender | None = None
    around: frozenset[str] = frozenset()

    @property
    def parts(self) -> PersonName:
        """The name's parts."""
        return person_name(self.name)

    @property
    def season(self) -> int | None:
        """The number of the stretch of days in which the article came out."""
        return season(self.order[0])


@lru_cache(1 << 14)
def season(day: str) -> int | None:
    """Return the number of the stretch of days that holds a day, None where it is none."""
    try:
        return date.fromisoformat(day).toordinal() // SEASON
    except ValueError:
        return None


class Profile:
    """All that articles tell of somebody, added up when it is first asked for."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = list(members)

    @cached_property
    def around(self) -> Counter[str]:
        """The words around its members."""
        return Counter(chain.from_iterable(member.around for member in self.members))

    @cached_property
    def story(self) -> set[tuple[str, int | None]]:
        """These words, each with the season."""
        return {(word, when) for member in self.members for when in (member.season,) for word in member.around}

    @cached_property
    def articles_of(self) -> dict[tuple[str, int | None], list[int]]:
        """Which members these words stand around in which season, by their places among the members."""
        found: dict[tuple[str, int | None], list[int]] = {}
        for place, member in enumerate(self.members):
            for word in member.around:
                found.setdefault((word, member.season), []).append(place)
        return found

    @cached_property
    def roles(self) -> Counter[Role]:
        """Its roles."""
        return Counter(role(words) for member in self.members for words in member.roles)

    @cached_property
    def role_names(self) -> set[str]:
        """The names in its roles."""
        return {name for one in self.roles for name in one.names}

    @cached_property
    def role_words(self) -> set[str]:
        """All words of its roles."""
        return {word for one in self.roles for word in one.words}

    @cached_property
    def parts(self) -> set[PersonName]:
        """Its names, if it is a person."""
        return {member.parts for member in self.members if member.kind == "person"}

    @cached_property
    def nicknames(self) -> frozenset[str]:
        """What articles give as its nicknames, within the name: "Ada “Sunny” Lund"."""
        return frozenset(
            person_name(name).nickname for member in self.members for name in (member.name, *member.names)
        ) - {""}

    @cached_property
    def gender(self) -> Gender | None:
        """What most articles say, if they do not contradict one another much."""
        genders = Counter(member.gender for member in self.members if member.gender is not None)
        enough = 0.8 * genders.total()
        return next((gender for gender, count in genders.items() if count >= enough), None)


def shared_story(member: Member, profile: Profile) -> int:
    """Return how many of the words around a member stand around somebody in the same season, or one beside it.

    Where one of the two articles has no date, nothing speaks against that.
    """
    now = member.season
    if now is None:
        return sum(word in profile.around for word in member.around)
    near = (now - 1, now, now + 1, None)
    return sum(any((word, when) in profile.story for when in near) for word in member.around)


def shared_with_one(member: Member, profile: Profile) -> int:
    """Return how many of the words around a member stand around somebody in a single article of that time.

    Unlike ``shared_story`` this does not grow with the number of articles: of somebody whom thousands tell of, any word
    stands around in some of them.
    """
    now = member.season
    if now is None:
        return max(len(member.around & other.around) for other in profile.members)
    near = (now - 1, now, now + 1, None)
    held = Counter(
        place for word in member.around for when in near for place in profile.articles_of.get((word, when), ())
    )
    return max(held.values(), default=0)


def by_roles(roles: Iterable[Role], profile: Profile) -> float:
    """Return what roles add to the evidence that somebody is the one of a profile."""
    best, worst = 0.0, 0.0
    for one in roles:
        worst = min(worst, OTHER_PLACE if one.names and profile.role_names else OTHER_ROLE)
        if one in profile.roles:
            best = max(best, SAME_ROLE if one.names else SAME_PLACE)
        elif one.names & profile.role_names:
            best = max(best, SAME_PLACE)
        elif one.words and any(one.words <= other.words or other.words <= one.words for other in profile.roles):
            best = max(best, PART_OF_ROLE)
        elif one.words & profile.role_words:
            best = max(best, SAME_WORD)
    return best or (worst if profile.roles else 0.0)


def by_story(member: Member, profile: Profile) -> float:
    """Return what the story adds: nothing for a word or two, which any two stories share."""
    shared = shared_story(member, profile)
    return min(MOST_STORY, STORY * shared) if in_story(shared) else 0.0


def in_story(shared: int) -> bool:
    """Say whether so many words that stand around both tell of one story."""
    return shared > 2


def by_words_around(member: Member, profile: Profile, all_around: Counter[str], count: int) -> float:
    """Return what words add that stand around somebody oftener than around all who bear such a name.

    Args:
        member: who is to be found.
        profile: who it may be.
        all_around: the words around all who bear such a name, ``count`` articles' people.
        count: how many these are.
    """
    size = len(profile.members)
    added = 0.0
    for word in member.around:
        here = profile.around[word]
        if here > 1:
            added += max(0.0, math.log((here / (size + 1)) / ((all_around[word] + 1) / (count + 2))))
    return min(MOST_AROUND, AROUND * added)


def named_in(member: Member, words: frozenset[str]) -> int:
    """Return how many of some words stand around a member or in its roles."""
    told = member.around | frozenset(word for one in member.roles for word in role(one).words)
    return len(words & told)
