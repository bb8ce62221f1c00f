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
    """A stream that refuses to grow beyond ``STEEPEST`` times what it was packed to.

    Args:
        plain: what is inflated, be it out of one packing or of several in one another.
        packed: the outermost, which is read as far as ``plain`` needs; it was packed from ``start`` on.
    """

    def __init__(self, plain: io.BufferedIOBase, packed: BinaryIO, start: int = 0) -> None:
        self._plain, self._packed, self._start = plain, packed, start
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
        if self._size > FREE and self._size > STEEPEST * max(1, self._packed.tell() - self._start):
            raise Unreadable(EXPLODES)
        view[: len(data)] = data
        return len(data)


def gunzipped(packed: BinaryIO) -> Inflated:
    """Return a gzip stream, of one member or many, to be read to its end or to its bomb."""
    return Inflated(gzip.GzipFile(fileobj=packed, mode="rb"), packed)


def inflated(packed: BinaryIO) -> BinaryIO:
    """Return the same, buffered."""
    return io.BufferedReader(gunzipped(packed), 1 << 16)
