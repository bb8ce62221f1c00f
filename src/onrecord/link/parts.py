"""What pairs connect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def components(count: int, ones: Numbers, others: Numbers) -> Numbers:
    """Return for each of so many, numbered from 0, the least number that pairs lead to from it."""
    parts = np.arange(count, dtype=np.int64)
    while True:
        before = parts.copy()
        low = np.minimum(before[ones], before[others])
        np.minimum.at(parts, before[ones], low)
        np.minimum.at(parts, before[others], low)
        while not np.array_equal(parts, jumped := parts[parts]):
            parts = jumped
        if np.array_equal(parts, before):
            return parts


def joined(parts: Numbers, ones: Numbers, others: Numbers) -> Numbers:
    """Return parts, as ``components`` gives them, with those made one that further pairs connect."""
    ones, others = parts[ones], parts[others]
    apart = ones != others
    return components(len(parts), ones[apart], others[apart])[parts]


def together(parts: Numbers) -> Iterator[Numbers]:
    """Yield the places of each number, in rising order; the numbers in order of their value."""
    order = np.argsort(parts, kind="stable")
    bounds = np.flatnonzero(np.diff(parts[order])) + 1
    yield from np.split(order, bounds) if len(order) else ()


class Grouped(NamedTuple):
    """Values by the numbers that have them: a number's stand from where those of the one before end to its own end."""

    values: Numbers
    ends: Numbers

    def of(self, number: int) -> list[int]:
        """Return a number's values, in the order in which they were given."""
        begin = self.ends[number - 1] if number else 0
        return list(self.values[begin : self.ends[number]].tolist())


def grouped(numbers: Numbers, values: Numbers, count: int) -> Grouped:
    """Return values by their numbers, of which there are so many from 0 on."""
    return Grouped(values[np.argsort(numbers, kind="stable")], np.cumsum(np.bincount(numbers, minlength=count)))
