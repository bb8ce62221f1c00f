"""The statements nearest in meaning to some words.

Where there are many, the nearest are first looked for among the signs of their vectors' numbers: a bit each, kept in
memory, compared by how many differ. Of those the vectors themselves are compared. After Charikar (2002).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.store import statements
from onrecord.store.found import Search
from onrecord.store.keeping import Kept
from onrecord.store.quotations import family_of
from onrecord.store.statements import StatementRow, Wanted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.store.listed import Numbers

AT_ONCE = 2_000
"""Vectors in memory at a time."""
IN_CACHE = 1 << 16
"""Vectors whose signs a processor holds at hand."""
FIRST, THEN = 1_000, 10_000
"""Vectors that are compared, of those whose signs are nearest; then of the next, where too few of those were wanted."""
ENOUGH = 5
"""So many times as many as are to be given have to be compared, so that the nearest are among them."""


class NearRow(StatementRow):
    """A statement and how near it is: the cosine of the angle between two vectors, -1 to 1.

    ``reports`` is how many articles have its quotation, of which it is the nearest statement.
    """

    nearness: float
    reports: int


REPORTS = """
SELECT (SELECT count(DISTINCT u.article) FROM (SELECT j.value AS wording
    UNION SELECT wording FROM families WHERE reference = j.value) m CROSS JOIN utterances u ON u.wording = m.wording)
FROM json_each(?) j ORDER BY j.key
"""


def nearest(db: sqlite3.Connection, vector: NDArray[np.int8], wanted: Wanted, *, most: int) -> list[NearRow]:
    """Return the statements wanted that are nearest to a vector, the nearest first: of a quotation but one.

    Args:
        db: the record.
        vector: int8, (384,).
        wanted: which statements are compared.
        most: how many to return.
    """
    search = Search(db, wanted)
    family = cache(lambda number: _family(db, number))
    compared: list[tuple[float, int]] = []
    first: dict[int, tuple[float, int]] = {}
    for numbers in () if search.in_vain else _nearest_first(db, vector, search):
        compared += _far(db, vector, search.of(numbers))
        compared.sort()
        first = _each_once(compared, family, most)
        if len(compared) >= ENOUGH * most and len(first) == most:
            break
    rows = statements.numbered(db, [number for _, number in first.values()])
    return [
        NearRow(**row, nearness=-far, reports=reports)
        for row, (far, _), reports in zip(rows, first.values(), _reports(db, first), strict=True)
    ]


def _each_once(
    compared: Iterable[tuple[float, int]], family: Callable[[int], int], most: int
) -> dict[int, tuple[float, int]]:
    """Return so many quotation families, each with the first statement of it."""
    first: dict[int, tuple[float, int]] = {}
    for far, number in compared:
        if len(first) == most:
            break
        first.setdefault(family(number), (far, number))
    return first


def _family(db: sqlite3.Connection, statement: int) -> int:
    """Return the reference of a statement's quotation family; of one that has none a number that no other has."""
    found = db.execute("SELECT wording FROM utterances WHERE statement = ?", [statement]).fetchone()
    return family_of(db, found[0])[0] if found else -statement


def _reports(db: sqlite3.Connection, families: Iterable[int]) -> list[int]:
    """Return in how many articles each family's quotation is."""
    return [max(1, reports) for (reports,) in db.execute(REPORTS, [str(list(families))])]


def any_at_all(db: sqlite3.Connection) -> bool:
    """Say whether a record holds vectors: one that an older version made has none."""
    return db.execute("SELECT 1 FROM meanings").fetchone() is not None


