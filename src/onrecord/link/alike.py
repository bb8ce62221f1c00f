"""How much each of many articles is like each other: as ``stories.likeness`` has it, but of all pairs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.link.stories import FAR, FLOOR, KEYS, LEAST, NEAR, SCALE, TERMS

HITS = 1 << 18
"""So many times that two articles share a key are looked at together; where one article has more of them, its own."""
CHUNK = 100_000
"""Keys that are lists at one time."""
PLACES = 10_000
"""A likeness is kept as a whole number of such parts."""
Numbers = NDArray[np.int64]


class Alike(NamedTuple):
    """Pairs of articles that are alike by ``FLOOR`` or more, each once: the places of one and other, and how much."""

    ones: Numbers
    others: Numbers
    likenesses: NDArray[np.float64]


class Articles:
    """Articles as rows of numbers: when they came out, which words they are known by, and how much each weighs.

    >>> some = Articles(3, undated=-1)
    >>> for day in (10, 12, 40):
    ...     some.add(day, ["corvina", "ferry"], [8000, 6000])
    >>> some.alike()
    Alike(ones=array([0]), others=array([1]), likenesses=array([1.]))

    Args:
        size: how many there will be.
        undated: the day of those whose day is unknown, before all others.
    """

    def __init__(self, size: int, undated: int) -> None:
        self._undated = undated
        self._words: defaultdict[str, int] = defaultdict(count(1).__next__)  # 0 where an article has no more of them
        self._days = np.full(size, undated, np.int64)
        self._ids = np.zeros((size, TERMS), np.int32)
        self._weights = np.zeros((size, TERMS), np.int32)
        self._next = count()

    def add(self, day: int, words: Sequence[str], weights: Sequence[int]) -> None:
        """Put in the next article: its words, the weightiest first, and their weights in parts of ``SCALE``."""
        at = next(self._next)
        self._days[at] = day
        self._ids[at, : len(words)] = [self._words[word] for word in words]
        self._weights[at, : len(words)] = weights

    def keys(self, first: int = 0) -> Iterator[tuple[str, int, int]]:
        """Yield the keys of articles from the first on, in order, each with the day and place of one that has it."""
        words = sorted(self._words)
        order = np.zeros(len(words) + 1, np.int64)
        order[[self._words[word] for word in words]] = np.arange(len(words))
        places, columns = np.nonzero(self._ids[first:, :KEYS])
        places += first
        keys, days = order[self._ids[places, columns]], self._days[places]
        for some in np.split(np.lexsort([places, days, keys]), range(CHUNK, len(keys), CHUNK)):
            held = map(words.__getitem__, keys[some].tolist())
            yield from zip(held, days[some].tolist(), places[some].tolist(), strict=True)

    def alike(self) -> Alike:
        """Return the pairs that share ``LEAST`` keys, on days that are not far apart or unknown, and are alike."""
        order = np.argsort(self._days, kind="stable")  # the undated first: they are compared with all that follow
        days = self._days[order]
        ids, weights = self._ids[order], self._weights[order]
        ends = np.where(days == self._undated, len(days), np.searchsorted(days, days + FAR, "right"))
        of_words = np.zeros(len(self._words) + 1, np.int32)
        found = [Alike(order[:0], order[:0], np.zeros(0))]
        for ones, others in _sharing(ids[:, :KEYS], ends):
            likenesses = np.zeros(len(ones))
            for first, last in pairwise([*_begins(ones), len(ones)]):
                one, some = ones[first], others[first:last]
                of_words[ids[one]] = weights[one]
                of_words[0] = 0
                # whole numbers, of which no sum is larger than SCALE squared by more than rounding
                likenesses[first:last] = np.einsum("ij,ij->i", of_words[ids[some]], weights[some])
                of_words[ids[one]] = 0
            near = (days[ones] != self._undated) & (days[others] - days[ones] <= NEAR)
            likenesses = likenesses / SCALE**2 * np.where(near, 1.0, 0.5)
            kept = likenesses >= FLOOR
            found.append(Alike(order[ones[kept]], order[others[kept]], rounded(likenesses[kept])))
        return Alike(*map(np.concatenate, zip(*found, strict=True)))


def _sharing(keys: NDArray[np.int32], ends: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield articles with others between them and where each one's end: those that share ``LEAST`` keys, in order."""
    size = len(keys)
    articles, columns = np.nonzero(keys)
    held = np.sort(keys[articles, columns].astype(np.int64) * size + articles)  # by key, then by article
    key, article = np.divmod(held, size)
    begins = np.arange(1, len(held) + 1)
    hits = np.searchsorted(held, key * size + ends[article]) - begins
    by_article = np.argsort(article, kind="stable")
    bounds = np.searchsorted(article[by_article], np.arange(size + 1))
    total = np.concatenate([[0], np.cumsum(hits[by_article])])[bounds]
    cuts = np.searchsorted(total, np.arange(HITS, total[-1] + HITS, HITS))
    for first, last in pairwise(np.unique([0, *np.minimum(cuts, size)]).tolist()):
        some = by_article[bounds[first] : bounds[last]]
        counts = hits[some]
        others = np.arange(counts.sum()) + np.repeat(begins[some] - (np.cumsum(counts) - counts), counts)
        pairs = np.sort(np.repeat(article[some], counts) * size + article[others])
        runs = _begins(pairs)
        often = np.diff(runs, append=len(pairs)) >= LEAST
        yield np.divmod(pairs[runs[often]], size)


def _begins(numbers: Numbers) -> Numbers:
    """Return where in sorted numbers another one begins."""
    return np.flatnonzero(np.diff(numbers, prepend=-1))


def rounded(likenesses: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return likenesses as ``round`` gives them, which looks at those that seem to stand halfway bit by bit."""
    parts = likenesses * PLACES
    found = np.rint(parts) / PLACES
    for n in np.flatnonzero(np.abs(parts - np.floor(parts) - 0.5) < 1e-6):
        found[n] = round(float(likenesses[n]), 4)
    return found
