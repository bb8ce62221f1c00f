"""Finding the days that articles name by an occasion, story by story: those of which nothing changed are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from onrecord.link.nights import day_of, days, named
from onrecord.store import nights as store
from onrecord.store.nights import NamedDay
from onrecord.terms import Dated, Span


def find(db: sqlite3.Connection) -> None:
    """Find the days that are named in stories that changed; to be called inside of a transaction."""
    for articles in store.due(db):
        known = days(store.told(db, articles))
        store.keep(db, articles, list(_found(db, articles, known)))


def _found(db: sqlite3.Connection, articles: Sequence[int], known: Mapping[str, tuple[str, int]]) -> Iterator[NamedDay]:
    for article in articles if known else ():
        taken = store.taken(db, article)
        for body, words in store.bodies(db, article):
            for one in named(words):
                span = Span(body.start + one.start, body.start + one.end)
                found = day_of(one, known)
                if found and not any(span.start < end and start < span.end for start, end in taken):
                    sentence = _sentence(words, one.start, one.end)
                    place = Span(body.start + sentence.start, body.start + sentence.end)
                    yield NamedDay(article, Dated(span, found[0], place), found[1])


def _sentence(words: str, start: int, end: int) -> Span:
    """Return the sentence around words, by the stops before and after them."""
    from onrecord.extract.prose import STOP  # here, since what extracts takes a while to load

    stops = [stop.end() for stop in STOP.finditer(words)]
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop >= end), default=len(words))
    return Span(first, first + len(words[first:last].rstrip()))
