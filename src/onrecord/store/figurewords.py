"""Which figures hold some words: in what is counted, in the unit, or in their own.

What can be looked for is kept in memory, of the record that was asked last; figures that came since are added.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_right
from threading import Lock
from typing import NamedTuple

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
SELECT d.id, d.revision, a.place, f.start FROM figures f JOIN articles a ON a.number = f.article
JOIN documents d ON d.number = a.document WHERE f.number = ?
"""


class _Words(NamedTuple):
    """The words of figures one after another, in lower case: where those of each begin, in order of their numbers, and
    where the last one stands.
    """

    numbers: array[int]
    begins: array[int]
    words: str
    last: tuple[object, ...] | None


NOTHING = _Words(array("q"), array("q"), "", None)
_kept: dict[str, _Words] = {}
"""Of the record that was asked last, by its file."""
_reading = Lock()


def having(db: sqlite3.Connection, like: str) -> list[int]:
    """Return the numbers of the figures, of all revisions, that hold some words in any case, in order."""
    if "\0" in like:
        return []
    wanted, known = like.casefold(), _words(db)
    numbers: list[int] = []
    at = known.words.find(wanted)
    while at >= 0:
        nth = bisect_right(known.begins, at) - 1
        if nth == len(known.numbers):
            break
        numbers.append(known.numbers[nth])
        at = known.words.find(wanted, known.begins[nth + 1])
    return numbers


def _plain(words: str | None) -> str:
    return " ".join((words or "").replace("\0", "").split()).casefold()


def _words(db: sqlite3.Connection) -> _Words:
    """Return the words of all figures.

    Those of a figure never change. Its number is given again only if it was the highest and went; then the last one
    that was read has gone or stands elsewhere, and all are read anew.
    """
    (_, _, file) = db.execute("PRAGMA database_list").fetchone()
    with _reading:
        known = _kept.get(file, NOTHING) if file else NOTHING
        if known.numbers and db.execute(LAST, [known.numbers[-1]]).fetchone() != known.last:
            known = NOTHING
        known = _with_new(db, known)
        _kept.clear()
        _kept[file] = known
    return known


def _with_new(db: sqlite3.Connection, known: _Words) -> _Words:
    numbers, begins, parts = known.numbers[:], known.begins[:-1], [known.words]
    at = len(known.words)
    for number, *words in db.execute(SINCE, [numbers[-1] if numbers else -1]):
        numbers.append(number)
        begins.append(at)
        parts.append(BETWEEN.join(map(_plain, words)) + AFTER)
        at += len(parts[-1])
    if len(parts) == 1:
        return known
    return _Words(numbers, array("q", [*begins, at]), "".join(parts), db.execute(LAST, [numbers[-1]]).fetchone())
