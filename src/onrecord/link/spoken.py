"""What one speaker said in a stretch of days, found by what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

CROWD = 16
"""So many are found by an index of their stems; fewer are gone through, since an index takes ten times their memory."""


class Spoken:
    """Utterances by their numbers, put there in rising order, each with the stems of its words."""

    __slots__ = ("_by_stem", "_few")

    def __init__(self) -> None:
        self._few: list[tuple[int, tuple[str, ...]]] = []
        self._by_stem: dict[str, list[int]] | None = None

    def put(self, number: int, stems: Iterable[str]) -> None:
        """Put an utterance there."""
        if self._by_stem is None:
            self._few.append((number, tuple(stems)))
            if len(self._few) < CROWD:
                return
            self._by_stem = defaultdict(list)
        else:
            self._few = [(number, tuple(stems))]
        for one, its in self._few:
            for stem in its:
                self._by_stem[stem].append(one)
        self._few = []

    def having(self, stems: Mapping[str, float], enough: float) -> Iterator[int]:
        """Yield the utterances of which some stems weigh enough together, given what each of these weighs."""
        if self._by_stem is None:
            for number, its in self._few:
                if sum(stems.get(stem, 0.0) for stem in its) >= enough:
                    yield number
        else:
            yield from _having([(rare, self._by_stem.get(stem, ())) for stem, rare in stems.items()], enough)


def _having(held: list[tuple[float, Sequence[int]]], enough: float) -> Iterator[int]:
    """Yield the numbers of which what holds them weighs enough together.

    They are looked for in what fewest have: those that are in none of it have not enough left by the others.
    """
    held.sort(key=lambda one: len(one[1]))
    left = sum(rare for rare, _ in held)
    found: dict[int, float] = {}
    for rare, numbers in held:
        if left >= enough:
            for number in numbers:
                found[number] = found.get(number, 0.0) + rare
        else:
            for number in found:
                at = bisect_left(numbers, number)
                if at < len(numbers) and numbers[at] == number:
                    found[number] += rare
        left -= rare
    yield from (number for number, rare in found.items() if rare >= enough)
