"""What is said in all articles, put together as wordings in columns: a large record has millions of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.link.baskets import Placed
from onrecord.link.families import SURE, Said
from onrecord.link.parts import Grouped, Numbers, grouped
from onrecord.store.atonce import Doubt
from onrecord.store.wordings import Heard, Unheard
from onrecord.terms import Span

NONE = -1
"""In place of an article, a story, a day or a person, where there is none."""
NOBODY = ("", "?")
BITS = 32
"""Of a person's number, an occasion's and a correction's, in what tells a wording from all others."""


class Came(NamedTuple):
    """What puts articles in the order in which they came out."""

    published: str
    document: str
    place: int


class Gathered:
    """Wordings by their places, in the order in which the first utterance of each was taken in.

    Each column has at a wording's place what is said of it; ``keys`` has those of all, one wording's after the other's.
    Its text, with the spans that are compared, is that of the earliest of its utterances.
    """

    def __init__(self) -> None:
        self.hash, self.apart = array("q"), array("q")
        self.person, self.occasion, self.size = array("q"), array("q"), array("q")
        self.verbatim, self.sure = array("B"), array("B")
        self.keys, self.key_counts = array("I"), array("q")
        self.article, self.utterance = array("q"), array("q")
        self.texts: list[bytes] = []
        self.spans: list[tuple[Span, ...]] = []
        self.perhaps: dict[int, frozenset[str]] = {}
        self._people: dict[str, int] = {}
        self._occasions: dict[str, int] = {}
        self._came: dict[int, Came] = {}
        self._stories: dict[int, int] = {}
        self._holders, self._held = array("q"), array("q")
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.hash)

    def take(
        self, article: Unheard, heard: Sequence[Heard], utterance: int, doubts: Callable[[int], Doubt | None]
    ) -> list[int]:
        """Take in what is said in an article, and return the place of the wording of each utterance.

        Args:
            article: one that was not taken in before.
            heard: its utterances.
            utterance: the number of the first of them; the others have the next.
            doubts: gives by a statement's number who else may have made it.
        """
        self._came[article.number] = Came(article.published, article.document, article.place)
        self._stories[article.number] = NONE if article.story is None else article.story
        places = [self._place(one) for one in heard]
        first: dict[int, int] = {}
        for n, (place, one) in enumerate(zip(places, heard, strict=True)):
            other = heard[first.setdefault(place, n)]
            if (one.start, one.id) < (other.start, other.id):
                first[place] = n
            self._doubt(place, doubts(one.statement or 0))
        for place, n in first.items():
            self._holders.append(place)
            self._held.append(article.number)
            if self.article[place] == NONE or self._came[article.number] < self._came[self.article[place]]:
                self._give(place, article, heard[n], utterance + n)
        return places

    def _place(self, one: Heard) -> int:
        person = self._people.setdefault(one.person, len(self._people))
        occasion = self._occasions.setdefault(one.occasion, len(self._occasions))
        key = ((one.hash << BITS | person) << BITS | occasion) << BITS | one.apart
        place = self._places.setdefault(key, len(self))
        if place == len(self):
            self.hash.append(one.hash)
            self.apart.append(one.apart)
            self.person.append(person)
            self.occasion.append(occasion)
            self.size.append(one.size)
            self.verbatim.append(one.verbatim)
            self.sure.append(False)
            self.keys.extend(one.keys)
            self.key_counts.append(len(one.keys))
            self.article.append(NONE)
            self.utterance.append(NONE)
            self.texts.append(b"")
            self.spans.append(())
        return place

    def _doubt(self, place: int, doubt: Doubt | None) -> None:
        if doubt is None:
            self.sure[place] = True
        else:
            self.sure[place] |= doubt.sure >= SURE
            self.perhaps[place] = self.perhaps.get(place, frozenset()) | doubt.perhaps

    def _give(self, place: int, article: Unheard, one: Heard, utterance: int) -> None:
        self.article[place] = article.number
        self.utterance[place] = utterance
        self.texts[place] = article.text[one.start : one.end].encode("utf-8", "surrogatepass")
        self.spans[place] = _same(tuple(Span(start - one.start, end - one.start) for start, end in one.spans))

    def close(self) -> None:
        """Let go of what tells whether a wording is known: all have been taken in."""
        self._places = {}

    def drop_texts(self) -> None:
        """Let go of what ``said`` is made of: all wordings have been linked."""
        self.texts, self.spans, self.perhaps = [], [], {}

    def speaker(self, place: int) -> str:
        """Return the id of who said a wording."""
        return self.people[self.person[place]]

    def published(self, place: int) -> str:
        """Return the day of a wording's earliest utterance."""
        return self._came[self.article[place]].published

    @cached_property
    def people(self) -> list[str]:
        """The ids of people, by their numbers."""
        return list(self._people)

    @cached_property
    def occasions(self) -> list[str]:
        """The occasions, by their numbers."""
        return list(self._occasions)

    def in_order(self, ids: NDArray[np.bytes_]) -> Numbers:
        """Return the places in the order in which wordings take others in (``link.wordings.order``).

        Args:
            ids: of the earliest utterance of each, as UTF-8.
        """
        days = {day: n for n, day in enumerate(sorted({came.published for came in self._came.values()}))}
        day = {article: days[came.published] for article, came in self._came.items()}
        published = np.fromiter(map(day.__getitem__, self.article), np.int64, len(self))
        return np.lexsort([ids, published, -_column(self.size), ~np.frombuffer(self.verbatim, np.bool_)])

    def placed(self, names: Callable[[str], frozenset[str]]) -> Placed:
        """Return what decides which wordings come into one basket, given the words of a person's name."""
        person, keys = _column(self.person), np.frombuffer(self.keys, np.uint32)
        nobody = [number for number, one in enumerate(self.people) if one in NOBODY]
        day = {article: _day(came.published) for article, came in self._came.items()}
        return Placed(
            person=np.where(np.isin(person, nobody), NONE, person),
            names=[names(one) for one in self.people],
            day=np.fromiter(map(day.__getitem__, self.article), np.int64, len(self)),
            keys=keys,
            key_counts=_column(self.key_counts),
            stories=self._told,
        )

    @cached_property
    def _articles(self) -> Grouped:
        """The articles that each wording stands in."""
        return grouped(_column(self._holders), _column(self._held), len(self))

    @cached_property
    def _told(self) -> Grouped:
        """The stories that each wording stands in."""
        stories = np.fromiter(map(self._stories.__getitem__, self._held), np.int64, len(self._held))
        told = stories != NONE
        holders, stories = np.unique(np.stack([_column(self._holders)[told], stories[told]]), axis=1)
        return grouped(holders, stories, len(self))

    @cached_property
    def _key_ends(self) -> Numbers:
        return np.cumsum(_column(self.key_counts))

    def keys_of(self, place: int) -> Sequence[int]:
        """Return the keys that a wording is found by."""
        end = int(self._key_ends[place])
        return self.keys[end - self.key_counts[place] : end]

    def said(self, place: int, number: int, names: frozenset[str]) -> Said:
        """Return a wording under a number, given the words of its speaker's name."""
        return Said(
            number=number,
            verbatim=bool(self.verbatim[place]),
            person=self.speaker(place),
            names=names,
            published=self.published(place),
            stories=frozenset(self._told.of(place)),
            articles=frozenset(self._articles.of(place)),
            common=bool(self.occasions[self.occasion[place]]),
            text=self.texts[place].decode("utf-8", "surrogatepass"),
            spans=self.spans[place],
            perhaps=self.perhaps.get(place, frozenset()),
            sure=bool(self.sure[place]),
            apart=self.apart[place],
        )


def _column(some: array[int]) -> Numbers:
    return np.frombuffer(some, np.int64)


@lru_cache(1 << 14)
def _same(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return spans, of equal ones the same: most are all of a text."""
    return spans


def _day(published: str) -> int:
    try:
        return date.fromisoformat(published).toordinal()
    except ValueError:
        return NONE
