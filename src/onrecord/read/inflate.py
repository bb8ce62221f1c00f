"""Inflating: compressed bytes -> a stream that stops where an archive is made to explode."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from onrecord.read.source import Unreadable

FREE = 64 << 20  # bytes that any stream may inflate to
STEEPEST = 200  # text packs to a tenth, tables and logs to a fiftieth; a bomb to a thousandth
EXPLODES = f"unpacks to more than {STEEPEST} times its size: it looks made to fill memory; leave it out"
BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)


class Inflated(io.RawIOBase):
    """A gzip stream, of one member or many, that refuses to grow beyond ``STEEPEST`` times what it was packed to."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._plain = gzip.GzipFile(fileobj=packed, mode="rb")
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer.

        Raises:
            Unreadable: where the stream is a bomb.
        """
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._plain.read1(len(view))
        self._size += len(data)
        if self._size > FREE and self._size > STEEPEST * max(1, self._packed.tell()):
            raise Unreadable(EXPLODES)
        view[: len(data)] = data
        return len(data)


def inflated(packed: BinaryIO) -> BinaryIO:
    """Return the stream unpacked, to be read to its end or to its bomb."""
    return io.BufferedReader(Inflated(packed), 1 << 16)
