"""Figures of one thing in several articles, side by side: they agree, differ, or grew.

Keys are what a figure counts or measures, in stems; two figures that share a key and measure alike are candidates. The
verdict rests on the words of their sentences: how much of what the shorter tells the longer tells too, rare words
weighing more. A group is closed under these verdicts only where every two of its members could be of one thing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Verdict = Literal["first", "agrees", "differs", "grew"]

APART = 45
"""Days between two articles on one thing."""
LIKE = 0.31
"""The least likeness of two figures of one thing: on the samples all pairs above are, and some below."""
SURELY = 0.6
"""The least where their words alone must tell: of shares of two things, and of numbers without a unit."""
RATHER = 0.45
"""The least where two sums or measures differ, and no noun says that they are of one thing."""
FAR = 3
"""How many times as much is hardly told of one thing."""
NEARLY = 0.1
"""How much a number that is told as about so much may be off."""
SAME, OTHER, EQUAL = 0.1, -0.15, 0.15
"""What it adds that one noun is measured, or that two are, and that an odd number is told twice."""
COUNTED, REST = 2.0, 0.35
"""What words weigh: those for what is counted, and those of the sentence beside the figure's clause, which weigh 1."""
COMMONEST = 60
"""Figures that have a key, more than which it says nothing."""
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
ENDINGS = re.compile(r"(?:ings?|ed|es|s|er|ers|ly|e|ion|ions|ment)$")


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure as far as it can be compared.

    ``measures`` is what its unit measures, None for a noun; ``low`` and ``high`` are in ``scale`` of
    that one; ``nearly`` says that they are told as about so much.
    ``of`` are the words for what is counted, ``clause`` and ``sentence`` those around it.
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
    scale: float
    of: str
    clause: str
    sentence: str
    order: tuple[str, str, int, int]
    """What the earliest is found by: the day, the file, the place in it and the start."""


class Comparison(NamedTuple):
    """How a figure stands to an earlier one of its thing; ``other`` is None for the earliest."""

    figure: int
    thing: int
    other: int | None
    verdict: Verdict


Words = Mapping[str, float]
"""The stems of a figure's sentence, each with how near it is: what is counted, its clause, the rest."""


Weights = Mapping[str, float]
"""What each stem weighs."""


def compared_figures(figures: Iterable[Figured]) -> list[Comparison]:
    """Return how figures stand to one another, for those that are of one thing with another."""
    known = sorted(figures, key=lambda one: one.order)
    words = {one.number: words_of(one) for one in known}
    weigh = weights(Counter(word for some in words.values() for word in some))
    scores = (
        ((one, other), alike(one, other, words[one.number], words[other.number], weigh))
        for one, other in _candidates(known, words)
    )
    return list(things(known, {pair: score for pair, score in scores if score is not None}))


def alike(one: Figured, other: Figured, words: Words, other_words: Words, weights: Weights) -> float | None:
    """Return how like two figures are, the earlier first, None where they are not like enough to be of one thing."""
    score = _likeness(words, other_words, weights) + _evidence(one, other)
    return score if score >= _least_like(one, other) else None


def things(known: Sequence[Figured], like: Mapping[tuple[Figured, Figured], float]) -> Iterator[Comparison]:
    """Yield how the figures of each thing stand to one another.

    Args:
        known: figures, the earliest first.
        like: pairs of them that may be of one thing, the earlier first, and how like they are.
    """
    for group in _groups(known, like):
        yield Comparison(group[0].number, group[0].number, None, "first")
        for n, one in enumerate(group[1:], 1):
            other, verdict = _verdict(one, group[:n])
            yield Comparison(one.number, group[0].number, other.number, verdict)


def words_of(one: Figured) -> Words:
    """Return the stems that a figure is compared by."""
    parts = ((one.sentence, REST), (one.clause, 1.0), (one.of, COUNTED))
    unit = stems(one.unit) if one.measures and one.unit else frozenset()
    words = {word: near for part, near in parts for word in stems(part) if word not in unit}
    return {**words, one.as_of: 1.0} if one.as_of else words


def key(one: Figured, word: str) -> tuple[str, str]:
    """Return what a figure is found by for one of its stems."""
    return one.measures or stem(one.unit or ""), word


def _head(one: Figured) -> str:
    """Return the stem of the noun that is measured, "" where that is money's or a share's own: the cost, the price."""
    if one.measures is None:
        return ""
    words = [word for word in WORD.findall(PREPOSITION.split(one.of.casefold())[0]) if word not in IDLE]
    return stem(words[-1]) if words and words[-1] not in OF_MONEY else ""


def _evidence(one: Figured, other: Figured) -> float:
    """Return what speaks for one thing, or against it, besides the words."""
    heads = _head(one), _head(other)
    told = 0.0 if not all(heads) else SAME if heads[0] == heads[1] else OTHER
    odd = one.low == one.high == other.low == other.high and _digits(one.low or 0) > 2
    return told + (EQUAL if odd else 0.0)


