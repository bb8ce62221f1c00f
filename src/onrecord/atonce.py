"""Finding quotation families where most of a record is new: all of it at once, with the same outcome as bit by bit."""

from __future__ import annotations

import gc
import re
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.engines.local import Pool, crates
from onrecord.gathered import Gathered
from onrecord.link.baskets import baskets
from onrecord.link.families import SURE, Said
from onrecord.link.parts import Numbers, together
from onrecord.link.shelf import Keyed, Linked, all_linked, is_reference, linked, several
from onrecord.store import atonce as store
from onrecord.store import wordings as kept
from onrecord.store.wordings import Heard, Row, Unheard

NAME = re.compile(r"\w\w+")
CRATE = 1000
"""Wordings that a process is given at a time, or more where they belong together."""
HUGE = 50_000
"""So many that belong together are linked in this process: to give them to another, they would be there three times."""


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
        cleared = store.clear(db)
        self.first_wording, self.first_utterance = cleared.last_wording + 1, cleared.last_utterance + 1
        self.next_utterance = self.first_utterance
        self.lifted = cleared.lifted
        self.doubts = store.doubts(db, SURE)
        self.known = Gathered()
        self.ids: NDArray[np.bytes_] = np.zeros(0, "S1")
        self.references, self.members = bytearray(), Members()
        self.names = cache(lambda person: frozenset(NAME.findall(kept.name(db, person).casefold())))

    def hear(self, article: Unheard, heard: Sequence[Heard], apart: str) -> None:
        """Take in what is said in an article."""
        places = self.known.take(article, heard, self.next_utterance, self.doubts.get)
        rows = ((self.next_utterance + n, one, self.first_wording + places[n]) for n, one in enumerate(heard))
        store.hear(self.db, article, apart, rows)
        self.next_utterance += len(heard)

    def link(self, pool: Pool) -> None:
        """Find which wordings are of one family by a pool's workers."""
        known = self.known
        known.close()
        self.ids = store.utterance_ids(self.db)[np.array(known.utterance, np.int64) - self.first_utterance]
        self.references = bytearray(len(known))
        for one in self._linked(known.in_order(self.ids), pool):
            self.members.put(one)
            place = one.number - self.first_wording
            self.references[place] = is_reference(one.homes, known.speaker(place))
        known.drop_texts()

    def keep(self) -> None:
        """Put all that was found into the record."""
        known = self.known
        store.keep(self.db, self._rows(), known.keys, known.key_counts, self.members.rows(), self.lifted)

    def _linked(self, order: Numbers, pool: Pool) -> Iterator[Linked]:
        """Yield which references take in each of all wordings: those of a huge basket are made one after the other."""
        parts = [order[some].tolist() for some in together(baskets(self.known.placed(self.names))[order])]
        for part in parts:
            if len(part) >= HUGE:
                yield from linked(map(self._later, part), several(map(self.known.keys_of, part)))
        filled = ([Keyed(one.said, one.keys) for one in map(self._later, part)] for part in parts if len(part) < HUGE)
        for found in pool.mapped(_all_linked, crates(filled, size=len, most=CRATE, full=CRATE)):
            yield from found

    def _later(self, place: int) -> Later:
        return Later(self.known, place, self.first_wording + place, self.names(self.known.speaker(place)))

    def _rows(self) -> Iterator[tuple[int, Row]]:
        """Yield all wordings in the order of their numbers, each after its hash."""
        known = self.known
        for place, (id, reference) in enumerate(zip(self.ids.tolist(), self.references, strict=True)):
            row = Row(
                number=self.first_wording + place,
                person=known.speaker(place),
                occasion=known.occasions[known.occasion[place]],
                apart=known.apart[place],
                verbatim=bool(known.verbatim[place]),
                size=known.size[place],
                published=known.published(place),
                id=id.decode(),
                first=known.utterance[place],
                reference=bool(reference),
            )
            yield known.hash[place], row


class Members:
    """Which references take wordings in, in columns: a large record has as many as wordings."""

    def __init__(self) -> None:
        self._wordings, self._references, self._relations = array("q"), array("q"), array("q")
        self._names: dict[str, int] = {}

    def put(self, one: Linked) -> None:
        """Take in what a wording's homes are."""
        for home in one.homes:
            self._wordings.append(one.number)
            self._references.append(home.reference)
            self._relations.append(self._names.setdefault(" ".join(home.relations), len(self._names)))

    def rows(self) -> Iterator[tuple[int, int, str]]:
        """Yield each wording with a reference and how it stands to that, in the order of their numbers."""
        names = list(self._names)
        for n in np.lexsort([self._references, self._wordings]).tolist():
            yield self._wordings[n], self._references[n], names[self._relations[n]]


class Later(NamedTuple):
    """A wording that is made of what was gathered each time it is asked for."""

    gathered: Gathered
    place: int
    number: int
    names: frozenset[str]

    @property
    def said(self) -> Said:
        """The wording."""
        return self.gathered.said(self.place, self.number, self.names)

    @property
    def keys(self) -> Sequence[int]:
        """The keys by which it is found."""
        return self.gathered.keys_of(self.place)


def _all_linked(baskets: Iterable[list[Keyed]]) -> list[Linked]:
    with uncollected():
        return all_linked(baskets)