def nearness(vectors: NDArray[np.int8], one: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the cosines of the angles between some vectors, (n, 384), and one: float32, (n,), -1 to 1."""
    import numpy as np  # here, since it takes a while to load

    those, this = vectors.astype(np.float32), one.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", those, those)) * np.linalg.norm(this)
    # Not a product of matrices: its threads would wait for one another longer than they work.
    cosines: NDArray[np.float32] = np.einsum("ij,j->i", those, this) / np.maximum(lengths, 1e-9)
    return cosines


def _nearest_first(db: sqlite3.Connection, vector: NDArray[np.int8], search: Search) -> Iterator[Numbers]:
    """Yield statements to be compared: those that may be nearest, then others."""
    import numpy as np

    if search.few is not None:
        yield search.few
        return
    every = signs(db)
    if not search.articles.all():
        every = every.those(np.flatnonzero(search.articles[search.listed.places(every.numbers)]))
    differ = every.differing(vector)
    least, compared = -1, 0
    while compared < len(differ):
        last = min(len(differ), compared + (THEN if compared else FIRST)) - 1
        most = int(np.partition(differ, last)[last])
        near = np.flatnonzero(differ <= most)
        numbers = every.numbers[near[differ[near] > least]]
        yield numbers
        least, compared = most, compared + len(numbers)


def _far(db: sqlite3.Connection, vector: NDArray[np.int8], numbers: list[int]) -> list[tuple[float, int]]:
    """Return minus how near each statement that has a vector is, with its number."""
    import numpy as np

    found: list[tuple[float, int]] = []
    sql = "SELECT j.value, m.vector FROM json_each(?) j CROSS JOIN meanings m ON m.statement = j.value"
    rows = db.execute(sql, [str(sorted(numbers))])
    while several := rows.fetchmany(AT_ONCE):
        vectors = np.frombuffer(b"".join(row[1] for row in several), np.int8).reshape(len(several), -1)
        far = -nearness(vectors, vector).astype(np.float64).round(3)
        found += zip(far.tolist(), (row[0] for row in several), strict=True)
    return found


class _Signs(NamedTuple):
    """Whose vectors were read, in order; 64 of each one's signs in each of ``bits``; and what tells the
    last one apart from any that would get its number if it went.
    """

    numbers: NDArray[np.int64]
    bits: list[NDArray[np.uint64]]
    last: tuple[object, ...] | None

    def differing(self, vector: NDArray[np.int8]) -> NDArray[np.uint16]:
        """Return how many signs of each vector differ from those of one."""
        import numpy as np

        out = np.empty(len(self.numbers), np.uint16)
        those = _bits(vector.reshape(1, -1))
        for begin in range(0, len(out), IN_CACHE):
            some = slice(begin, begin + IN_CACHE)
            counts = [np.bitwise_count(bits[some] ^ one) for bits, one in zip(self.bits, those, strict=True)]
            # Three of at most 64 fit a byte: adding bytes takes half the time.
            np.add(sum(counts[1:3], counts[0]), sum(counts[4:], counts[3]), out=out[some], dtype=np.uint16)
        return out

    def those(self, places: NDArray[np.intp]) -> _Signs:
        """Return those in some places."""
        return _Signs(self.numbers[places], [bits[places] for bits in self.bits], None)


LAST = """
SELECT s.id, d.revision, d.made_by FROM statements s JOIN meanings m ON m.statement = s.number
JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document WHERE s.number = ?
"""


def signs(db: sqlite3.Connection) -> _Signs:
    """Return the signs of all vectors: those that came since they were last read are added.

    Vectors never change. A statement's number is given again only if it was the highest and went; then the last one
    that was read has gone or is another, and all are read anew.
    """
    return kept.of(db)


def _brought_up(db: sqlite3.Connection, known: _Signs | None) -> _Signs:
    import numpy as np

    if known is None or not len(known.numbers) or db.execute(LAST, [int(known.numbers[-1])]).fetchone() != known.last:
        known = _Signs(np.zeros(0, np.int64), [np.zeros(0, np.uint64)] * WORDS, None)
    parts = [known]
    since = int(known.numbers[-1]) if len(known.numbers) else -1
    rows = db.execute("SELECT statement, vector FROM meanings WHERE statement > ? ORDER BY statement", [since])
    while several := rows.fetchmany(AT_ONCE):
        vectors = np.frombuffer(b"".join(row[1] for row in several), np.int8).reshape(len(several), -1)
        parts.append(_Signs(np.array([row[0] for row in several]), _bits(vectors), None))
    if len(parts) == 1:
        return known
    numbers = np.concatenate([part.numbers for part in parts])
    bits = [np.concatenate(those) for those in zip(*(part.bits for part in parts), strict=True)]
    return _Signs(numbers, bits, db.execute(LAST, [int(numbers[-1])]).fetchone())


kept: Kept[_Signs] = Kept(_brought_up)
WORDS = 6
"""Of 64 bits, that hold the signs of 384 numbers."""


def _bits(vectors: NDArray[np.int8]) -> list[NDArray[np.uint64]]:
    import numpy as np

    packed = np.packbits(vectors > 0, axis=1)
    return [column.copy() for column in packed.view(np.uint64).T]
