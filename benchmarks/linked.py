"""Gold statements paired with found ones, as eval/score_statements.py pairs them for its linked F1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from places import Offsets, Set, shared

Row = Mapping[str, Any]
TRIM = " \t\r\n\u00a0\"'“”‘’«»`.,;:"
LEAST = 0.5


def linked(text: str, gold: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """Pair statements whose sources share at least half of their characters, and whose contents do; the likest first.

    Args:
        text: that of the article.
        gold: statements with "source" and "content", lists of spans; a source may be empty.
        found: those to pair them with.

    Returns:
        The index of the found statement by that of the gold one, one to one.
    """
    scores = [
        (min(_likeness(text, one, other, role) for role in ("source", "content")), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
    ]
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scores, key=lambda scored: -scored[0]):
        if score >= LEAST and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _likeness(text: str, one: Row, other: Row, role: str) -> float:
    """Return the characters' Jaccard index; two statements without a source have like ones."""
    a, b = _characters(text, one.get(role) or ()), _characters(text, other.get(role) or ())
    return shared(a, b) if a or b else 1.0


def _characters(text: str, spans: Offsets) -> Set:
    """Return the places in spans, the white space and marks at each span's ends left out."""
    places: set[int] = set()
    for start, end in spans:
        words = text[start:end]
        places.update(range(start + len(words) - len(words.lstrip(TRIM)), start + len(words.rstrip(TRIM))))
    return frozenset(places)
