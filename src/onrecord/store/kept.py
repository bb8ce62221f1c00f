"""What is kept in memory of a record, so that it is searched quickly: made in one process, taken over by another."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterator
from io import BufferedReader
from threading import Lock
from typing import Any

from onrecord.store import figurewords, listed, meanings

EACH: tuple[tuple[Callable[[sqlite3.Connection], object], dict[str, Any], Lock], ...] = (
    (listed.listed, listed.kept, listed.reading),
    (meanings.signs, meanings.kept, meanings.reading),
    (figurewords.words, figurewords.kept, figurewords.reading),
)
"""What makes it, where it is kept, and the lock that is held meanwhile."""


def made(db: sqlite3.Connection) -> Iterator[bytes]:
    """Yield what is kept of a record, piece by piece, for ``take``."""
    for number, (make, kept, _) in enumerate(EACH):
        make(db)
        yield pickle.dumps((number, kept), protocol=pickle.HIGHEST_PROTOCOL)


def take(pieces: BufferedReader) -> None:
    """Take over what another process of ours made, as it comes; what changed since is read when it is asked for.

    That process may end at any time: then nothing more comes.
    """
    while True:
        try:
            number, came = pickle.load(pieces)
        except (EOFError, pickle.UnpicklingError):
            return
        _, kept, reading = EACH[number]
        with reading:
            kept.clear()
            kept.update(came)
