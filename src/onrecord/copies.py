"""Finding copies in a record: articles that came are compared with those there, and groups are made again around them.

What is found depends on what is on record alone, not on the order in which it came. A fingerprint makes a pair of two
articles that have it, if one of them is among its first ``FIRST`` holders by rank. That is by chance but the same in
every record: so what a thousand papers print is compared with the same few of them, and an article that comes or goes
seldom changes which these are. Where it does, those few are compared again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256

from onrecord.link import Copy, lineages
from onrecord.link.passages import Words, compared, words_of
from onrecord.link.reprints import LEAST, fingerprints, is_copy
from onrecord.store import copies
from onrecord.store.copies import Known, New

FIRST = 20
BATCH = 5000
"""Articles whose fingerprints are put in at a time."""
REMEMBERED = 4000
"""Articles whose words are kept at hand."""


def find(db: sqlite3.Connection) -> None:
    """Compare what came since this was last done, and mark the reprints; to be called inside of a transaction."""
    gone = copies.gone(db)
    around = set(copies.moved(db)).union(*(_neighbours(db, one.number) for one in gone))
    around -= {one.number for one in gone}
    for one in gone:
        copies.take_out(db, one)
    texts = Texts(db)
    new = [known for some in _batches(copies.new(db)) for known in _put_in(db, some)]
    numbers = {one.number for one in new}
    again = _promoted(db, gone) | _displaced(db, numbers, new)
    for number in again - numbers:
        around |= _neighbours(db, number)
        copies.part_from_all(db, number)
    _compare(db, [*(copies.known(db, number) for number in sorted(again - numbers)), *new], texts)
    _group(db, around | again | numbers)


class Texts:
    """The words of articles that have been compared, those asked for last at hand."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.words = lru_cache(REMEMBERED)(self._words)

    def _words(self, number: int) -> Words:
        return words_of(*copies.body(self._db, copies.article(self._db, number)))


def _batches(articles: Sequence[New]) -> Iterator[Sequence[New]]:
    return (articles[start : start + BATCH] for start in range(0, len(articles), BATCH))


def _put_in(db: sqlite3.Connection, articles: Iterable[New]) -> list[Known]:
    """Make articles known by their fingerprints."""
    found = []
    for one in articles:
        words = words_of(*copies.body(db, one.article))
        found.append(copies.add(db, one, rank(one), fingerprints(words)))
    copies.index(db, found)
    return found


def rank(one: New) -> int:
    """Return a number by chance that an article has in every record."""
    digest = sha256(f"{one.document}\x1f{one.place}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _promoted(db: sqlite3.Connection, gone: Iterable[Known]) -> set[int]:
    """Return articles that may be among the first holders of a fingerprint now, since others that were have gone."""
    found = set()
    for one in gone:
        for hash in one.fingerprints:
            first = copies.first_holders(db, hash, FIRST)
            if len(first) == FIRST and one.rank < first[-1][0]:
                found |= {number for _, number in first}
    return found


def _displaced(db: sqlite3.Connection, numbers: Collection[int], new: Iterable[Known]) -> set[int]:
    """Return articles that are no longer among the first holders of a fingerprint, since new ones come before them."""
    found: set[int] = set()
    if not copies.has_others(db, len(numbers)):
        return found
    for one in new:
        for hash in one.fingerprints:
            first = [number for _, number in copies.first_holders(db, hash, 2 * FIRST)]
            if len(first) > FIRST:
                came = sum(number in numbers for number in first[:FIRST])
                found |= {number for number in first[FIRST : FIRST + came] if number not in numbers}
    return found


def _compare(db: sqlite3.Connection, articles: Iterable[Known], texts: Texts) -> None:
    """Compare articles with all that they make pairs with, and note those that are one text."""
    done: set[int] = set()
    for one in articles:
        for number in _candidates(db, one):
            if number not in done:
                _judge(db, one, copies.known(db, number), texts)
        done.add(one.number)


def _candidates(db: sqlite3.Connection, one: Known) -> list[int]:
    shared: Counter[int] = Counter()
    for hash in one.fingerprints:
        first = copies.first_holders(db, hash, FIRST)
        is_first = (one.rank, one.number) <= first[-1]
        shared.update(copies.holders(db, hash) if is_first and len(first) == FIRST else (number for _, number in first))
    del shared[one.number]
    return [number for number, count in shared.items() if count >= LEAST]


def _judge(db: sqlite3.Connection, one: Known, other: Known, texts: Texts) -> None:
    lower, higher = sorted((one, other), key=lambda known: known.rank)  # which of them is first could change the shares
    words, other_words = texts.words(lower.number), texts.words(higher.number)
    shared = compared(words, other_words)
    if is_copy(shared, words, other_words):
        copies.join(db, Copy(lower.number, higher.number, shared.one, shared.other))


def _neighbours(db: sqlite3.Connection, number: int) -> set[int]:
    return {end for pair in copies.pairs(db, number) for end in pair[:2]} - {number}


def _group(db: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Mark the reprints among articles and all that pairs lead to from them."""
    members, pairs, edge = set(numbers), set(), list(numbers)
    while edge:
        for pair in copies.pairs(db, edge.pop()):
            pairs.add(pair)
            new = {pair.one, pair.other} - members
            members |= new
            edge += new
    places = {number: copies.place(db, number) for pair in pairs for number in (pair.one, pair.other)}
    copies.mark(db, members, lineages(pairs, places))
