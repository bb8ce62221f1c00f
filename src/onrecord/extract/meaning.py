"""What words mean, as a vector: the sentence vector that all-MiniLM-L6-v2 would give them, from the tagger's own pass.

The network learnt it beside its labels (``training/quick.py``), so that it costs next to nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.tokens import Tokens
from onrecord.terms import Span

DIMENSIONS = 384


class Meaning:
    """Turns the states of word pieces into vectors.

    Args:
        path: an array, float16, (states + 1, DIMENSIONS): a matrix and, in its last row, what is added.
    """

    def __init__(self, path: Path) -> None:
        self._projection = np.load(path).astype(np.float32)

    def __call__(
        self, states: NDArray[np.floating], pieces: Tokens, parts: Iterable[Sequence[Span]]
    ) -> NDArray[np.int8]:
        """Return the vectors of some words, each given as its spans: int8, (words, DIMENSIONS).

        Their directions are what counts: the largest component of each is 127 or -127.

        Args:
            states: of the pieces, (pieces, states).
            pieces: an article's.
            parts: spans in the document's text; what covers no piece has a vector of 0.
        """
        means = [self._mean(states, pieces, spans) for spans in parts]
        if not means:
            return np.zeros((0, DIMENSIONS), np.int8)
        vectors = np.stack(means) @ self._projection[:-1] + self._projection[-1]
        scaled = vectors * (127 / np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-9))
        out: NDArray[np.int8] = np.round(scaled).astype(np.int8)
        return out

    def _mean(self, states: NDArray[np.floating], pieces: Tokens, spans: Sequence[Span]) -> NDArray[np.float32]:
        total, count = np.zeros(states.shape[1], np.float32), 0
        for start, end in spans:
            first = int(np.searchsorted(pieces.ends, start, side="right"))
            last = int(np.searchsorted(pieces.starts, end, side="left"))
            total += states[first:last].sum(0, dtype=np.float32)
            count += max(0, last - first)
        return total / np.float32(max(count, 1))
