"""Articles about the same events: keys -> candidate pairs -> verdict -> groups.

An article is its rarest and most repeated words; two are about one thing if these agree and they came out within days
of one another (Allan et al. 1998 on topic detection and tracking). How rare a word is does not depend on the record,
so an article that comes changes nothing between two others. Groups are made by average linkage, so that articles that
each resemble the next make no chain.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from typing import NamedTuple

from onrecord.link.rarity import rarity

TERMS = 80
"""Words an article is known by. From 40 to all of them the figures below are the same."""
KEYS = 16
"""How many of the first of these it is found by."""
LEAST = 2
"""Keys that two articles share to be compared."""
SAME = 0.19
"""The mean likeness of two groups' articles from which they are about one thing. From 0.16 to 0.22 BASIL's 60 events
come out with a B-cubed F1 of 0.985 or more; rerun `benchmarks/stories.py` when changing."""
FLOOR = 0.09
"""What is less alike counts as nothing alike."""
NEAR, FAR = 3, 10
"""Days apart: up to ``NEAR`` all of a likeness counts, up to ``FAR`` half of it, then nothing. A weekly comes later."""
SCALE = 10_000
"""Weights are whole numbers of such parts, so that a sum is the same in whatever order it is made."""
WORD = re.compile(r"[^\W_]{2,}")

Terms = Mapping[str, float]
"""An article's words, each with its weight, as a vector of length 1; the weightiest first."""


class Pair(NamedTuple):
    """Two articles that are somewhat alike, from 0 to 1."""

    one: int
    other: int
    likeness: float


def terms_of(title: str | None, body: str) -> Terms:
    """Return the words an article is known by; those of its title count twice more."""
    counts = Counter(WORD.findall(body.casefold()))
    for word in WORD.findall((title or "").casefold()):
        counts[word] += 2
    weights = {word: -sqrt(count) * rare for word, count in counts.items() if (rare := rarity(word))}
    first = sorted(sorted(weights), key=weights.__getitem__)[:TERMS]  # twice: quicker than by both at once
    length = sqrt(sum(weights[word] ** 2 for word in first)) or 1.0
    return {word: round(-weights[word] / length, 4) for word in first}


def keys_of(terms: Terms) -> list[str]:
    """Return the words an article is found by."""
    return list(terms)[:KEYS]


def weights_of(terms: Terms) -> list[int]:
    """Return the words' weights in parts of ``SCALE``."""
    return [round(weight * SCALE) for weight in terms.values()]


def likeness(one: Terms, other: Terms, days: int | None) -> float:
    """Return how much two articles are alike, from 0 to 1.

    Args:
        one: an article's words.
        other: the other's.
        days: how far apart they came out, None where one has no date.
    """
    shared = sum(round(one[word] * SCALE) * round(other[word] * SCALE) for word in one.keys() & other.keys())
    return shared / SCALE**2 * counts(days)


def counts(days: int | None) -> float:
    """Return how much of a likeness counts between articles so many days apart, None where one has no date."""
    return 0.5 if days is None else 0.0 if days > FAR else 1.0 if days <= NEAR else 0.5


def stories(articles: Iterable[int], pairs: Iterable[Pair]) -> Iterator[list[int]]:
    """Yield groups of two articles or more, by average linkage; the order of articles and pairs changes nothing.

    Args:
        articles: in an order that is the same in every record, which decides between ways that are equally good.
        pairs: those that are alike by ``FLOOR`` or more, each once; others count 0.
    """
    groups = {number: [article] for number, article in enumerate(articles)}
    numbers = {article: number for number, (article,) in groups.items()}
    near: dict[int, dict[int, float]] = {number: {} for number in groups}
    for one, other, alike in pairs:
        near[numbers[one]][numbers[other]] = near[numbers[other]][numbers[one]] = alike
    ways = [
        (-alike, a, b, 1, 1) for a, others in near.items() for b, alike in others.items() if a < b and alike >= SAME
    ]
    heapq.heapify(ways)
    while ways:
        _, a, b, size, other_size = heapq.heappop(ways)
        if len(groups.get(a, ())) != size or len(groups.get(b, ())) != other_size:
            continue
        groups[a] += groups.pop(b)
        _join(near, a, b)
        for other, total in near[a].items():
            mean = total / (len(groups[a]) * len(groups[other]))
            if mean >= SAME:
                first, second = min(a, other), max(a, other)
                heapq.heappush(ways, (-mean, first, second, len(groups[first]), len(groups[second])))
    yield from (group for group in groups.values() if len(group) > 1)


def _join(near: dict[int, dict[int, float]], a: int, b: int) -> None:
    """Add up what two groups have in common with all others."""
    for other, total in near.pop(b).items():
        del near[other][b]
        if other != a:
            near[a][other] = near[other][a] = near[a].get(other, 0.0) + total


def shared_terms(members: Iterable[Terms], most: int = 8) -> list[str]:
    """Return the words that most make a group: those weightiest in all its articles together, in two at least."""
    total: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for terms in members:
        for word, weight in terms.items():
            total[word] += weight  # type: ignore[assignment]
            held[word] += 1
    found = [word for word in total if held[word] > 1]
    return sorted(found, key=lambda word: (-total[word], word))[:most]
