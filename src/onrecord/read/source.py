"""What every reader takes and may raise: one file to read, and the refusal of it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple


class Unreadable(Exception):
    """A file, or a line of it, that cannot be read: the message says what is wrong and what to do, in one sentence."""


class Source(NamedTuple):
    """One file to read.

    ``name`` is what the document's id is made from; ``limit`` the largest size in bytes that is read.
    """

    path: Path
    name: str
    media_type: str
    limit: int

    @property
    def file(self) -> str:
        """The path as the user gave it, with slashes."""
        return shown(self.path)

    def content(self) -> bytes:
        """Return the file's bytes.

        Raises:
            Unreadable: where it is too large, or has nothing in it.
        """
        with self.path.open("rb") as stream:
            data = stream.read(self.limit + 1)  # a file may grow, or lie about its size: count what is read
        if len(data) > self.limit:
            raise Unreadable(f"is larger than {megabytes(self.limit)}: split it into smaller files")
        if not data:
            raise Unreadable("is empty: save it again, or leave it out")
        return data


def megabytes(size: int) -> str:
    """Return a size in bytes as words for the user."""
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size} bytes"


def shown(path: Path) -> str:
    """Return a path as text that can be stored: bytes of its name that are no UTF-8 are shown as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
