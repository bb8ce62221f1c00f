"""Finding quotation families where most of a record is new: all of it at once, with the same outcome as bit by bit."""

from __future__ import annotations

import gc
import re
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple

from onrecord.engines.local import Pool, crates
from onrecord.link import wordings
from onrecord.link.baskets import Placed, baskets
from onrecord.link.families import SURE, Home, Said
from onrecord.link.shelf import Keyed, Linked, all_linked, emptied, is_reference, linked, several
from onrecord.store import atonce as store
from onrecord.store import wordings as kept
from onrecord.store.wordings import Heard, Row, Unheard
from onrecord.terms import Span

NAME = re.compile(r"\w\w+")
NOBODY = ("", "?")
CRATE = 1000
"""Wordings that a process is given at a time, or more where they belong together."""
HUGE = 50_000
"""So many that belong together are linked in this process: to give them to another, they would be there three times."""


class First(NamedTuple):
    """The earliest utterance of a wording, by what puts utterances in order; it gives the text, with its spans."""

    published: str
    document: str
    place: int
    start: int
    id: str
    number: int
    text: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Gathered:
    """A wording as it is put together from its utterances. There are very many: it holds what is asked for alone."""

    number: int
    hash: int
    person: str
    occasion: str
    apart: int
    verbatim: bool
    size: int
    keys: Sequence[int]
    first: First
    articles: array[int] = field(default_factory=lambda: array("q"))
    stories: array[int] = field(default_factory=lambda: array("q"))
    perhaps: frozenset[str] = frozenset()
    sure: float = 0.0

    @property
    def order(self) -> tuple[bool, int, str, str, int]:
        """What puts wordings in order."""
        return wordings.order(self.verbatim, self.size, self.first.published, self.first.id, self.number)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from going through millions of objects again and again for cycles among them: they have none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Gathering:
    """All that is said in all articles, as wordings, and what was found of them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.last_wording, self.last_utterance, self.lifted = store.clear(db)
        self.doubts = store.doubts(db, SURE)
        self.known: dict[tuple[int, str, str, int], Gathered] = {}

    def hear(self, article: Unheard, heard: Iterable[Heard], apart: str) -> None:
        """Take in what is said in an article."""
        store.hear(self.db, article, apart, [self._take(article, one) for one in heard])

    def _take(self, article: Unheard, heard: Heard) -> tuple[int, Heard, int]:
        self.last_utterance += 1
        first = _first(article, heard, self.last_utterance)
        key = heard.hash, intern(heard.person), heard.occasion, heard.apart
        one = self.known.get(key)
        if one is None:
            self.last_wording += 1
            one = Gathered(self.last_wording, *key, heard.verbatim, heard.size, heard.keys, first)
            self.known[key] = one
        elif first < one.first:
            one.first = first
        if article.number not in one.articles[-1:]:
            one.articles.append(article.number)
            if article.story is not None:
                one.stories.append(article.story)
        if doubt := self.doubts.get(heard.statement or 0):
            one.perhaps |= doubt.perhaps
        one.sure = max(one.sure, doubt.sure if doubt else 1.0)
        return self.last_utterance, heard, one.number

    def link(self, pool: Pool) -> None:
        """Find which wordings are of one family by a pool's workers, and keep all."""
        every = sorted(self.known.values(), key=lambda one: one.order)
        self.known = {}
        names = cache(lambda person: frozenset(NAME.findall(kept.name(self.db, person).casefold())))
        homes = {found.number: found.homes for found in _linked(every, names, pool) if found.homes}
        every.sort(key=lambda one: one.number)
        rows = ((one.hash, _row(one, homes.get(one.number, ())), one.keys) for one in emptied(every))
        store.keep(self.db, rows, _members(homes), self.lifted)


class Later(NamedTuple):
    """A wording with the words of its speaker's name, which is made of what was gathered when it is asked for."""

    gathered: Gathered
    names: frozenset[str]

    @property
    def said(self) -> Said:
        """The wording."""
        return _said(self.gathered, self.names)

    @property
    def keys(self) -> Sequence[int]:
        """The keys by which it is found."""
        return self.gathered.keys


def _linked(every: Sequence[Gathered], names: Callable[[str], frozenset[str]], pool: Pool) -> Iterator[Linked]:
    """Yield which references take in each of all wordings: those of a huge basket are made one after the other."""
    parts = baskets(_placed(one, names(one.person)) for one in every)
    for part in parts:
        if len(part) >= HUGE:
            some = (Later(every[n], names(every[n].person)) for n in part)
            yield from linked(some, several(every[n].keys for n in part))
    filled = (
        [Keyed(_said(every[n], names(every[n].person)), every[n].keys) for n in part]
        for part in parts
        if len(part) < HUGE
    )
    for found in pool.mapped(_all_linked, crates(filled, size=len, most=CRATE, full=CRATE)):
        yield from found


def _first(article: Unheard, heard: Heard, number: int) -> First:
    spans = _same(tuple(Span(start - heard.start, end - heard.start) for start, end in heard.spans))
    text = article.text[heard.start : heard.end]
    return First(article.published, article.document, article.place, heard.start, heard.id, number, text, spans)


def _all_linked(baskets: Iterable[list[Keyed]]) -> list[Linked]:
    with uncollected():
        return all_linked(baskets)


@lru_cache(1 << 14)
def _same(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans, of equal ones the same: most are all of a text."""
    return spans


def _members(homes: Mapping[int, Iterable[Home]]) -> Iterator[tuple[int, int, str]]:
    for number, some in homes.items():
        for home in some:
            yield number, home.reference, " ".join(home.relations)


def _placed(one: Gathered, names: frozenset[str]) -> Placed:
    person = "" if one.person in NOBODY else one.person
    return Placed(person, names, one.stories, _day(one.first.published), one.keys)


@lru_cache(1 << 14)
def _day(published: str) -> int | None:
    try:
        return date.fromisoformat(published).toordinal()
    except ValueError:
        return None


def _said(one: Gathered, names: frozenset[str]) -> Said:
    return Said(
        number=one.number,
        verbatim=one.verbatim,
        person=one.person,
        names=names,
        published=one.first.published,
        stories=frozenset(one.stories),
        articles=frozenset(one.articles),
        common=bool(one.occasion),
        text=one.first.text,
        spans=one.first.spans,
        perhaps=one.perhaps,
        sure=one.sure >= SURE,
        apart=one.apart,
    )


def _row(one: Gathered, homes: Iterable[Home]) -> Row:
    reference = is_reference(homes, one.person)
    known = one.number, one.person, one.occasion, one.apart, one.verbatim, one.size
    return Row(*known, one.first.published, one.first.id, one.first.number, reference)
