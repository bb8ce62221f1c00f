"""Finding stories in a record: articles that came are compared with those there, and groups are made again around them.

What is found depends on what is on record alone, not on the order in which it came: whether two articles are alike
depends on these two, and groups are made of all that alike articles lead to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import numpy as np

from onrecord import regrouped
from onrecord.engines.local import Pool
from onrecord.link import stories as link
from onrecord.link.likenesses import Likenesses
from onrecord.link.parts import components, together
from onrecord.link.stories import Pair
from onrecord.store import stories as store
from onrecord.store.stories import UNDATED, Untold

FEW = 100
"""So many crates of articles are read in this process: beginning others would take longer."""
MANY = 0.5
"""The share of all articles from which on all are grouped anew at once."""


def find(db: sqlite3.Connection) -> None:
    """Compare what came since this was last done, and mark the stories; to be called inside of a transaction."""
    store.forget(db)
    around = store.left(db)
    likenesses = Likenesses(lambda article: store.terms(db, article))
    new = []
    with Pool(few=FEW) as pool:
        for one, terms in pool.crated(_terms_of, store.untold(db), size=lambda article: len(article.body)):
            keys = link.keys_of(terms)
            store.add(db, one, terms, keys)
            likenesses.put(one.article, terms)
            new.append((one._replace(body=""), keys))
    came = {one.article for one, _ in new}
    for one, keys in new:
        found = store.candidates(db, one, keys, link.FAR, link.LEAST)
        found = [(article, day) for article, day in found if article not in came or article < one.article]
        store.join(db, _compared(one, found, likenesses))
    if around or came:
        _group(db, around | came)
    store.lay(db, [store.in_order(db, group) for group in regrouped.stories(db)])


def _terms_of(one: Untold) -> link.Terms:
    return link.terms_of(one.title, one.body)


def _compared(one: Untold, found: list[tuple[int, int]], likenesses: Likenesses) -> Iterator[Pair]:
    if not found:
        return
    alike = likenesses.of(one.article, [article for article, _ in found])
    for (article, day), likeness in zip(found, alike.tolist(), strict=True):
        counted = likeness * link.counts(None if UNDATED in (one.day, day) else abs(one.day - day))
        if counted >= link.FLOOR:
            yield Pair(one.article, article, round(counted, 4))


def _group(db: sqlite3.Connection, articles: set[int]) -> None:
    """Mark the stories among articles and all that pairs lead to from them."""
    every = store.count(db)
    for order, pairs in _all(db) if len(articles) >= MANY * every else _around(db, articles):
        groups = link.stories(range(len(order)), pairs)
        store.mark(db, order, [[order[n] for n in sorted(group)] for group in groups])


def _around(db: sqlite3.Connection, articles: Iterable[int]) -> Iterator[tuple[list[int], list[Pair]]]:
    """Yield all that is connected with some articles, part by part.

    Returns:
        Of each part the articles, the earliest first, and the pairs among them, by their places in it and in order.
    """
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
        known = ((place.get(one), place.get(other), likeness) for one, other, likeness in pairs)
        yield (
            order,
            sorted(
                Pair(min(one, other), max(one, other), likeness)
                for one, other, likeness in known
                if one is not None and other is not None
            ),
        )


def _all(db: sqlite3.Connection) -> Iterator[tuple[list[int], list[Pair]]]:
    """Yield the same of all articles."""
    ones, others, alike = store.every_pair(db)
    every = store.every_in_order(db)
    numbers = np.argsort(every)
    ones, others = (numbers[np.searchsorted(every[numbers], some)] for some in (ones, others))
    ones, others = np.minimum(ones, others), np.maximum(ones, others)
    order = np.lexsort([others, ones])
    ones, others, alike = ones[order], others[order], alike[order]
    same = alike >= link.SAME
    parts = components(len(every), ones[same], others[same])
    within = np.flatnonzero(parts[ones] == parts[others])
    pairs = {int(parts[ones[some[0]]]): some for some in (within[n] for n in together(parts[ones[within]]))}
    for members in together(parts):
        some = pairs.get(int(parts[members[0]]), within[:0])
        first, second = (np.searchsorted(members, ranks[some]).tolist() for ranks in (ones, others))
        yield every[members].tolist(), list(map(Pair, first, second, alike[some].tolist()))
