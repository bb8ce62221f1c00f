"""The statements nearest in meaning to some words: each vector is compared."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from onrecord.store.statements import StatementRow, Wanted, conditions_of, statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 20_000
"""Vectors in memory at a time."""

VECTORS = """
SELECT m.statement, m.vector FROM meanings m JOIN statements s ON s.number = m.statement
JOIN articles a ON a.number = s.article JOIN documents d ON d.number = a.document
LEFT JOIN people p ON p.id = s.person
WHERE {conditions}
"""


class NearRow(StatementRow):
    """A statement and how near it is: the cosine of the angle between two vectors, -1 to 1."""

    nearness: float


def nearest(db: sqlite3.Connection, vector: NDArray[np.int8], wanted: Wanted, *, most: int) -> list[NearRow]:
    """Return the statements wanted that are nearest to a vector, the nearest first.

    Args:
        db: the record.
        vector: int8, (384,).
        wanted: which statements are compared.
        most: how many to return.
    """
    import numpy as np  # here, since it takes a while to load

    conditions, values = conditions_of(wanted)
    rows = db.execute(VECTORS.format(conditions=" AND ".join(conditions)), values)
    best: list[tuple[int, float]] = []
    while several := rows.fetchmany(AT_ONCE):
        vectors = np.frombuffer(b"".join(row[1] for row in several), np.int8).reshape(len(several), -1)
        cosines = nearness(vectors, vector)
        first = np.argsort(-cosines, kind="stable")[:most]
        best += [(several[n][0], round(float(cosines[n]), 3)) for n in first.tolist()]
        best = sorted(best, key=lambda one: (-one[1], one[0]))[:most]
    return [NearRow(**statement(db, number), nearness=near) for number, near in best]


def nearness(vectors: NDArray[np.int8], one: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return the cosines of the angles between some vectors, (n, 384), and one: float32, (n,), -1 to 1."""
    import numpy as np

    those, this = vectors.astype(np.float32), one.astype(np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", those, those)) * np.linalg.norm(this)
    cosines: NDArray[np.float32] = those @ this / np.maximum(lengths, 1e-9)
    return cosines
