"""Finding stories in a record: articles that came are compared with those there, and groups are made again around them.

What is found depends on what is on record alone, not on the order in which it came: whether two articles are alike
depends on these two, and groups are made of all that alike articles lead to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from onrecord import regrouped
from onrecord.engines.local import Pool
from onrecord.link import stories as link
from onrecord.link.alike import Alike, Articles
from onrecord.link.groups import groups
from onrecord.link.likenesses import Likenesses
from onrecord.link.stories import Pair, Terms
from onrecord.store import stories as store
from onrecord.store import told
from onrecord.store.bulk import lifted
from onrecord.store.stories import UNDATED, Untold

R = TypeVar("R")
FEW = 100
"""So many crates of articles are read in this process: beginning others would take longer."""
MANY = 0.5
"""The share of all articles from which on all are compared and grouped anew at once."""


class Given(NamedTuple):
    """An article that came, with its body."""

    one: Untold
    body: str


class Worded(NamedTuple):
    """What an article is known by, as it is kept, and each word with its weight."""

    packed: str
    words: list[str]
    weights: list[int]


def find(db: sqlite3.Connection) -> None:
    """Compare what came since this was last done, and mark the stories; to be called inside of a transaction."""
    store.forget(db)
    around, new = store.left(db), store.untold(db)
    with Pool(few=FEW) as pool:
        if len(around) + len(new) >= MANY * (store.count(db) + len(new)):
            _at_once(db, new, pool)
        elif around or new:
            _compare(db, new, pool)
            _group(db, around | {one.article for one in new})
    store.lay(db, [store.in_order(db, group) for group in regrouped.stories(db)])


def _read(
    db: sqlite3.Connection, new: Iterable[Untold], function: Callable[[Given], R], pool: Pool
) -> Iterator[tuple[Untold, R]]:
    """Yield articles that came, each with what a pool's workers find in its words."""
    bodies = (Given(one, store.body(db, one.article)) for one in new)
    for given, found in pool.crated(function, bodies, size=lambda given: len(given.body)):
        yield given.one, found


def _terms_of(given: Given) -> Terms:
    return link.terms_of(given.one.title, given.body)


def _worded(given: Given) -> Worded:
    return _in_numbers(_terms_of(given))


def _in_numbers(terms: Terms) -> Worded:
    return Worded(store.packed(terms), list(terms), link.weights_of(terms))


def _compare(db: sqlite3.Connection, new: Iterable[Untold], pool: Pool) -> None:
    """Note which articles are like those that came."""
    likenesses = Likenesses(lambda article: store.terms(db, article))
    known = []
    for one, terms in _read(db, new, _terms_of, pool):
        keys = link.keys_of(terms)
        store.add(db, one, terms, keys)
        likenesses.put(one.article, terms)
        known.append((one, keys))
    came = {one.article for one, _ in known}
    for one, keys in known:
        found = store.candidates(db, one, keys, link.FAR, link.LEAST)
        found = [(article, day) for article, day in found if article not in came or article < one.article]
        store.join(db, _compared(one, found, likenesses))


def _compared(one: Untold, found: list[tuple[int, int]], likenesses: Likenesses) -> Iterator[Pair]:
    if not found:
        return
    alike = likenesses.of(one.article, [article for article, _ in found])
    for (article, day), likeness in zip(found, alike.tolist(), strict=True):
        counted = likeness * link.counts(None if UNDATED in (one.day, day) else abs(one.day - day))
        if counted >= link.FLOOR:
            yield Pair(one.article, article, round(counted, 4))


def _group(db: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Mark the stories among articles and all that pairs lead to from them."""
    members, pairs = told.around(db, articles, link.SAME)
    order = store.in_order(db, members)
    store.mark(db, order, _groups(order, pairs))


def _at_once(db: sqlite3.Connection, new: Sequence[Untold], pool: Pool) -> None:
    """Compare all articles with one another, those that were there too, and mark all stories."""
    there = told.every(db)
    articles = Articles(len(there) + len(new), UNDATED)
    for article, day in there:
        terms = store.terms(db, article)
        articles.add(day, list(terms), link.weights_of(terms))
    with lifted(db, *told.INDEXES):
        read = _read(db, new, _worded, pool)
        told.put(db, ((one, _put_in(articles, one, found)) for one, found in read))
        numbers = np.array([*(article for article, _ in there), *(one.article for one in new)], np.int64)
        told.index(db, ((key, day, int(numbers[at])) for key, day, at in articles.keys(first=len(there))))
        pairs = articles.alike()
        pairs = Alike(numbers[pairs.ones], numbers[pairs.others], pairs.likenesses)
        told.join(db, pairs)
        told.mark(db, _groups(told.in_order(db), pairs))


def _put_in(articles: Articles, one: Untold, found: Worded) -> str:
    articles.add(one.day, found.words, found.weights)
    return found.packed


def _groups(order: Sequence[int], pairs: Alike) -> Iterator[list[int]]:
    """Yield the stories of articles, which are given from the earliest to the latest, by pairs of their numbers."""
    numbers = np.array(order, np.int64)
    sort = np.argsort(numbers)
    ones, others = (sort[np.searchsorted(numbers, ends, sorter=sort)] for ends in (pairs.ones, pairs.others))
    for group in groups(len(numbers), Alike(ones, others, pairs.likenesses)):
        yield numbers[group].tolist()
