"""Decoding: bytes -> text, the name of its encoding, and a word of doubt where that is a guess."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from onrecord.read.source import Unreadable

MARKS = (  # the four-byte marks first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF-", "a PDF: rename it to end in .pdf"),
    (b"PK\x03\x04", "a zip archive or office file: unpack it, or save it as text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old office file: save it as text"),
    (b"\x89PNG", "a picture: it has no text to read"),
    (b"\xff\xd8\xff", "a picture: it has no text to read"),
    (b"GIF8", "a picture: it has no text to read"),
    (b"{\\rtf", "a rich-text file: save it as plain text"),
)
WIDER = {  # what a page says, and what browsers take it for
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "shift_jis": "cp932", "x-sjis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
WESTERN = frozenset(  # what western European texts have beyond ASCII; what they rarely have, others have often
    "àâäáæçèéêëíîïñóôöœúûüßÀÂÄÁÆÇÈÉÊËÍÎÏÑÓÔÖŒÚÛÜ“”‘’„‚–—…•·«»‹›€£§©®°™¡¿½¼¾\xa0"
)
TEXT_CONTROLS = frozenset(b"\t\n\x0b\x0c\r\x1b\x1a\x85")
SAMPLE = 1 << 16


class Decoded(NamedTuple):
    """A text as decoded: ``encoding`` is Python's name for it, so that ``data.decode(encoding)`` gives the text."""

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text file.

    Tried in turn: a byte order mark, UTF-8, UTF-16 without a mark, what is declared, a guess.

    Args:
        data: the file's bytes.
        declared: the encoding that the file itself names, as a page does. UTF-8 goes first, since bytes that happen
            to be valid UTF-8 hardly ever are anything else, and pages often declare what they are not.

    Raises:
        Unreadable: where the bytes are no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"is no text but {what}")
    wide = _wide(data)
    if wide:
        decoded = _strict(data[: len(data) // 2 * 2], wide)
        return decoded if decoded and _controls(decoded.text[:SAMPLE].encode()) < 0.02 else _binary()
    if b"\0" in data or _controls(data) > 0.02:
        return _binary()
    if declared and b"\x1b" in data and (shifted := _strict(data, declared)):  # ISO-2022: valid as UTF-8, but no text
        return shifted
    return _strict(data, "utf-8") or (_declared(data, declared) if declared else None) or _guess(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    exact = _strict(data, encoding)
    if exact and "\0" not in exact.text:
        return exact
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if "\0" in text or damaged > len(text) // 10:
        return _binary()
    return Decoded(text, encoding, (f"{damaged} characters could not be decoded as {encoding}",))


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes, encoding: str) -> Decoded | None:
    encoding = WIDER.get(encoding.lower(), encoding.lower())
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        return None
    damaged = text.count("\ufffd")
    if damaged > len(text) // 100:
        return None
    doubts = (f"{damaged} characters could not be decoded as {encoding}",) if damaged else ()
    return Decoded(text, encoding, doubts)


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 that NULs in every second place betray, if they do."""
    sample = data[:SAMPLE]
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if max(even, odd) < 0.3 or min(even, odd) > 0.05:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _controls(data: bytes) -> float:
    """Return the share of control characters that no text has."""
    sample = data[:SAMPLE]
    return sum(byte < 32 and byte not in TEXT_CONTROLS for byte in sample) / max(1, len(sample))


def _binary() -> Decoded:
    raise Unreadable("is no text (its bytes are binary data): save it as text in UTF-8, or leave it out")


def _guess(data: bytes) -> Decoded:
    """Guess: cp1252 where letters beyond ASCII are rare, or those of western languages; else what a detector finds."""
    decoded = _strict(data, "cp1252")
    rare = sum(byte > 127 for byte in data[:SAMPLE]) * 20 < len(data[:SAMPLE])
    if decoded and not (rare or _is_western(decoded.text[:SAMPLE])):
        decoded = None
    if decoded is None:
        decoded = _detected(data)
    if decoded is None:
        decoded = Decoded(data.decode("cp1252", "replace"), "cp1252")
    return decoded._replace(doubts=(f"encoding guessed: {decoded.encoding}",))


def _is_western(text: str) -> bool:
    """Return whether all beyond ASCII is usual in the west, and letters more than anything else.

    Of a few words a detector takes cp1250 for cp1252, which differ in few letters, or Chinese for Spanish.
    """
    beyond = [letter for letter in text if letter > "\x7f"]
    plain = sum(letter.isascii() and letter.isalpha() for letter in text)
    return all(letter in WESTERN for letter in beyond) and plain > len(beyond)


def _detected(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    sample = data if len(data) < SAMPLE else data[: data.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE]
    best = from_bytes(sample).best()
    return _strict(data, best.encoding) if best else None
