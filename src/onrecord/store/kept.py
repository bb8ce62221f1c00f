"""What is kept in memory of a record, so that it is searched quickly: made in one process, taken over by another."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from onrecord.store import figurewords, listed, meanings
from onrecord.store.keeping import Kept

EACH: tuple[Kept[Any], ...] = (listed.kept, meanings.kept, figurewords.kept)


def made(db: sqlite3.Connection) -> Iterator[bytes]:
    """Yield what is kept of a record, piece by piece, for ``take``."""
    for number, kept in enumerate(EACH):
        kept.of(db)
        yield pickle.dumps((number, *list(kept.items())[-1]), protocol=pickle.HIGHEST_PROTOCOL)


def take(pieces: BufferedReader) -> None:
    """Take over what another process of ours made, as it comes; what changed since is read when it is asked for.

    That process may end at any time: then nothing more comes.
    """
    while True:
        try:
            number, file, held = pickle.load(pieces)
        except (EOFError, pickle.UnpicklingError):
            return
        kept = EACH[number]
        with kept.reading:
            kept.keep(file, held)
