"""Finding quotation families in a record: what came is compared with the references there, and no more than has to be.

Which references take a wording in depends on the references before it alone, in an order that is the same in every
record. So wordings are gone through in that order; where one becomes a reference or ceases to be one, those after it
that share words with it are gone through again. What is found does not depend on the order in which articles came.
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from onrecord import regrouped
from onrecord.atonce import Gathering, uncollected
from onrecord.engines.local import Pool
from onrecord.hearing import all_heard, heard_in
from onrecord.link import families, wordings
from onrecord.link.families import REPORT_DAYS, Said
from onrecord.link.shelf import is_reference
from onrecord.regrouped import Apart
from onrecord.store import wordings as store
from onrecord.store.atonce import is_due
from onrecord.store.wordings import Heard, Row, Unheard
from onrecord.terms import Span

REMEMBERED = 50_000
"""Wordings kept at hand."""
FEW = 20
"""So many crates of articles and of wordings are worked on in this process: beginning others would take longer."""


def find(db: sqlite3.Connection) -> None:
    """Link what was said in articles that came since this was last done; to be called inside of a transaction."""
    apart = regrouped.apart(db)
    signs = {document: regrouped.told_apart(some) for document, some in apart.items()}
    store.forget(db, signs)
    linking = Linking(db)

    def parted(article: Unheard, heard: Iterable[Heard]) -> tuple[list[Heard], str]:
        document = article.number_of_document
        return _parted(list(heard), apart.get(document, ())), signs.get(document, "")

    if is_due(db):
        gathering = Gathering(db)
        with uncollected():
            with Pool(few=FEW) as pool:
                for article, heard in all_heard(store.unheard(db), pool):
                    gathering.hear(article, *parted(article, heard))
                gathering.link(pool)
            gathering.keep()  # which takes much memory, when the workers have given theirs back
    else:
        for article in store.unheard(db):
            store.add(db, article, *parted(article, heard_in(article)))
        linking.run()
    store.lay(db, [row for group in regrouped.references(db) for row in linking.joined(group)])


def _parted(heard: list[Heard], apart: Iterable[Apart]) -> list[Heard]:
    """Mark what somebody said is another utterance: at each place the words that stand there, for the most part."""
    for start, end, correction in apart:
        here = [
            (abs(one.start - start) + abs(one.end - end), one.start, one.id, n)
            for n, one in enumerate(heard)
            if 2 * (min(one.end, end) - max(one.start, start)) >= max(one.end, end) - min(one.start, start)
        ]
        if here:
            *_, n = min(here)
            heard[n] = heard[n]._replace(apart=correction)
    return heard


class Linking:
    """Goes through wordings in their order, and asks of each which references take it in."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.said = lru_cache(REMEMBERED)(self._said)
        self.spoken = lru_cache(8)(lambda utterance: store.spoken(db, utterance))
        self.names = lru_cache(REMEMBERED)(self._names)
        self.queue: list[tuple[object, int]] = []
        self.queued: set[int] = set()
        self.moved: set[int] = set()
        self.gone: set[int] = set()

    def run(self) -> None:
        """Link all wordings of which an utterance came or went, and those that depend on them."""
        again: set[int] = set()
        for number in store.touched(self.db):
            before = store.row(self.db, number)
            if before.reference:  # what it takes in may be another's now
                again |= self._depending(before, store.keys(self.db, number))
            if store.settle(self.db, number):
                again.add(number)
                self.moved.add(number)
            else:
                store.drop(self.db, number)
                self.gone.add(number)
        self._push(again - self.gone)
        while self.queue:
            _, number = heapq.heappop(self.queue)
            self._link(store.row(self.db, number))

    def _link(self, row: Row) -> None:
        one = self.said(row.number)
        keys = self._keys(row)
        found = families.homes(one, [self.said(other.number) for other in self._before(row, keys)])
        reference = is_reference(found, row.person)
        store.keep(self.db, row.number, keys, found, reference)
        if reference != row.reference or (reference and row.number in self.moved):
            some = store.rows(self.db, self._depending(row, keys))
            self._push(other.number for other in some if other.order > row.order)

    def joined(self, references: Iterable[int]) -> Iterator[tuple[int, int, int, str]]:
        """Yield what makes one family of those of several references: each wording, its reference before and now, and
        how it stands to the fullest of them.
        """
        fullest, *others = sorted(store.rows(self.db, references), key=lambda row: row.order)
        for other in others:
            for number in store.with_members(self.db, other.number):
                relations = families.related(self.said(number), self.said(fullest.number))
                yield number, other.number, fullest.number, " ".join(relations)

    def _before(self, row: Row, keys: list[int]) -> list[Row]:
        """Return the references before a wording that may take it in, in order."""
        fewest = wordings.least(len(keys))
        held = store.holders(self.db, keys, references=True)
        found = {number for number, count in held.items() if count >= fewest}
        if not row.verbatim and row.person:
            found.update(store.of_person(self.db, row.person, *_window(row), verbatim=True, references=True))
        return sorted(
            (other for other in store.rows(self.db, found) if other.order < row.order), key=lambda other: other.order
        )

    def _depending(self, row: Row, keys: list[int]) -> set[int]:
        """Return what a wording may take in, or may have taken in."""
        held = store.holders(self.db, keys, references=False)
        found = {number for number, size in store.sizes(self.db, held) if held[number] >= wordings.least(size)}
        if row.verbatim and row.person:
            found.update(store.of_person(self.db, row.person, *_window(row), verbatim=False, references=False))
        return found - {row.number}

    def _push(self, numbers: Iterable[int]) -> None:
        new = set(numbers) - self.queued
        self.queued |= new
        for row in store.rows(self.db, new):
            heapq.heappush(self.queue, (row.order, row.number))

    def _keys(self, row: Row) -> list[int]:
        text, kind, spans = self.spoken(row.first)
        return wordings.keys_of(wordings.words_in(text, _compared(text, kind, spans)))

    def _said(self, number: int) -> Said:
        row = store.row(self.db, number)
        text, kind, spans = self.spoken(row.first)
        places = store.places(self.db, number)
        perhaps, sure = store.speakers(self.db, number)
        return Said(
            number=number,
            verbatim=row.verbatim,
            person=row.person,
            names=self.names(row.person),
            published=row.published,
            stories=frozenset(story for _, story in places if story is not None),
            articles=frozenset(article for article, _ in places),
            common=bool(row.occasion),
            apart=row.apart,
            text=text,
            spans=tuple(_compared(text, kind, spans)),
            perhaps=perhaps,
            sure=sure >= families.SURE,
        )

    def _names(self, person: str) -> frozenset[str]:
        return frozenset(re.findall(r"\w\w+", store.name(self.db, person).casefold()))


def _compared(text: str, kind: object, spans: list[Span]) -> list[Span]:
    """Return the spans of a statement's content that are compared; those that no statement covers are, as they are."""
    return spans if kind is None else list(wordings.verbatim(text, kind, spans)[1])  # type: ignore[arg-type]


def _window(row: Row) -> tuple[str, str]:
    """Return the days within which an utterance is reported, those about it."""
    try:
        day = date.fromisoformat(row.published)
    except ValueError:
        return row.published, row.published
    return (day - timedelta(REPORT_DAYS)).isoformat(), (day + timedelta(REPORT_DAYS)).isoformat()
