"""Inputs in order, small files read ahead by workers; what is large, unchanged or has to be fetched waits its turn."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord import findings
from onrecord.engines.local import Pool
from onrecord.opened import Opened, opened, sha256
from onrecord.progress import Meter
from onrecord.read import Input, inputs
from onrecord.read.formats import streamed
from onrecord.read.source import shown
from onrecord.store import lookup
from onrecord.terms import Skipped

SMALL = 4 << 20
"""Files of more bytes are read one by one: what is read ahead is held in memory."""


class InTurn(NamedTuple):
    """An input that is not read ahead."""

    given: Input


def read(
    db: sqlite3.Connection, pool: Pool, paths: Sequence[str | Path], meter: Meter, *, allow_private: bool
) -> Iterator[Opened | Skipped]:
    """Yield files and addresses opened, in order, and a Skipped for each that is none; the record's own are left out.

    Args:
        db: the record, which knows what is unchanged.
        pool: what reads small files.
        paths: files, folders and addresses.
        meter: is told of each before it is read.
        allow_private: whether an address may lie in the local or a private network.
    """
    for one in pool.mapped(_whole, _given(db, paths, meter), ready=_in_turn, lost=_unread):
        yield opened(one.given, allow_private=allow_private) if isinstance(one, InTurn) else one


def _given(db: sqlite3.Connection, paths: Sequence[str | Path], meter: Meter) -> Iterator[Input | InTurn | Skipped]:
    own = lookup.own_files(db)
    for found in inputs(paths):
        if isinstance(found, Input):
            meter.begin(found)
            yield found if _is_small(found) and not _is_unchanged(db, found.path) else InTurn(found)
        elif os.path.realpath(found.file) not in own:
            yield found


def _is_small(given: Input) -> bool:
    if given.url is not None or streamed(given.path):
        return False
    try:
        return given.path.stat().st_size <= SMALL
    except OSError:  # reading it will say what is wrong
        return False


def _is_unchanged(db: sqlite3.Connection, path: Path) -> bool:
    before = lookup.file(db, path.resolve())
    return before is not None and before[:2] == (sha256(path), findings.maker())


def _in_turn(one: Input | InTurn | Skipped) -> InTurn | Skipped | None:
    return None if isinstance(one, Input) else one


def _whole(one: Input | InTurn | Skipped) -> Opened | InTurn | Skipped:
    """Open a file and read all that is in it."""
    if not isinstance(one, Input):
        return one
    there = opened(one)
    return there._replace(found=list(there.found))


def _unread(one: Input | InTurn | Skipped) -> Skipped:
    """Return what is said of a file at which two processes ended."""
    assert isinstance(one, Input)
    reason = "ends what reads it, perhaps for want of memory: leave it out, or split it, and please report it"
    return Skipped(shown(one.path), reason)
