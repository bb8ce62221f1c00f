"""Finding stories in a record: articles that came are compared with those there, and groups are made again around them.

What is found depends on what is on record alone, not on the order in which it came: whether two articles are alike
depends on these two, and groups are made of all that alike articles lead to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from onrecord import regrouped
from onrecord.link import stories as link
from onrecord.link.stories import Pair, Terms
from onrecord.store import stories as store
from onrecord.store.stories import UNDATED, Untold

REMEMBERED = 20000
"""Articles whose words are kept at hand."""


def find(db: sqlite3.Connection) -> None:
    """Compare what came since this was last done, and mark the stories; to be called inside of a transaction."""
    store.forget(db)
    around = store.left(db)
    known = lru_cache(REMEMBERED)(lambda article: store.terms(db, article))
    new = []
    for one in store.untold(db):
        terms = link.terms_of(one.title, one.body)
        store.add(db, one, terms, link.keys_of(terms))
        new.append(one._replace(body=""))
    for one in new:
        terms = known(one.article)
        found = store.candidates(db, one, link.keys_of(terms), link.FAR, link.LEAST)
        store.join(db, (pair for pair in _compared(one, terms, found, known) if pair.likeness >= link.FLOOR))
    _group(db, around.union(one.article for one in new))
    store.lay(db, [store.in_order(db, group) for group in regrouped.stories(db)])


def _compared(
    one: Untold, terms: Terms, found: Iterable[tuple[int, int]], known: Callable[[int], Terms]
) -> Iterator[Pair]:
    for article, day in found:
        days = None if UNDATED in (one.day, day) else abs(one.day - day)
        yield Pair(one.article, article, round(link.likeness(terms, known(article), days), 4))


def _group(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Mark the stories among articles and all that pairs lead to from them."""
    left = set(articles)
    while left:
        members, pairs, edge = set(), set(), [left.pop()]
        members.update(edge)
        while edge:
            for pair in store.pairs(db, edge.pop()):
                pairs.add(pair)
                if pair.likeness >= link.SAME:
                    new = {pair.one, pair.other} - members
                    members |= new
                    edge += new
        left -= members
        order = store.in_order(db, members)
        place = {article: n for n, article in enumerate(order)}
        inside = [pair for pair in pairs if {pair.one, pair.other} <= members]
        inside.sort(key=lambda pair: sorted((place[pair.one], place[pair.other])))
        groups = [sorted(group, key=place.__getitem__) for group in link.stories(order, inside)]
        store.mark(db, order, groups)
