"""Inputs opened: a file as it lies there, an address as it is fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from onrecord.read import Input, read, read_bytes
from onrecord.read.source import Unreadable, digest, shown
from onrecord.store.lookup import Where
from onrecord.terms import Document, Skipped


class Opened(NamedTuple):
    """An input: where it lies, what it is called, its bytes' hash (None where there are none to be had), and what is
    in it, read as it is asked for.
    """

    path: Where
    file: str
    sha256: str | None
    found: Iterable[Document | Skipped]
    doubts: tuple[Skipped, ...] = ()


def opened(given: Input, *, allow_private: bool = False) -> Opened:
    """Open a file, or fetch an address; what cannot be had is in it as a Skipped, never an error."""
    if given.url is not None:
        return _fetched(given.url, given.name, allow_private)
    found = read(given.path, name=given.name)
    return Opened(given.path.resolve(), shown(given.path), sha256(given.path), found)


def _fetched(url: str, name: str, allow_private: bool) -> Opened:
    from onrecord.read.fetch import fetched  # no file waits for what speaks to the network

    try:
        page = fetched(url, allow_private=allow_private)
    except Unreadable as problem:
        return Opened(url, url, None, iter([Skipped(url, str(problem))]))
    found = read_bytes(page.data, file=url, name=name, media_type=page.media_type)
    doubts = (Skipped(url, f"leads on to {page.address}"),) if page.address != url else ()
    return Opened(url, url, digest(page.data), found, doubts)


def sha256(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes, None where they cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None  # reading it will say what is wrong
