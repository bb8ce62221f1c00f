"""How much one article is like many others: as ``stories.likeness`` has it, but of all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.link.stories import SCALE, TERMS, Terms, weights_of


class Likenesses:
    """Articles as rows of numbers: which words they are known by, and how much each weighs.

    Args:
        terms: gives the words of an article that has not been put there.
    """

    def __init__(self, terms: Callable[[int], Terms]) -> None:
        self._terms = terms
        self._words: dict[str, int] = {"": 0}  # in place of the words that an article with few of them has not
        self._rows: dict[int, int] = {}
        self._ids = np.zeros((1024, TERMS), np.int32)
        self._weights = np.zeros((1024, TERMS), np.int64)

    def put(self, article: int, terms: Terms) -> int:
        """Put an article there, and return its row."""
        row = self._rows[article] = len(self._rows)
        if row == len(self._ids):
            self._ids = np.concatenate([self._ids, np.zeros_like(self._ids)])
            self._weights = np.concatenate([self._weights, np.zeros_like(self._weights)])
        self._ids[row, : len(terms)] = [self._words.setdefault(word, len(self._words)) for word in terms]
        self._weights[row, : len(terms)] = weights_of(terms)
        return row

    def of(self, article: int, others: Sequence[int]) -> NDArray[np.float64]:
        """Return how much others are like an article, from 0 to 1, whenever they came out."""
        row, rows = self._row(article), [self._row(other) for other in others]
        weights = np.zeros(len(self._words), np.int64)
        weights[self._ids[row]] = self._weights[row]
        weights[0] = 0
        shared: NDArray[np.float64] = (weights[self._ids[rows]] * self._weights[rows]).sum(axis=1) / SCALE**2
        return shared

    def _row(self, article: int) -> int:
        row = self._rows.get(article)
        return self.put(article, self._terms(article)) if row is None else row
