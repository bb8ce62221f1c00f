"""Stories of many articles at once: what ``stories.stories`` finds, part by part of all that pairs connect."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.link.alike import Alike
from onrecord.link.parts import components, together
from onrecord.link.stories import SAME, Pair, stories

SURELY = SAME + 1e-6
"""What is alike by that much stays so however means are rounded."""
LARGEST = 2000
"""Articles of a part whose likenesses are all in memory."""
FULL = 10_000
"""How much longer a pair takes than a place in a table that is gone through."""


def groups(size: int, pairs: Alike) -> Iterator[list[int]]:
    """Yield groups of two articles or more, each in rising order.

    Args:
        size: how many articles there are, numbered from 0 in an order that is the same in every record.
        pairs: by these numbers; the order of pairs and of their ends changes nothing.
    """
    ones, others = np.minimum(pairs.ones, pairs.others), np.maximum(pairs.ones, pairs.others)
    same = pairs.likenesses >= SAME
    parts = components(size, ones[same], others[same])
    inside = np.flatnonzero(parts[ones] == parts[others])
    surely = inside[pairs.likenesses[inside] >= SURELY]
    sizes, held = np.bincount(parts, minlength=size), np.bincount(parts[ones[surely]], minlength=size)
    whole = held * 2 == sizes * (sizes - 1)  # all are alike: whatever is joined first, nothing stays apart
    inside = inside[~whole[parts[ones[inside]]]]
    within = {int(parts[ones[inside[some[0]]]]): inside[some] for some in together(parts[ones[inside]])}
    for members in together(parts):
        part = int(parts[members[0]])
        if not whole[part]:
            some = within[part]
            first, second = (np.searchsorted(members, ends[some]) for ends in (ones, others))
            for group in _of_part(len(members), Alike(first, second, pairs.likenesses[some])):
                yield members[group].tolist()
        elif len(members) > 1:
            yield members.tolist()


def _of_part(size: int, pairs: Alike) -> Iterator[list[int]]:
    """Yield the groups of articles that pairs connect: by a table of all where that is quicker than pair by pair."""
    if size <= LARGEST and size**3 <= FULL * len(pairs.ones):
        yield from _in_table(size, pairs)
    else:
        each = map(Pair, pairs.ones.tolist(), pairs.others.tolist(), pairs.likenesses.tolist())
        yield from (sorted(group) for group in stories(range(size), each))


def _in_table(size: int, pairs: Alike) -> Iterator[list[int]]:
    """Yield groups as ``stories`` finds them: it joins the first of those most alike, and of those ever the lower."""
    totals, means = np.zeros((size, size)), np.zeros((size, size))
    totals[pairs.ones, pairs.others] = totals[pairs.others, pairs.ones] = pairs.likenesses
    means[pairs.ones, pairs.others] = pairs.likenesses  # of lower and higher
    sizes = np.ones(size)
    found = [[number] for number in range(size)]
    while True:
        one, other = divmod(int(means.argmax()), size)
        if means[one, other] < SAME:
            break
        found[one] += found[other]
        found[other] = []
        totals[one] += totals[other]
        totals[:, one] = totals[one]
        sizes[one] += sizes[other]
        sizes[other] = np.inf  # nothing is alike to what is no more
        means[other] = means[:, other] = 0
        now = totals[one] / (sizes[one] * sizes)
        means[one, one + 1 :], means[:one, one] = now[one + 1 :], now[:one]
    yield from (sorted(group) for group in found if len(group) > 1)
