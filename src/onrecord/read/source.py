"""What every reader takes and may raise: one thing to read, on disk or in memory, and the refusal of it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from onrecord.terms import Article, Document, Place, Span, short_id


class Unreadable(Exception):
    """A file, or a line of it, that cannot be read: the message says what is wrong and what to do, in one sentence."""


@dataclass(slots=True)
class Allowance:
    """What may still be taken out of an archive and all archives in it: bytes, and members."""

    size: int = 2 << 30
    members: int = 50_000

    def take(self, size: int) -> None:
        """Count one member of some bytes.

        Raises:
            Unreadable: where it is one too many.
        """
        self.size -= size
        self.members -= 1
        if self.size < 0 or self.members < 0:
            raise Unreadable("unpacks to more than 2 GB, or 50,000 members: what follows was not read; split it")


class Source(NamedTuple):
    """One thing to read: a file, or bytes in memory that came out of an archive or over the network.

    ``name`` is what the document's id is made from; ``limit`` the largest size in bytes that is read. ``data`` holds
    the content where it is not the file at ``path``, and ``label`` then says where it lies, such as
    ``post.zip/letters/bridge.eml``. ``charset`` is what a server, a mail or an archive says of the content's encoding.
    ``depth`` is how many archives and mails it lies in, ``allowance`` what the outermost may still give.
    """

    path: Path
    name: str
    media_type: str
    limit: int
    data: bytes | None = None
    label: str | None = None
    charset: str | None = None
    depth: int = 0
    allowance: Allowance | None = None

    @property
    def file(self) -> str:
        """The label, or the path as the user gave it, with slashes."""
        return self.label if self.label is not None else shown(self.path)

    def stream(self) -> BinaryIO:
        """Open the content to be read from its start; the caller closes it."""
        return self.path.open("rb") if self.data is None else BytesIO(self.data)

    def content(self) -> bytes:
        """Return all bytes.

        Raises:
            Unreadable: where there are too many, or none.
        """
        if self.data is not None:
            data = self.data
        else:
            with self.stream() as stream:
                data = stream.read(self.limit + 1)  # a file may grow, or lie about its size: count what is read
        if len(data) > self.limit:
            raise Unreadable(f"is larger than {megabytes(self.limit)}: split it into smaller files")
        if not data:
            raise Unreadable("is empty: save it again, or leave it out")
        return data

    def document(
        self,
        data: bytes,
        text: str,
        articles: tuple[Article, ...],
        *,
        encoding: str | None = None,
        places: tuple[Place, ...] = (),
        doubts: tuple[str, ...] = (),
        damaged: tuple[Span, ...] = (),
    ) -> Document:
        """Return the document that was read from these bytes, its id made from its name and them."""
        sha256 = digest(data)
        return Document(
            id=short_id(self.name, sha256),
            file=self.file,
            text=text,
            sha256=sha256,
            media_type=self.media_type,
            encoding=encoding,
            articles=articles,
            places=places,
            doubts=doubts,
            damaged=damaged,
            original=data,
        )


def megabytes(size: int) -> str:
    """Return a size in bytes as words for the user."""
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size} bytes"


def shown(path: Path) -> str:
    """Return a path as text that can be stored: bytes of its name that are no UTF-8 are shown as escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