def _least_like(one: Figured, other: Figured) -> float:
    """Return how like two figures must be: more so if they do not agree, since unlike things must not be compared."""
    heads = _head(one), _head(other)
    same = all(heads) and heads[0] == heads[1]
    if one.unit is None or (one.measures in ("share", "time") and not same):
        return SURELY
    if same or agree(one, other):
        return LIKE
    low, high = sorted((_least(one), _least(other)))
    if high > FAR * low:
        return SURELY
    return LIKE if one.measures is None else RATHER


def stems(words: str) -> frozenset[str]:
    """Return the stems of the words that say something: "flooded houses" -> {"flood", "hous"}."""
    return frozenset(stem(word) for word in WORD.findall(words.casefold()) if word not in IDLE)


def stem(word: str) -> str:
    """Return a word without what forms of it differ in."""
    while len(short := ENDINGS.sub("", word)) > 2 and short != word:
        word = short
    return word[:-1] if word.endswith("i") and len(word) > 3 else word


def weights(counts: Mapping[str, int]) -> Weights:
    """Return what each stem weighs: the more figures' sentences have it, the less."""
    most = max(counts.values(), default=1)
    return {word: 1.0 + math.log(most / count) for word, count in counts.items()}


def _candidates(known: Sequence[Figured], words: Mapping[int, Words]) -> Iterator[tuple[Figured, Figured]]:
    """Yield the pairs that measure alike, are near in time and share a word."""
    holders: dict[tuple[str, str], list[Figured]] = defaultdict(list)
    for one in known:
        for word in words[one.number]:
            holders[key(one, word)].append(one)
    seen = set()
    for some in holders.values():
        for n, one in enumerate(some if len(some) <= COMMONEST else ()):
            for other in some[n + 1 :]:
                if (one.number, other.number) not in seen and near(one, other):
                    seen.add((one.number, other.number))
                    yield one, other


def near(one: Figured, other: Figured) -> bool:
    """Say whether two came out near enough in time to be of one thing."""
    if one.published is None or other.published is None:
        return True
    return abs((date.fromisoformat(one.published) - date.fromisoformat(other.published)).days) <= APART


def _likeness(one: Words, other: Words, weights: Weights) -> float:
    """Return how like two figures' sentences are, 0 to 1: the share of the poorer one's that is in the other."""
    shared = one.keys() & other.keys()
    if len(shared) < 2:
        return 0.0
    both = math.fsum(weights[word] * min(one[word], other[word]) for word in shared)  # the same in whatever order
    return both / min(math.fsum(weights[word] * near for word, near in some.items()) for some in (one, other))


def _groups(known: Sequence[Figured], like: Mapping[tuple[Figured, Figured], float]) -> list[list[Figured]]:
    """Return the groups of two and more: the likest pairs first, two figures of one article only where they agree."""
    of = {one.number: [one] for one in known}
    for (one, other), _ in sorted(like.items(), key=lambda item: (-item[1], item[0][0].order, item[0][1].order)):
        here, there = of[one.number], of[other.number]
        if here is not there and all(_may_join(a, b) for a in here for b in there):
            here += there
            for member in there:
                of[member.number] = here
    groups = {id(group): sorted(group, key=lambda one: one.order) for group in of.values() if len(group) > 1}
    return sorted(groups.values(), key=lambda group: group[0].order)


def _may_join(one: Figured, other: Figured) -> bool:
    return one.article != other.article or agree(one, other)


def _verdict(one: Figured, earlier: Sequence[Figured]) -> tuple[Figured, Verdict]:
    """Return the earlier figure to compare with, the first it agrees with or else the last, and how it stands to it."""
    closed = [other for other in earlier if other.low is not None and other.high is not None]
    for other in closed or earlier:
        if agree(one, other):
            return other, "agrees"
    other = (closed or earlier)[-1]
    before = other.as_of or other.published
    if one.as_of and before and one.as_of > before and _least(one) > _least(other):
        return other, "grew"
    return other, "differs"


def _least(one: Figured) -> float:
    return (one.low if one.low is not None else one.high or 0.0) * one.scale


def agree(one: Figured, other: Figured) -> bool:
    """Say whether two figures of one thing can both be right: their ranges meet, or one is the other rounded."""
    (low, high), (other_low, other_high) = _range(one), _range(other)
    if low <= other_high and other_low <= high:
        return True
    if (one.nearly or other.nearly) and abs(_least(one) - _least(other)) <= NEARLY * abs(_least(one)):
        return True
    return any(_rounds(a, b) for a, b in ((one, other), (other, one)))


def _range(one: Figured) -> tuple[float, float]:
    return (
        -math.inf if one.low is None else one.low * one.scale,
        math.inf if one.high is None else one.high * one.scale,
    )


def _rounds(exact: Figured, rough: Figured) -> bool:
    """Say whether a number becomes another one when it is told in that one's unit with as many digits."""
    if exact.low is None or exact.low != exact.high or rough.low is None or rough.low != rough.high:
        return False
    value, told = exact.low * exact.scale / rough.scale, rough.low
    if not value or not told:
        return value == told
    if exact.scale == rough.scale and _digits(told) >= _digits(exact.low):
        return False
    return math.isclose(float(f"{value:.{_digits(told)}g}"), told, rel_tol=1e-6)


def _digits(number: float) -> int:
    """Return with how many digits a number is told, zeros at its ends left out."""
    return len(f"{number:.10g}".replace(".", "").strip("0")) or 1
