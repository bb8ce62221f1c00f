"""Linked F1 by outlet with 95 % intervals, by resampling each outlet's articles (Efron 1979)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from linked import linked

ROUNDS = 2000
SEED = 7
Counts = tuple[int, int, int]
"""Pairs, statements found, statements annotated."""


class Interval(NamedTuple):
    """An outlet's linked F1, and between which values it lies in 95 of 100 resamplings of its articles."""

    outlet: str
    articles: int
    f1: float
    low: float
    high: float


def intervals(gold: Iterable[Mapping[str, Any]], found: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Interval]:
    """Return each outlet's interval, the best outlet first.

    Args:
        gold: annotated articles with id, text, statements and publisher; those without a publisher are left out.
        found: statements by article id.
    """
    by_outlet: dict[str, list[Counts]] = {}
    for row in gold:
        if outlet := row.get("publisher"):
            own = found.get(row["id"], ())
            pairs = linked(row["text"], row["statements"], own)
            by_outlet.setdefault(str(outlet), []).append((len(pairs), len(own), len(row["statements"])))
    rng = random.Random(SEED)
    out = []
    for outlet, counts in by_outlet.items():
        drawn = sorted(f1(rng.choices(counts, k=len(counts))) for _ in range(ROUNDS))
        low, high = drawn[ROUNDS * 25 // 1000], drawn[ROUNDS * 975 // 1000 - 1]
        out.append(Interval(outlet, len(counts), f1(counts), low, high))
    return sorted(out, key=lambda one: -one.f1)


def f1(counts: Sequence[Counts]) -> float:
    """Return the F1 over all articles together."""
    pairs, found, annotated = (sum(column) for column in zip(*counts, strict=True))
    return 2 * pairs / (found + annotated) if found + annotated else 1.0


def show(some: Sequence[Interval]) -> None:
    """Print the intervals, and which lie wholly below the mean of the outlets."""
    if not some:
        return
    mean = sum(one.f1 for one in some) / len(some)
    print("linked F1 by outlet, with 95 % intervals over resampled articles:")
    for one in some:
        below = "  wholly below the mean" if one.high < mean else ""
        print(f"  {one.outlet:20} {one.articles:4} articles {one.f1:.3f} ({one.low:.3f} to {one.high:.3f}){below}")
    print(f"  mean of the outlets {mean:.3f}", flush=True)
