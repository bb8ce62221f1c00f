"""Figures of one thing in several articles, side by side: they agree, differ, or grew.

Keys are those by which articles are found to be alike (``stories``), and what a figure measures or counts; figures of
two alike articles that measure alike are candidates. The verdict rests on the two articles alone, so that it is the
same in whatever record they stand: on the words around each figure, those weighing more that are rare in English and
in few figures of these two articles, and on how near the amounts are, since two accounts of one thing seldom differ by
much. Each figure has but its likest counterpart. A group is closed under these verdicts where every two of its members
could be of one thing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Literal, NamedTuple

from onrecord.link.amounts import agree, digits, least
from onrecord.link.fates import of_one
from onrecord.link.rarity import rarity

Verdict = Literal["first", "agrees", "differs", "grew"]

APART = 45
"""Days between two articles on one thing."""
ALIKE = 0.15
"""The least likeness of two articles, by the words they are known by, whose figures are compared. Those of the samples
are alike by 0.18 and more."""
LIKEST = 20
"""Articles before it with which an article is compared at most: all with all takes hours where a thousand are alike."""
SURELY = 0.5
"""The least score of two figures that differ: unlike things must not be compared."""
LIKE = 0.15
"""The least likeness of two figures' words where they differ."""
LITTLE = 2.0
"""What is in common at the least where each article has but one measure of a kind."""
SENTENCE, CLAUSE, OF = 0.35, 1.0, 1.5
"""What a word weighs in the figure's sentence, in its clause, and among the words for what is counted."""
FATE = 2.75
"""What it weighs that two figures count people of one fate: more than that each article has but one of a kind."""
SAME_SENTENCE = 0.6
"""The likeness from which two sentences are one, told twice."""
TOLD = 200
"""How often a figure stands in an article at most to be looked for among what is told again; in a table it is more."""
MANY_TIMES = 3
"""How many times as much is hardly meant by "at least"."""
REST = re.compile(r"(?:more|others?|further|additional|extra|remaining)\b", re.I)
"""Such figures count what comes to others of the same."""
WORD = re.compile(r"[^\W\d_]{3,}|\b(?:1[89]|20)\d\d\b")
IDLE = frozenset(
    """the and that this with from for was were are has had have been will would could should may might can its his
    her their our they them she you who which what when where how but not than then there here said says say told
    added according about around some nearly almost more most least less fewer over under only just also all any
    each every other others into onto upon out off after before since until while because between during against
    among per cent percent million billion thousand hundred dozen dozens half third quarter fifth one two three
    four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety figure
    number total those these such some both whether day
    week month year monday tuesday wednesday thursday friday saturday sunday people""".split()
)
PREPOSITION = re.compile(r"\b(?:of|in|on|at|for|from|to|off|before|behind|under|over|between|with)\b")
OF_MONEY = frozenset("cost costs price prices bill sum estimate estimates fee value budget money".split())
CONTRASTS = (
    frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"}),
    frozenset({"men", "women"}),
    frozenset({"adults", "children"}),
    frozenset({"upper", "lower"}),
    frozenset({"inside", "outside"}),
)
"""Of words that are told of two things of a kind, one of each set tells them apart."""
_CONTRASTING = frozenset(chain.from_iterable(CONTRASTS))
NO_NAME = re.compile(r"\b[a-z]+\b")
ENDINGS = re.compile(r"(?:ings?|ed|es|s|er|ers|ly|e|ion|ions|ment)$")


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure as far as it can be compared.

    ``measures`` is what its unit measures, None for a noun; ``low`` and ``high`` are in ``scale`` of
    that one; ``nearly`` says that they are told as about so much, ``newly`` that its clause tells of a change.
    ``of`` are the words for what is counted, ``beside`` these and those right beside them, ``fate`` is what befell them
    (``fates``), ``clause`` and ``sentence`` are those around it; ``change`` is where a change is told ("from 40 to
    60"), the same for both of its ends.
    """

    number: int
    article: int
    published: str | None
    as_of: str | None
    unit: str | None
    measures: str | None
    low: float | None
    high: float | None
    nearly: bool
    newly: bool
    scale: float
    of: str
    beside: str
    fate: str | None
    clause: str
    sentence: str
    change: int | None
    order: tuple[str, str, int, int]
    """What the earliest is found by: the day, the document, the article's place in it and the start."""


class Known(NamedTuple):
    """A figure with what it is compared by: its unit's stem, the noun that is measured, the stems around it with what
    each weighs, those of its own clause, and the words beside it that set it apart from its like (``CONTRASTS``).
    """

    figure: Figured
    unit: str
    head: str
    words: Mapping[str, float]
    clause: frozenset[str]
    apart: frozenset[str]


class Pair(NamedTuple):
    """Two figures that may be of one thing, and how surely: what is above 0 is likely."""

    one: int
    other: int
    score: float


class Comparison(NamedTuple):
    """How a figure stands to an earlier one of its thing; ``other`` is None for the earliest."""

    figure: int
    thing: int
    other: int | None
    verdict: Verdict


def known(one: Figured) -> Known:
    """Return a figure with what it is compared by."""
    unit = stem(one.unit.casefold().split()[-1]) if one.unit else ""
    words: dict[str, float] = {}
    for part, near in ((one.sentence, SENTENCE), (one.clause, CLAUSE), (one.of, OF)):
        for word in _telling(part):
            if stem(word) != unit:
                words[stem(word)] = max(words.get(stem(word), 0.0), near * (0.5 + rarity(word)))
    apart = _CONTRASTING.intersection(NO_NAME.findall(one.beside))
    return Known(one, unit, _head(one), words, stems(f"{one.clause} {one.of}"), apart)


def pairs(ones: Sequence[Known], others: Sequence[Known]) -> list[Pair]:
    """Return which figures of two alike articles may be of one thing, in whatever order articles and figures come."""
    telling = Telling(ones, others)
    kinds = [Counter(_kind(one) for one in some) for some in (ones, others)]
    found = []
    for one in ones:
        for other in others:
            if _comparable(one, other):
                alone = _kind(one) == _kind(other) and all(counts[_kind(one)] == 1 for counts in kinds)
                score = _score(one, other, telling.likeness(one, other), alone=alone)
                if score is not None:
                    found.append((score, one.figure, other.figure))
    return list(_matched(found))


def repeats(ones: Sequence[Known]) -> list[Pair]:
    """Return which figures of one article are one figure told again."""
    telling = Telling(ones, ())
    alike: dict[tuple[object, ...], list[Known]] = defaultdict(list)
    for one in ones:
        if _kind(one):
            alike[_kind(one), _ends(one.figure)].append(one)
    found = []
    for some in alike.values():
        for one, other in combinations(some, 2) if len(some) <= TOLD else ():
            shared, _ = telling.likeness(one, other)
            if shared:
                found.append((shared, one.figure, other.figure))
    return list(_matched(found))


class Telling:
    """How much each word tells one figure of two articles from another, 0 to 1: one that many have tells little."""

    def __init__(self, ones: Sequence[Known], others: Sequence[Known]) -> None:
        every = (*ones, *others)
        counts = Counter(chain.from_iterable(one.words for one in every))
        most = math.log(1 + len(every) / 2)
        told = {count: min(1.0, math.log(1 + len(every) / count) / most) for count in set(counts.values())}
        self._words = {
            one.figure.number: {word: told[counts[word]] * weight for word, weight in one.words.items()}
            for one in every
        }
        self._all = {number: math.fsum(words.values()) for number, words in self._words.items()}

    def likeness(self, one: Known, other: Known) -> tuple[float, float]:
        """Return what the words around two figures have in common, and what share that is of the poorer one's."""
        words, other_words = self._words[one.figure.number], self._words[other.figure.number]
        shared = math.fsum(min(words[word], other_words[word]) for word in words.keys() & other_words.keys())
        poorer = min(self._all[one.figure.number], self._all[other.figure.number])
        return shared, shared / poorer if poorer else 0.0


def things(members: Sequence[Figured], found: Sequence[Pair]) -> Iterator[Comparison]:
    """Yield how the figures of each thing stand to one another.

    Args:
        members: figures, in any order.
        found: pairs of them that may be of one thing.
    """
    for group in _groups(members, found):
        yield Comparison(group[0].number, group[0].number, None, "first")
        for one, other, verdict in _verdicts(group):
            yield Comparison(one.number, group[0].number, other.number, verdict)


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words that say something: "flooded houses" -> {"flood", "hous"}."""
    return frozenset(map(stem, _telling(words)))


def stem(word: str) -> str:
    """Return a word without what forms of it differ in."""
    while len(short := ENDINGS.sub("", word)) > 2 and short != word:
        word = short
    return word[:-1] if word.endswith("i") and len(word) > 3 else word


def _telling(words: str) -> list[str]:
    """Return the words that say something, in lower case: "the flooded houses" -> ["flooded", "houses"]."""
    return [word for word in WORD.findall(words.casefold()) if word not in IDLE]


def _head(one: Figured) -> str:
    """Return the stem of the noun that is measured, "" where that is money's or a share's own: the cost, the price."""
    if one.measures is None:
        return ""
    words = _telling(PREPOSITION.split(one.of.casefold())[0])
    return stem(words[-1]) if words and words[-1] not in OF_MONEY else ""


def _kind(one: Known) -> str:
    """Return what two figures must share to be alike without more."""
    return one.figure.measures or one.unit


def _comparable(one: Known, other: Known) -> bool:
    """Say whether figures measure alike, or count alike: one noun, none, or a noun that stands with the other."""
    if bool(REST.match(one.figure.of)) != bool(REST.match(other.figure.of)):
        return False
    if one.figure.measures or other.figure.measures:
        return one.figure.measures == other.figure.measures
    if _contrasted(one, other) or (one.figure.fate and other.figure.fate and one.figure.fate != other.figure.fate):
        return False
    if _of_one_fate(one, other) > 0.0:
        return True
    bare, named = (one, other) if not one.unit else (other, one)
    if not bare.unit and named.unit and bare.figure.of:
        return named.unit in bare.clause
    return (
        "" in (one.unit, other.unit) or one.unit == other.unit or one.unit in other.clause or other.unit in one.clause
    )


def _of_one_fate(one: Known, other: Known) -> float:
    """Return how surely two figures count the people of one fate, 0 to 1."""
    same = one.figure.fate is not None and one.figure.fate == other.figure.fate
    return of_one(one.figure.unit or "", other.figure.unit or "") if same else 0.0


def _of_two(one: Figured, other: Figured) -> bool:
    """Say whether two figures are each told of something that has no word of the other's."""
    of, other_of = stems(one.of), stems(other.of)
    return bool(of and other_of and not of & other_of)


def _contrasted(one: Known, other: Known) -> bool:
    """Say whether words beside two figures set what they count apart: the north stand and the west stand."""
    return any((some := among & one.apart) and (more := among & other.apart) and not some & more for among in CONTRASTS)


def _score(one: Known, other: Known, alike: tuple[float, float], *, alone: bool) -> float | None:
    """Return how surely two figures are of one thing, None where that is not likely; ``alike`` is their likeness.

    The weights are those of a logistic regression on the pairs of the samples and of three invented stories.
    """
    shared, likeness = alike
    same, kind = agree(one.figure, other.figure), _kind(one) == _kind(other)
    heads = one.head, other.head
    fate = _of_one_fate(one, other)
    score = 2.3 * likeness + 0.11 * min(shared, 20.0) + (3.0 if likeness >= SAME_SENTENCE else 0.0)
    score -= 5.5 * _distance(one.figure, other.figure, same=same)
    score += 1.4 if same and _odd(one.figure, other.figure) else 0.0
    score += max(FATE * fate, 1.75 if alone else 0.0)
    if kind and one.unit:
        score += 0.9 + (0.0 if one.figure.measures else 0.12 * min(_rarity(one), _rarity(other)))
    if not (one.figure.measures or (one.unit and other.unit)):
        score -= 1.4
    if one.figure.measures in ("time", "share") or not (one.unit or other.unit):
        score -= 2.0
    if all(heads) and heads[0] != heads[1]:
        score -= 0.2
    score += 2.0 if one.figure.as_of and one.figure.as_of == other.figure.as_of else 0.0
    if same:
        odd = _odd(one.figure, other.figure) and not _of_two(one.figure, other.figure)
        return score if score > 0.0 and (shared or odd or fate > 0.0) else None
    little = fate > 0.0 or (alone and shared >= (LITTLE if one.figure.measures else 0.01))
    return score if score > SURELY and (likeness >= LIKE or little) else None


def _distance(one: Figured, other: Figured, *, same: bool) -> float:
    """Return how far apart two amounts are, as the logarithm of how many times the one is the other, at most 2."""
    low, high = sorted((least(one), least(other)))
    apart = min(2.0, math.log(high / low)) if low > 0 else 0.0 if high == low else 2.0
    return min(apart, 0.3) if same and apart < math.log(MANY_TIMES) else apart


def _rarity(one: Known) -> float:
    return rarity((one.figure.unit or "").casefold())


def _ends(one: Figured) -> tuple[float | None, float | None, float]:
    return one.low, one.high, one.scale


def _odd(one: Figured, other: Figured) -> bool:
    """Say whether it would be a chance that two things have these numbers: 64 rather than 6 or 100."""
    return all(figure.low == figure.high and digits(figure.low or 0.0) >= 2 for figure in (one, other))


def _matched(found: Sequence[tuple[float, Figured, Figured]]) -> Iterator[Pair]:
    """Yield the likest pairs first; one that has its counterpart may have others only where they agree with it."""
    taken: dict[int, list[Figured]] = {}
    for score, first, second in sorted(found, key=lambda one: (-one[0], *sorted((one[1].order, one[2].order)))):
        one, other = sorted((first, second), key=lambda figure: figure.order)
        if all(
            agree(a, b) and agree(one, other) for a, b in ((one, other), (other, one)) for b in taken.get(a.number, ())
        ):
            taken.setdefault(one.number, []).append(other)
            taken.setdefault(other.number, []).append(one)
            yield Pair(one.number, other.number, round(score, 4))


def _groups(members: Sequence[Figured], found: Sequence[Pair]) -> list[list[Figured]]:
    """Return the groups of two articles and more: the likest pairs first, of one article only what agrees."""
    of = {one.number: {one.article: [one]} for one in members}
    named = {one.number: one for one in members}
    ends = [sorted((named[pair.one], named[pair.other]), key=lambda one: one.order) for pair in found]
    ways = [(-pair.score, one, other) for pair, (one, other) in zip(found, ends, strict=True)]
    for _, one, other in sorted(ways, key=lambda way: (way[0], way[1].order, way[2].order)):
        fewer, more = sorted((of[one.number], of[other.number]), key=len)
        if fewer is not more and _may_join(fewer, more):
            for article, some in fewer.items():
                more.setdefault(article, []).extend(some)
                for member in some:
                    of[member.number] = more
    told = {id(group): group for group in of.values() if len(group) > 1}
    groups = [sorted(chain.from_iterable(group.values()), key=lambda one: one.order) for group in told.values()]
    return sorted(groups, key=lambda group: group[0].order)


def _may_join(fewer: Mapping[int, Sequence[Figured]], more: Mapping[int, Sequence[Figured]]) -> bool:
    """Say whether two groups, each by its articles, could be of one thing."""
    return all(
        agree(one, other) or (one.change is not None and one.change == other.change)
        for article, some in fewer.items()
        for one in some
        for other in more.get(article, ())
    )


def _verdicts(group: Sequence[Figured]) -> Iterator[tuple[Figured, Figured, Verdict]]:
    """Yield each figure of a group but the first with the earlier one to compare it with, the first it agrees with or
    else the last, and how it stands to it. Open ends say little, and so does about so much: they are compared with only
    where there is no other: 20 is no 18.4, though it might be "about 18".
    """
    every, closed, exact = Earlier(), Earlier(), Earlier()
    for one in group:
        if every:
            earlier = exact or closed or every
            other = earlier.agreeing(one)
            if other is not None:
                yield one, other, "agrees"
            else:
                grew = least(one) > least(earlier.last) and _later(one, earlier.last)
                yield one, earlier.last, "grew" if grew else "differs"
        every.put(one)
        if one.low is not None and one.high is not None:
            closed.put(one)
            if not one.nearly:
                exact.put(one)


class Earlier:
    """Figures in their order, of each amount the first: many articles tell the same."""

    last: Figured

    def __init__(self) -> None:
        self._firsts: dict[tuple[object, ...], Figured] = {}
        self._agreeing: dict[tuple[object, ...], Figured] = {}

    def __bool__(self) -> bool:
        return bool(self._firsts)

    def put(self, one: Figured) -> None:
        """Put the next one there."""
        self.last = one
        self._firsts.setdefault((*_ends(one), one.nearly), one)

    def agreeing(self, one: Figured) -> Figured | None:
        """Return the first that agrees with a figure."""
        amount = (*_ends(one), one.nearly)
        if amount not in self._agreeing:
            found = next((other for other in self._firsts.values() if agree(one, other)), None)
            if found is None:
                return None
            self._agreeing[amount] = found
        return self._agreeing[amount]


def _later(one: Figured, other: Figured) -> bool:
    """Say whether a figure is given as of a later day than another, or as one that is new."""
    before = other.as_of or other.published
    if one.as_of and before and one.as_of > before:
        return True
    if one.change is not None and one.change == other.change:
        return True
    return one.newly and bool(one.published and other.published and one.published > other.published)
