"""MIME: a mail or a saved page -> its parts and its headers, whatever shape they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import NamedTuple

from onrecord.read.source import Unreadable

# The standard library takes time in the square of a header's length, and in lines times nesting; and it recurses.
LONGEST_HEADER = 2000  # characters
MOST_HEADERS = 20_000
MOST_NESTED = 60
MOST_LINES = 2_000_000  # of all nested groups of parts together
SLASHES = str.maketrans("/\\", "__")
NESTED = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
HEADER = re.compile(rb"^[\w-]{1,60}:(?= |\t|\r?\n)|^--", re.MULTILINE)


class Leaf(NamedTuple):
    """A part that holds no others: ``media_type`` in small letters, ``name`` that of a file, where it has one."""

    data: bytes
    media_type: str
    charset: str | None
    name: str | None
    location: str | None


class _Headers(Compat32):
    """Headers as they stand, cut where nobody writes that much.

    The newer policy parses each header into a grammar's tree: on hostile input it recurses, or takes minutes.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


def message(data: bytes) -> Message:
    """Parse a mail, or a page saved as one.

    Raises:
        Unreadable: where it holds parts in parts beyond all sense.
    """
    nested = sum(1 for _ in NESTED.finditer(data))
    if nested > MOST_NESTED:
        raise Unreadable(f"holds more than {MOST_NESTED} mails or groups of parts inside one another: split it")
    if data.count(b"\n") * (nested + 1) > MOST_LINES or sum(1 for _ in HEADER.finditer(data)) > MOST_HEADERS:
        raise Unreadable("holds more lines, or more headers, than any mail: save what was sent with it by itself")
    try:
        return BytesParser(policy=_Headers()).parsebytes(data)
    except (RecursionError, MessageError, ValueError) as error:
        raise Unreadable(f"is no mail that can be read ({type(error).__name__}): save it again") from None


def header(part: Message, name: str) -> str | None:
    """Return a header's words on one line, decoded, or None where there is none."""
    raw = part.get(name)
    if raw is None:
        return None
    return " ".join(_words(raw).replace("\0", "").split()) or None


def leaf(part: Message) -> Leaf:
    """Return a part's content and what its headers say of it."""
    data = part.get_payload(decode=True)
    return Leaf(
        data if isinstance(data, bytes) else b"",
        part.get_content_type(),
        _charset(part),
        _file_name(part),
        header(part, "Content-Location"),
    )


def leaves(part: Message) -> Iterator[Message]:
    """Yield the parts that hold no others, in order, those of enclosed mails left out."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        return
    if not part.is_multipart():
        yield part
        return
    for child in children(part):
        yield from leaves(child)


def children(part: Message) -> list[Message]:
    """Return the parts right below one, none where it holds none."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (LookupError, ValueError):
        return None
    if not name:
        return None
    return "".join(letter for letter in _words(name) if letter.isprintable()).translate(SLASHES) or None


def _words(value: str) -> str:
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        pieces = [(value, None)]
    return "".join(_decoded(piece, charset) for piece, charset in pieces)


def _decoded(piece: bytes | str, charset: str | None) -> str:
    """Return a piece of a header: by its charset, else as UTF-8, else as Western text."""
    data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    for encoding in (charset, "utf-8"):
        try:
            return data.decode(encoding or "ascii")
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")
