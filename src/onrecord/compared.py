"""Comparing the figures of a record: those of an article with those of the articles before it that are likest.

Whether two figures may be of one thing depends on their two articles alone; which articles are compared depends on what
is on record, not on the order in which it came: of those that are alike, each is compared with the LIKEST that came out
before it. Groups are made again of all that such pairs lead to from figures that came, or whose counterparts went.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from onrecord.link import figures as link
from onrecord.link.figures import Known, Pair
from onrecord.link.likenesses import Likenesses
from onrecord.link.stories import LEAST
from onrecord.store import comparisons as store
from onrecord.store import stories
from onrecord.store.comparisons import Placed
from onrecord.store.stories import UNDATED

EVER = 10**7
"""A day after all others."""
AT_HAND = 2000
"""Articles whose figures are kept at hand while others are compared with them."""


def find(db: sqlite3.Connection) -> None:
    """Compare the figures of articles that came since this was last done; to be called inside of a transaction."""
    comparing = Comparing(db)
    lost = store.left(db)
    losers = store.articles(db, lost)
    later = set(losers)
    known = store.any_compared(db)
    came = store.new(db)
    for one in came:
        store.done(db, one.article)
    for one in came:
        comparing.add(one)
        if known:
            later |= comparing.after(one)
    new = {one.article for one in came}
    for one in sorted(map(comparing.place, later - new)):
        comparing.settle(one, new, anew=one.article in losers)
    for members, found in _around(db, comparing.touched | lost | store.left(db)):
        figured = store.some(db, members)
        store.put(db, members, link.things(figured, found))


class Comparing:
    """Compares articles with those that they are to be compared with; ``touched`` are the figures of pairs it found."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._likenesses = Likenesses(lambda article: stories.terms(db, article))
        self._figures = lru_cache(AT_HAND)(self._read)
        self.place = lru_cache(None)(lambda article: store.place(db, article))
        self.touched: set[int] = set()

    def add(self, one: Placed) -> None:
        """Compare an article that came with itself, and with those before it."""
        ones = self._figures(one.article)
        store.join(self._db, link.repeats(ones))
        if ones:
            self._compare(one, self._before(one)[: link.LIKEST])

    def after(self, one: Placed) -> set[int]:
        """Return the articles after one that are alike: it may be among the likest before each of them."""
        if not self._figures(one.article):
            return set()
        first, last = (UNDATED, EVER) if one.day == UNDATED else (one.day, one.day + link.APART)
        return {other.article for _, other in self._alike(one, first, last) if other > one}

    def settle(self, one: Placed, new: Collection[int], *, anew: bool) -> None:
        """Compare an article with those that are of the likest before it since some came or, then ``anew``, went."""
        before = self._before(one)
        now = before[: link.LIKEST]
        were = [other for other in before if other not in new][: link.LIKEST]
        store.part(self._db, one.article, set(were) - set(now))
        self._compare(one, now if anew else sorted(set(now) - set(were)))

    def _before(self, one: Placed) -> list[int]:
        """Return the articles before one that are alike, the likest first."""
        first, last = (UNDATED, UNDATED) if one.day == UNDATED else (one.day - link.APART, one.day)
        alike = [(-likeness, other) for likeness, other in self._alike(one, first, last) if other < one]
        return [other.article for _, other in sorted(alike)]

    def _alike(self, one: Placed, first: int, last: int) -> Iterator[tuple[float, Placed]]:
        near = store.near(self._db, one.article, first, last, LEAST)
        likenesses = self._likenesses.of(one.article, near).tolist() if near else []
        for article, likeness in zip(near, likenesses, strict=True):
            if likeness >= link.ALIKE:
                yield likeness, self.place(article)

    def _compare(self, one: Placed, others: Iterable[int]) -> None:
        for other in others:
            found = link.pairs(self._figures(one.article), self._figures(other))
            store.join(self._db, found)
            self.touched.update(number for pair in found for number in (pair.one, pair.other))

    def _read(self, article: int) -> Sequence[Known]:
        return [link.known(one) for one in store.figures(self._db, article)]


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
