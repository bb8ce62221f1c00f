"""Wordings joined from parts of several others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.compare.align import LEAST, aligned
from onrecord.compare.words import Wording

COVERED = 0.85
"""The share of a wording's words that its parts must have together, and that none may have alone."""


class Fragment(NamedTuple):
    """Words ``[start, end)`` of ours that stand in the wording number ``source``, as ``[other_start, other_end)``."""

    start: int
    end: int
    source: int
    other_start: int
    other_end: int


def spliced(ours: Wording, sources: Sequence[Wording]) -> tuple[Fragment, ...]:
    """Return the parts of a wording, in order, each from one of several sources; none where one source has it all.

    Each part has three words or more; together they are nearly all of it. The source with most words comes first, then
    that with most of those left.
    """
    laid = [aligned(ours.keys, source.keys) for source in sources]
    if not laid or max(one.shared for one in laid) >= COVERED * len(ours.words):
        return ()
    free = [True] * len(ours.words)
    parts: list[Fragment] = []
    for _ in laid:
        gains = [
            (sum(free[n] for run in (*one.runs, *one.moved) for n in range(run.start, run.end)), -number)
            for number, one in enumerate(laid)
        ]
        gain, number = max(gains)
        if gain < LEAST:
            break
        number = -number
        for run in (*laid[number].runs, *laid[number].moved):
            parts += _free_parts(run.start, run.end, run.other_start, number, free)
    if len({part.source for part in parts}) < 2 or sum(part.end - part.start for part in parts) < COVERED * len(free):
        return ()
    return tuple(sorted(parts))


def _free_parts(start: int, end: int, other: int, source: int, free: list[bool]) -> list[Fragment]:
    """Take the free stretches of a run, those of a few words at least."""
    found = []
    at = start
    while at < end:
        stop = at
        while stop < end and free[stop]:
            stop += 1
        if stop - at >= LEAST:
            found.append(Fragment(at, stop, source, other + at - start, other + stop - start))
            free[at:stop] = [False] * (stop - at)
        at = stop + 1
    return found
