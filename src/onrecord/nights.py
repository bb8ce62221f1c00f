"""Finding the days that articles name by an occasion, story by story: those of which nothing changed are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from onrecord.link.nights import Named, day_of, days, named
from onrecord.store import nights as store
from onrecord.store.nights import NamedDay
from onrecord.terms import Dated, Span


class NamedIn(NamedTuple):
    """Where an article names a day by an occasion, and the sentence there."""

    span: Span
    day: Named
    sentence: Span


def find(db: sqlite3.Connection) -> None:
    """Find the days that are named in stories that changed; to be called inside of a transaction."""
    for articles in store.due(db):
        known = days(store.told(db, articles))
        found = ((article, named_in(db, article)) for article in articles if known)
        store.keep(db, articles, [day for article, some in found for day in dated(article, some, known)])


def dated(article: int, some: Iterable[NamedIn], known: Mapping[str, tuple[str, int]]) -> Iterator[NamedDay]:
    """Yield of the days that an article names those that its story dates."""
    for one in some:
        if found := day_of(one.day, known):
            yield NamedDay(article, Dated(one.span, found[0], one.sentence), found[1])


def named_in(db: sqlite3.Connection, article: int) -> Iterator[NamedIn]:
    """Yield the days that an article names by an occasion, but for those whose date it gives itself."""
    taken = store.taken(db, article)
    for body, words in store.bodies(db, article):
        for one in named(words):
            span = Span(body.start + one.start, body.start + one.end)
            if not any(span.start < end and start < span.end for start, end in taken):
                sentence = _sentence(words, one.start, one.end)
                yield NamedIn(span, one, Span(body.start + sentence.start, body.start + sentence.end))


def _sentence(words: str, start: int, end: int) -> Span:
    """Return the sentence around words, by the stops before and after them."""
    from onrecord.extract.prose import STOP  # here, since what extracts takes a while to load

    stops = [stop.end() for stop in STOP.finditer(words)]
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(words))
    return Span(first, first + len(words[first:last].rstrip()))
