"""Finding quotation families where most of a record is new: all of it at once, with the same outcome as bit by bit."""

from __future__ import annotations

import gc
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from sys import intern

from onrecord.engines.local import Pool
from onrecord.link import wordings
from onrecord.link.baskets import Placed, baskets
from onrecord.link.families import SURE, Home, Said
from onrecord.link.shelf import Keyed, all_linked, is_reference
from onrecord.store import atonce as store
from onrecord.store import wordings as kept
from onrecord.store.wordings import Heard, Row, Unheard
from onrecord.terms import Span

NAME = re.compile(r"\w\w+")
NOBODY = ("", "?")
CRATE = 1000
"""Wordings that a process is given at a time, or more where they belong together."""


@dataclass(slots=True)
class Gathered:
    """A wording as it is put together from its utterances, of which the earliest gives the text."""

    number: int
    heard: Heard
    article: Unheard
    first: int
    text: str
    keys: Sequence[int]
    articles: list[int] = field(default_factory=list)
    stories: list[int] = field(default_factory=list)
    perhaps: frozenset[str] = frozenset()
    sure: float = 0.0

    @property
    def when(self) -> tuple[str, str, int, int, str]:
        """What puts utterances in order."""
        return self.article.published, self.article.document, self.article.place, self.heard.start, self.heard.id

    @property
    def order(self) -> tuple[bool, int, str, str, int]:
        """What puts wordings in order."""
        one = self.heard
        return wordings.order(one.verbatim, one.size, self.article.published, one.id, self.number)


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
        bare = article._replace(text="", statements=[])
        store.hear(self.db, article, apart, [self._take(bare, article.text, one) for one in heard])

    def _take(self, article: Unheard, text: str, heard: Heard) -> tuple[int, Heard, int]:
        self.last_utterance += 1
        one = self.known.get(heard[:4])
        keys, heard = heard.keys, heard._replace(keys=(), person=intern(heard.person))
        if one is None:
            self.last_wording += 1
            one = Gathered(self.last_wording, heard, article, self.last_utterance, "", keys)
            one.text = text[heard.start : heard.end]
            self.known[heard[:4]] = one
        else:
            new = Gathered(one.number, heard, article, self.last_utterance, "", one.keys)
            if new.when < one.when:
                one.heard, one.article, one.first = heard, article, new.first
                one.text = text[heard.start : heard.end]
        if article.number not in one.articles[-1:]:
            one.articles.append(article.number)
            one.stories += [] if article.story is None else [article.story]
        doubt = self.doubts.get(heard.statement or 0)
        one.perhaps |= doubt.perhaps if doubt else frozenset()
        one.sure = max(one.sure, doubt.sure if doubt else 1.0)
        return self.last_utterance, heard, one.number

    def link(self, pool: Pool) -> None:
        """Find which wordings are of one family by a pool's workers, and keep all."""
        every = sorted(self.known.values(), key=lambda one: one.order)
        self.known = {}
        named = cache(lambda person: frozenset(NAME.findall(kept.name(self.db, person).casefold())))
        parts = baskets(_placed(one, named(one.heard.person)) for one in every)
        filled = ([Keyed(_said(every[n], named(every[n].heard.person)), every[n].keys) for n in part] for part in parts)
        linked = (found for some in pool.mapped(all_linked, _crates(filled)) for found in some)
        homes = {found.number: found.homes for found in linked if found.homes}
        every.sort(key=lambda one: one.number)
        rows = ((one.heard.hash, _row(one, homes.get(one.number, ())), one.keys) for one in every)
        store.keep(self.db, rows, _members(homes), self.lifted)


def _crates(baskets: Iterable[list[Keyed]]) -> Iterator[list[list[Keyed]]]:
    """Yield baskets some at a time, so many that a process is not kept waiting for them."""
    crate: list[list[Keyed]] = []
    held = 0
    for basket in baskets:
        crate.append(basket)
        held += len(basket)
        if held >= CRATE:
            yield crate
            crate, held = [], 0
    yield crate


def _members(homes: Mapping[int, Iterable[Home]]) -> Iterator[tuple[int, int, str]]:
    for number, some in homes.items():
        for home in some:
            yield number, home.reference, " ".join(home.relations)


def _placed(one: Gathered, names: frozenset[str]) -> Placed:
    person = one.heard.person
    return Placed("" if person in NOBODY else person, names, one.stories, _day(one.article.published), one.keys)


@lru_cache(1 << 14)
def _day(published: str) -> int | None:
    try:
        return date.fromisoformat(published).toordinal()
    except ValueError:
        return None


def _said(one: Gathered, names: frozenset[str]) -> Said:
    heard = one.heard
    return Said(
        number=one.number,
        verbatim=heard.verbatim,
        person=heard.person,
        names=names,
        published=one.article.published,
        stories=frozenset(one.stories),
        articles=frozenset(one.articles),
        common=bool(heard.occasion),
        text=one.text,
        spans=tuple(Span(start - heard.start, end - heard.start) for start, end in heard.spans),
        perhaps=one.perhaps,
        sure=one.sure >= SURE,
        apart=heard.apart,
    )


def _row(one: Gathered, homes: Iterable[Home]) -> Row:
    _, person, occasion, apart, verbatim, size = one.heard[:6]
    reference = is_reference(homes, person)
    published, id = one.article.published, one.heard.id
    return Row(one.number, person, occasion, apart, verbatim, size, published, id, one.first, reference)
