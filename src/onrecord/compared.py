"""Comparing the figures of a record: those of articles that came with those of the articles that are like them.

Whether two figures may be of one thing depends on their two articles alone, and groups are made again of all that such
pairs lead to from figures that came or lost a counterpart: so what is found depends on what is on record, not on the
order in which it came. Only where more than LIKEST articles are alike does it: of those on record an article is
compared with the likest, since all with all would take hours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest

from onrecord.link import figures as link
from onrecord.link.figures import Known, Pair
from onrecord.link.likenesses import Likenesses
from onrecord.link.stories import LEAST
from onrecord.store import comparisons as store
from onrecord.store import stories

LIKEST = 50
"""Articles with which an article is compared at most."""
AT_HAND = 2000
"""Articles whose figures are kept at hand while others are compared with them."""


def find(db: sqlite3.Connection) -> None:
    """Compare the figures of articles that came since this was last done; to be called inside of a transaction."""
    touched: set[int] = set()
    likenesses = Likenesses(lambda article: stories.terms(db, article))

    @lru_cache(AT_HAND)
    def figures(article: int) -> Sequence[Known]:
        return [link.known(one) for one in store.figures(db, article)]

    for one in store.new(db):
        ones = figures(one.article)
        near = store.near(db, one, link.APART, LEAST) if ones else []
        alike = likenesses.of(one.article, near).tolist() if near else []
        for other in _likest(near, alike):
            found = link.pairs(ones, figures(other))
            store.join(db, found)
            touched.update(number for pair in found for number in (pair.one, pair.other))
        store.join(db, link.repeats(ones))
        store.done(db, one.article, len(ones))
    for members, found in _around(db, touched | store.left(db)):
        figured = store.some(db, members)
        store.put(db, members, link.things(figured, found))


def _likest(articles: Sequence[int], likenesses: Sequence[float]) -> list[int]:
    """Return the articles that are alike, the LIKEST of them."""
    alike = [(-likeness, one) for one, likeness in zip(articles, likenesses, strict=True) if likeness >= link.ALIKE]
    return [one for _, one in nsmallest(LIKEST, alike)]


def _around(db: sqlite3.Connection, figures: Iterable[int]) -> Iterator[tuple[set[int], list[Pair]]]:
    """Yield all that is connected with some figures, part by part, with the pairs in each."""
    left = set(figures)
    while left:
        edge = [left.pop()]
        members, pairs = set(edge), set()
        while edge:
            for pair in store.pairs(db, edge.pop()):
                pairs.add(pair)
                new = {pair.one, pair.other} - members
                members |= new
                edge += new
        left -= members
        yield members, sorted(pairs)
