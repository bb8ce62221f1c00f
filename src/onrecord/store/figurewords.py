"""Which figures hold some words: in what is counted, in the unit, or in their own.

What can be looked for is kept in memory, of the records that were asked last; figures that came since are added.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.store.keeping import Kept

BETWEEN, AFTER = "\0", "\0\0"
"""What stands between a figure's words, and after them: nothing that is looked for reaches across."""
SINCE = """
SELECT f.number, f.unit, substr(d.text, f.start + 1, f.end - f.start),
    (SELECT group_concat(substr(d.text, s.start + 1, s.end - s.start), ' ') FROM
        (SELECT start, end FROM figure_spans WHERE figure = f.number ORDER BY rowid) s)
FROM figures f JOIN articles a ON a.number = f.article JOIN documents d ON d.number = a.document
WHERE f.number > ? ORDER BY f.number
"""
LAST = """
SELECT d.id, d.revision, d.made_by, a.place, f.start FROM figures f JOIN articles a ON a.number = f.article
JOIN documents d ON d.number = a.document WHERE f.number = ?
"""


class Words(NamedTuple):
    """The words of figures one after another, in lower case: where those of each begin, in order of their numbers, and
    where the last one stands.
    """

    numbers: array[int]
    begins: array[int]
    words: str
    last: tuple[object, ...] | None

    def having(self, like: str) -> Iterator[int]:
        """Yield the numbers of the figures, of all revisions, that hold some words in any case, in order."""
        wanted = like.casefold()
        at = -1 if "\0" in wanted else self.words.find(wanted)
        while at >= 0 and (nth := bisect_right(self.begins, at) - 1) < len(self.numbers):
            yield self.numbers[nth]
            at = self.words.find(wanted, self.begins[nth + 1])

    def has(self, number: int, like: str) -> bool:
        """Say whether a figure holds some words."""
        nth = bisect_left(self.numbers, number)
        return "\0" not in like and like.casefold() in self.words[self.begins[nth] : self.begins[nth + 1]]


NOTHING = Words(array("q"), array("q"), "", None)


def _plain(words: str | None) -> str:
    return " ".join((words or "").replace("\0", "").split()).casefold()


def words(db: sqlite3.Connection) -> Words:
    """Return the words of all figures.

    Those of a figure never change. Its number is given again only if it was the highest and went; then the last one
    that was read has gone or stands elsewhere, and all are read anew.
    """
    return kept.of(db)


def _brought_up(db: sqlite3.Connection, known: Words | None) -> Words:
    if known is None or (known.numbers and db.execute(LAST, [known.numbers[-1]]).fetchone() != known.last):
        known = NOTHING
    return _with_new(db, known)


kept: Kept[Words] = Kept(_brought_up)


def _with_new(db: sqlite3.Connection, known: Words) -> Words:
    numbers, begins, parts = known.numbers[:], known.begins[:-1], [known.words]
    at = len(known.words)
    for number, *its in db.execute(SINCE, [numbers[-1] if numbers else -1]):
        numbers.append(number)
        begins.append(at)
        parts.append(BETWEEN.join(map(_plain, its)) + AFTER)
        at += len(parts[-1])
    if len(parts) == 1:
        return known
    return Words(numbers, array("q", [*begins, at]), "".join(parts), db.execute(LAST, [numbers[-1]]).fetchone())
