"""Where words stand in a text, whatever its white space, hyphenation and punctuation are like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Offsets = Sequence[Sequence[int]]
Set = frozenset[int]


def letters(words: str) -> str:
    r"""Return the letters and digits of words, which no line break, hyphen or kind of quotation mark changes.

    >>> letters("“Har-\nbour ‘wall’,”")
    'Harbourwall'
    """
    return "".join(filter(str.isalnum, words))


@dataclass(frozen=True)
class Letters:
    """The letters and digits of a text's spans, read on from one span to the next, and where each stands."""

    text: str
    places: tuple[int, ...]
    read: str

    @classmethod
    def of(cls, text: str, spans: Offsets) -> Letters:
        """Take them from these spans of a text."""
        places = tuple(place for start, end in spans for place in range(start, end) if text[place].isalnum())
        return cls(text, places, "".join(text[place] for place in places))

    def find(self, words: str) -> Set:
        """Return the places of the letters of words, where they first stand as whole words; none if nowhere."""
        wanted = letters(words)
        at = self.read.find(wanted) if wanted else -1
        while at >= 0:
            places = self.places[at : at + len(wanted)]
            if self._whole(places[0], places[-1]):
                return frozenset(places)
            at = self.read.find(wanted, at + 1)
        return frozenset()

    def find_all(self, parts: Iterable[str]) -> Set:
        """Return the places of the letters of all parts."""
        return frozenset().union(*(self.find(part) for part in parts))

    def _whole(self, first: int, last: int) -> bool:
        before, after = self.text[max(0, first - 1) : first], self.text[last + 1 : last + 2]
        return not before.isalnum() and not after.isalnum()


def inside(text: str, spans: Offsets) -> Set:
    """Return the places of the letters in spans of a text."""
    return frozenset(Letters.of(text, spans).places)


def shared(a: Set, b: Set) -> float:
    """Return what share of their union two sets have in common, 0 to 1."""
    return len(a & b) / len(a | b) if a and b else 0.0


def best_pairs(left: Sequence[Set], right: Sequence[Set], *, least: float = 0.5) -> list[tuple[int, int]]:
    """Pair sets one to one, those that share most first, as the scorer of statements does.

    Args:
        left: sets of places.
        right: those to pair them with.
        least: share of their union that two must have in common.

    Returns:
        Pairs of indices, (left, right), in order of the left ones.
    """
    scores = [(shared(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scores, key=lambda found: -found[0]):
        if score >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())
